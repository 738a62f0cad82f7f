import { parseArgs } from "node:util";
import * as z from "zod";
import { TiaowenError } from "../src/domain/errors.ts";
import { type Conversation, questionKinds } from "./question.ts";

const argumentsSchema = z
  .object({
    json: z.boolean().default(false),
    gate: z.boolean().default(false),
    quick: z.boolean().default(false),
    "update-reference": z.boolean().default(false),
    "show-held-out": z.boolean().default(false),
    filter: z.string().min(1).optional(),
    kind: z.enum(questionKinds, `应为以下之一:${questionKinds.join("、")}`).optional(),
    retrieval: z.string().min(1, "后面要有法规数据目录").optional(),
    questions: z.string().min(1, "后面要有问题文件").optional(),
  })
  .refine(({ gate, filter, kind }) => !gate || (filter === undefined && kind === undefined), {
    path: ["gate"],
    message: "只能对全部题目设门槛,不能与 --filter 或 --kind 同用",
  })
  .refine(
    ({ "update-reference": updates, quick, filter, kind, questions }) =>
      !updates || (!quick && (filter ?? kind ?? questions) === undefined),
    {
      path: ["update-reference"],
      message: "要测全部题目和各部分,不能与 --quick、--filter、--kind 或 --questions 同用",
    },
  )
  .refine(({ questions, retrieval }) => questions === undefined || retrieval !== undefined, {
    path: ["questions"],
    message: "要与 --retrieval 同用",
  })
  .refine(
    ({ retrieval, gate, quick, filter, kind, "show-held-out": showHeldOut }) =>
      retrieval === undefined || (!gate && !quick && !showHeldOut && (filter ?? kind) === undefined),
    { path: ["retrieval"], message: "只能与 --questions、--update-reference 或 --json 同用" },
  )
  .transform((values) => ({
    ...values,
    showHeldOut: values["show-held-out"],
    updateReference: values["update-reference"],
  }));
export type EvaluationArguments = z.output<typeof argumentsSchema>;

const options = {
  json: { type: "boolean" },
  gate: { type: "boolean" },
  quick: { type: "boolean" },
  "update-reference": { type: "boolean" },
  "show-held-out": { type: "boolean" },
  filter: { type: "string" },
  kind: { type: "string" },
  retrieval: { type: "string" },
  questions: { type: "string" },
} as const;

/** @throws TiaowenError `configuration_invalid` that names the faulty argument */
export function parseArguments(args: readonly string[]): EvaluationArguments {
  let values: object;
  try {
    values = parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new TiaowenError("configuration_invalid", `参数不合法:${args.join(" ")}`, { cause });
  }
  const parsed = argumentsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new TiaowenError(
    "configuration_invalid",

    parsed.error.issues.map(({ path, message }) => `--${path.join(".")} ${message}`).join("\n"),
  );
}

/** Whole conversations: whose id holds `filter`, and that ask something of this kind. */
export function select(
  conversations: readonly Conversation[],
  { filter = "", kind }: Pick<EvaluationArguments, "filter" | "kind">,
): Conversation[] {
  return conversations.filter(
    ({ id, turns }) =>
      id.includes(filter) && (kind === undefined || turns.some((question) => question.kind === kind)),
  );
}
