import * as z from "zod";
import { TiaowenError } from "../../domain/errors.ts";
import { corsOriginsSchema } from "../../http/cors-origins.ts";

export interface WorkerSettings {
  /** Origins whose pages may call the API; `*` for every one. */
  readonly corsOrigins: readonly string[];
}

const settingsSchema = z.object({ CORS_ORIGINS: corsOriginsSchema });

/**
 * Reads the variables of wrangler.toml.
 * @throws TiaowenError `configuration_invalid` that names the setting
 */
export function readWorkerSettings(environment: Readonly<Record<string, unknown>>): WorkerSettings {
  const result = settingsSchema.safeParse(environment);
  if (result.success) return { corsOrigins: result.data.CORS_ORIGINS };
  const issue = result.error.issues[0];
  throw new TiaowenError("configuration_invalid", `设置 CORS_ORIGINS 不合法:${issue?.message}`, {
    at: "CORS_ORIGINS",
    cause: result.error,
  });
}
