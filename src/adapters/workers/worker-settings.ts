import * as z from "zod";
import { givenSettings, oneOf, settingsInvalid } from "../../domain/setting-schemas.ts";
import { corsOriginsSchema } from "../../http/cors-origins.ts";
import {
  type ModelSettings,
  modelEnvironment,
  modelSettings,
  requireChosen,
} from "../../search/model-settings.ts";

export interface WorkerSettings extends ModelSettings {
  /** Origins whose pages may call the API; `*` for every one. */
  readonly corsOrigins: readonly string[];
}

const settingsSchema = z
  .object({
    CORS_ORIGINS: corsOriginsSchema,
    ...modelEnvironment,
    // A folder and a native runtime are needed for the third.
    EMBEDDER: oneOf(["built-in", "openai-compatible"]).default("built-in"),
  })
  .superRefine(requireChosen)
  .transform(
    (environment): WorkerSettings => ({
      ...modelSettings(environment),
      corsOrigins: environment.CORS_ORIGINS,
    }),
  );

/**
 * Reads the variables of wrangler.toml and the secrets beside them; what is unset or empty takes its default.
 * @throws TiaowenError `configuration_invalid` with one line for each malformed setting, naming it
 */
export function readWorkerSettings(environment: Readonly<Record<string, unknown>>): WorkerSettings {
  const given = givenSettings(environment);
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  throw settingsInvalid(result.error, given);
}
