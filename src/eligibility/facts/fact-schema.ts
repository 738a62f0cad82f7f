import * as z from "zod";
import { daysOf } from "./calendar.ts";

const name = z.string().regex(/^[a-z][A-Za-z0-9]{1,40}$/, "应为小写字母开头的英文名");
const words = z.array(z.string().min(1).max(40)).default([]);
export const dateSchema = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, "应为 2024、2024-05 或 2024-05-31");
/** Its first day, in days since 1970. */
const daySchema = dateSchema.transform((date) => daysOf(date)?.low ?? Number.NaN);
const share = z.number().gt(0).lt(1);

const testFields = {
  is: z.boolean().optional().describe("For yes-or-no facts; true where nothing else is said"),
  in: z.array(name).min(1).optional().describe("Options of a choice"),
  atLeast: z.number().optional().describe("The number itself counts"),
  above: z.number().optional().describe("The number itself does not count"),
  atMost: z.number().optional().describe("The number itself counts"),
  below: z.number().optional().describe("The number itself does not count"),
  from: dateSchema.optional().describe("The first day counts"),
  until: dateSchema.optional().describe("The last day counts"),
};

/** What a fact has to be: one question put to one fact. */
export const factTestSchema = z.strictObject({ fact: name, ...testFields });
export type FactTestData = z.infer<typeof factTestSchema>;

const implicationSchema = factTestSchema.extend({
  when: z.strictObject(testFields).optional().describe("The value that implies it; yes where left out"),
});

const optionSchema = z.strictObject({
  name,
  label: z.string().min(1),
  share: share.describe("How many, of all who have one of the options"),
});

const sayingSchema = z.strictObject({
  words: z.array(z.string().min(1).max(40)).min(1),
  leaves: z.array(name).min(1).describe("The options that these words leave possible"),
  ownTime: z.boolean().default(false).describe("Whether a time beside them is theirs: 去年到期"),
});

const optionSetSchema = z.strictObject({
  options: z.array(optionSchema).min(2).max(20),
  absent: name.optional().describe("The option of those who never had it"),
  positive: z.array(name).min(1).describe("What naming the fact leaves possible; its denial leaves the rest"),
  says: z
    .array(sayingSchema)
    .default([])
    .describe("Words beside the name of the fact that tell between the options"),
  recent: z.array(name).default([]).describe("What is possible when it happened this year or last year"),
  earlier: z.array(name).default([]).describe("What is possible when it happened before that"),
});

const factSchema = z.strictObject({
  name,
  label: z.string().min(1).max(60),
  type: z.enum(["boolean", "choice", "number", "date"]).default("boolean"),
  audience: z.array(name).min(1).describe("Whom it is asked"),
  share: share
    .default(0.05)
    .describe("How many it is true of, among those of whom everything it implies is true; estimates"),
  words: words.describe("Words that state it; for a number or date, words that stand near it"),
  own: words.describe("Words that state it only when said of oneself: 我们是银行, but not 银行不肯贷"),
  among: words.describe(
    "Words that state it only where something else is said that is for its audience alone: 倒伏, of a field",
  ),
  unless: words.describe("Longer words that contain one of them by accident"),
  denials: words.describe("Words that deny it"),
  heads: words.describe("Words that state it when they follow the words of another fact: 软件|公司"),
  implies: z.array(implicationSchema).default([]),
  suggests: z
    .array(z.strictObject({ fact: name, share }))
    .default([])
    .describe("Makes another fact as likely as this, but proves nothing"),
  question: z.string().min(1).max(120).optional(),
  askedBy: name.optional().describe("The question that asks for this and other facts at once"),
  planned: z.boolean().default(false).describe("Whether to plan it is as good as to do it"),
  broad: z
    .boolean()
    .default(false)
    .describe("True of so many that it says little of what one may get: 企业, 个人或家庭"),
  presumed: z.boolean().default(false).describe("Taken for true until the applicant says otherwise"),
  territory: z
    .boolean()
    .default(false)
    .describe("Whether it is to be in the region of the documents: 在本区"),
  options: z
    .union([name, optionSetSchema])
    .optional()
    .describe("Of a choice; a name stands for a shared set"),
  unit: z.string().min(1).optional().describe("Of a number: 元, 人, 岁"),
  spread: z
    .union([
      z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]),
      z.tuple([daySchema, daySchema, daySchema, daySchema, daySchema]),
    ])
    .optional()
    .describe("Of a number or date: least possible, lower quartile, median, upper quartile, most possible"),
});
export type FactData = z.infer<typeof factSchema>;

export const factFileSchema = z.strictObject({
  audiences: z
    .array(
      z.strictObject({
        name,
        label: z.string().min(1),
        facts: z.array(name).min(1).describe("Any of these makes one belong to it"),
      }),
    )
    .min(1),
  questions: z.array(
    z.strictObject({ name, text: z.string().min(1).max(120).describe("Asks for several facts at once") }),
  ),
  optionSets: z.record(name, optionSetSchema),
  facts: z.array(factSchema).min(1),
});
export type FactFile = z.infer<typeof factFileSchema>;
export type OptionSetData = z.infer<typeof optionSetSchema>;
