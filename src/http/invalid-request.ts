import * as z from "zod";
import { ProblemError } from "./problems.ts";

const typeNames: Readonly<Record<string, string>> = {
  string: "字符串",
  number: "数字",
  int: "整数",
  boolean: "true 或 false",
  array: "数组",
  object: "对象",
  record: "对象",
};

/**
 * The 422 problem for a request that a schema refused: every failing path with its reason in Chinese.
 * @param data what was validated, to tell a missing field from a wrong one
 */
export function invalidRequest(error: z.ZodError, data: unknown): ProblemError {
  const errors = error.issues.map((issue) => ({
    path: z.core.toDotPath(issue.path),
    message: issueMessage(issue, valueAt(data, issue.path)),
  }));
  const named = errors.map(({ path }) => (path === "" ? "请求正文" : path)).join("、");
  return new ProblemError("invalid-request", `以下内容不合要求:${named}。`, { errors });
}

function issueMessage(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return `${value === undefined ? "缺少;" : ""}应为${typeNames[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `应为以下之一:${issue.values.map(String).join("、")}`;
    case "too_small":
      return `${amountOf(issue.origin)}不能少于 ${issue.minimum}`;
    case "too_big":
      return `${amountOf(issue.origin)}不能超过 ${issue.maximum}`;
    case "custom":
      return issue.message;
    default:
      return "不合要求";
  }
}

function amountOf(origin: string): string {
  if (origin === "string") return "字符数";
  if (origin === "array") return "项数";
  return "数值";
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
