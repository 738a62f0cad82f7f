import * as z from "zod";
import { TiaowenError } from "./errors.ts";

/** Settings as they come: of the environment in Node, of bindings on Workers. */
export type GivenSettings = Readonly<Record<string, unknown>>;

/** What is unset or empty takes its default; what is not text is left as it is, for the schema to refuse. */
export function givenSettings(environment: GivenSettings): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [name, typeof value === "string" ? value.trim() : value] as const)
      .filter(([, value]) => value !== undefined && value !== ""),
  );
}

/** `configuration_invalid` with one line for each malformed setting, naming it. A secret's value is never in it. */
export function settingsInvalid(error: z.ZodError, given: GivenSettings): TiaowenError {
  const names = [...new Set(error.issues.map(({ path }) => String(path[0])))];
  const lines = names.map((name) => {
    const issue = error.issues.find(({ path }) => path[0] === name);
    return `设置 ${name} 不合法:${issue?.message},${shown(name, given[name])}`;
  });
  return new TiaowenError("configuration_invalid", lines.join("\n"), { at: names.join("、"), cause: error });
}

/** An address may hold a name and a password. */
function shown(name: string, value: unknown): string {
  if (value === undefined) return "现在没有设置";
  const isSecret = name.endsWith("_KEY") || (name.endsWith("_URL") && String(value).includes("@"));
  return isSecret ? "现有的值不显示" : `现为 ${JSON.stringify(value)}`;
}

export function wholeNumber(expectation: string, minimum: number, maximum: number) {
  return z
    .string(expectation)
    .regex(/^\d{1,9}$/, expectation)
    .transform(Number)
    .pipe(z.number().min(minimum, expectation).max(maximum, expectation));
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, `应为以下之一:${values.join("、")}`);
}

const addressExpectation = "应为 http 或 https 地址,不带用户名和密码";

export const httpAddress = z.string(addressExpectation).refine((text) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}, addressExpectation);

const keyExpectation = "应为可见的 ASCII 字符,中间没有空格";

/** What goes into a header as it is. */
export const accessKey = z.string(keyExpectation).regex(/^[\x21-\x7e]+$/, keyExpectation);
