import * as z from "zod";
import { TiaowenError } from "../../domain/errors.ts";

interface AssetBinding {
  fetch(request: Request): Promise<Response>;
}

const isBinding = (value: unknown): value is AssetBinding =>
  typeof value === "object" && value !== null && "fetch" in value && typeof value.fetch === "function";
const environmentSchema = z.object({ ASSETS: z.custom<AssetBinding>(isBinding) });

/**
 * Reads what lies beside the Worker, being larger than what a Worker may hold.
 * @param environment bindings of wrangler.toml
 * @throws TiaowenError `configuration_invalid` where the ASSETS binding or the asset is missing
 */
export async function readAsset(environment: unknown, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    throw new TiaowenError("configuration_invalid", "缺少 ASSETS 绑定，见 wrangler.toml", { at: "ASSETS" });
  }
  const response = await parsed.data.ASSETS.fetch(new Request(`https://assets/${name}`));
  if (!response.ok) {
    throw new TiaowenError("configuration_invalid", `取不到静态资源 ${name}：HTTP ${response.status}`, {
      at: `ASSETS/${name}`,
    });
  }
  return new Uint8Array(await response.arrayBuffer());
}
