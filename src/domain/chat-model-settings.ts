import * as z from "zod";
import {
  accessKey,
  type GivenSettings,
  givenSettings,
  httpAddress,
  settingsInvalid,
  wholeNumber,
} from "./setting-schemas.ts";

export interface ChatModelSettings {
  /** Continued by `/chat/completions`. */
  readonly url: string;
  readonly model: string;
  /** A secret: in no log and no message. Null for an endpoint that asks for none. */
  readonly apiKey: string | null;
  /** How long a reply may take. */
  readonly timeoutSeconds: number;
}

const settingsSchema = z
  .object({
    OPENAI_MODEL: z.string("应为文字"),
    OPENAI_BASE_URL: httpAddress.optional(),
    OPENAI_API_KEY: accessKey.optional(),
    OPENAI_TIMEOUT_SECONDS: wholeNumber("应为 1 到 600 的秒数", 1, 600).default(60),
  })
  .superRefine((environment, context) => {
    if (environment.OPENAI_BASE_URL !== undefined || environment.OPENAI_API_KEY !== undefined) return;
    context.addIssue({
      code: "custom",
      path: ["OPENAI_API_KEY"],
      message: "设了 OPENAI_MODEL 就要给出,或者用 OPENAI_BASE_URL 给出不要密钥的地址",
    });
  })
  .transform(
    (environment): ChatModelSettings => ({
      url: environment.OPENAI_BASE_URL ?? "https://api.openai.com/v1",
      model: environment.OPENAI_MODEL,
      apiKey: environment.OPENAI_API_KEY ?? null,
      timeoutSeconds: environment.OPENAI_TIMEOUT_SECONDS,
    }),
  );

/**
 * The chat model that is configured, on every runtime. It is read apart from the other settings, since a service
 * that cannot use it serves on. Without `OPENAI_MODEL` none is: a key and an address alone may be meant for another
 * program and are not looked at.
 * @throws TiaowenError `configuration_invalid` with one line for each malformed setting, naming it
 */
export function readChatModelSettings(environment: GivenSettings): ChatModelSettings | null {
  const given = givenSettings(environment);
  if (given["OPENAI_MODEL"] === undefined) return null;
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  throw settingsInvalid(result.error, given);
}
