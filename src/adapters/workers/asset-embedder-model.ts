import * as z from "zod";
import type { EmbedderModelFile } from "../../answering/open-services.ts";
import { TiaowenError } from "../../domain/errors.ts";

/** Where the build puts the model: an asset, since a model is larger than a Worker may be. */
export const embedderModelName = "embedder.bin";

interface AssetBinding {
  fetch(request: Request): Promise<Response>;
}

const isBinding = (value: unknown): value is AssetBinding =>
  typeof value === "object" && value !== null && "fetch" in value && typeof value.fetch === "function";
const environmentSchema = z.object({ ASSETS: z.custom<AssetBinding>(isBinding) });

/** @throws TiaowenError `configuration_invalid` where the ASSETS binding or the model in it is missing */
export async function readAssetEmbedderModel(environment: unknown): Promise<EmbedderModelFile> {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    throw new TiaowenError("configuration_invalid", "缺少 ASSETS 绑定，见 wrangler.toml", { at: "ASSETS" });
  }
  const response = await parsed.data.ASSETS.fetch(new Request(`https://assets/${embedderModelName}`));
  if (!response.ok) {
    throw new TiaowenError("configuration_invalid", `取不到内置向量模型：HTTP ${response.status}`, {
      at: `ASSETS/${embedderModelName}`,
    });
  }
  return { name: embedderModelName, bytes: new Uint8Array(await response.arrayBuffer()) };
}
