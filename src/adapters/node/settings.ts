import * as z from "zod";
import { givenSettings, oneOf, settingsInvalid, wholeNumber } from "../../domain/setting-schemas.ts";
import { corsOriginsSchema } from "../../http/cors-origins.ts";
import {
  type ModelSettings,
  modelEnvironment,
  modelSettings,
  requireChosen,
} from "../../search/model-settings.ts";

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

const vectorIndexes = ["hnsw", "exact"] as const;

export interface Settings extends ModelSettings {
  readonly port: number;
  readonly host: string;
  /** Folder with a folder for each document. */
  readonly corpusDirectory: string;
  /** Folder for what can be made again: the snapshot of the index. */
  readonly dataDirectory: string;
  readonly logLevel: LogLevel;
  /** Origins whose pages may call the API; `*` for every one. */
  readonly corsOrigins: readonly string[];
  readonly vectorIndex: (typeof vectorIndexes)[number];
  /** How long a stop waits for open answers. */
  readonly shutdownGraceSeconds: number;
}

const portExpectation = "应为 0 到 65535 的整数(0 由系统选一个空闲端口)";
const graceExpectation = "应为 0 到 3600 的秒数";

const settingsSchema = z
  .object({
    PORT: wholeNumber(portExpectation, 0, 65_535).default(8787),
    HOST: z.string().default("127.0.0.1"),
    CORPUS_DIR: z.string().default("corpus"),
    DATA_DIR: z.string().default(".data"),
    LOG_LEVEL: oneOf(logLevels).default("info"),
    CORS_ORIGINS: corsOriginsSchema,
    VECTOR_INDEX: oneOf(vectorIndexes).default("hnsw"),
    SHUTDOWN_GRACE_SECONDS: wholeNumber(graceExpectation, 0, 3600).default(10),
    ...modelEnvironment,
  })
  .superRefine(requireChosen)
  .transform(
    (environment): Settings => ({
      ...modelSettings(environment),
      port: environment.PORT,
      host: environment.HOST,
      corpusDirectory: environment.CORPUS_DIR,
      dataDirectory: environment.DATA_DIR,
      logLevel: environment.LOG_LEVEL,
      corsOrigins: environment.CORS_ORIGINS,
      vectorIndex: environment.VECTOR_INDEX,
      shutdownGraceSeconds: environment.SHUTDOWN_GRACE_SECONDS,
    }),
  );

/**
 * Reads settings; what is unset or empty takes its default.
 * @throws TiaowenError `configuration_invalid` with one line for each malformed setting, naming it
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = givenSettings(environment);
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  throw settingsInvalid(result.error, given);
}
