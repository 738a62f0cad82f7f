import * as z from "zod";
import { TiaowenError } from "../../domain/errors.ts";
import { corsOriginsSchema } from "../../http/cors-origins.ts";

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

const vectorIndexes = ["hnsw", "exact"] as const;

export interface Settings {
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
    PORT: wholeNumber(portExpectation, 65_535).default(8787),
    HOST: z.string().default("127.0.0.1"),
    CORPUS_DIR: z.string().default("corpus"),
    DATA_DIR: z.string().default(".data"),
    LOG_LEVEL: z.enum(logLevels, `应为以下之一:${logLevels.join("、")}`).default("info"),
    CORS_ORIGINS: corsOriginsSchema,
    VECTOR_INDEX: z.enum(vectorIndexes, `应为以下之一:${vectorIndexes.join("、")}`).default("hnsw"),
    SHUTDOWN_GRACE_SECONDS: wholeNumber(graceExpectation, 3600).default(10),
  })
  .transform(
    (environment): Settings => ({
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
  const given = Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [name, value?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map(({ path }) => String(path[0])))];
  const lines = names.map((name) => {
    const issue = result.error.issues.find(({ path }) => path[0] === name);
    return `设置 ${name} 不合法:${issue?.message},现为 ${JSON.stringify(given[name])}`;
  });
  throw new TiaowenError("configuration_invalid", lines.join("\n"), { at: names.join("、") });
}

function wholeNumber(expectation: string, maximum: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, expectation)
    .transform(Number)
    .pipe(z.number().max(maximum, expectation));
}
