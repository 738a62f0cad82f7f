import * as z from "zod";
import type { Provision } from "../../domain/document.ts";
import { topicCoverage } from "../relevance/provision-wording.ts";
import type { QuestionPart } from "../understanding/question.ts";
import data from "./contrary-cases.json" with { type: "json" };

const expression = z
  .string()
  .min(1)
  .transform((source) => new RegExp(source, "u"));

const { groups } = z
  .strictObject({
    description: z.string(),
    groups: z.array(
      z.strictObject({
        within: z.enum(["item", "part"]),
        cases: z.array(z.strictObject({ asked: expression, stated: expression })).min(2),
      }),
    ),
  })
  .parse(data);

/** 省、市级 and AAAA、AAAAA级 are one item. */
const ends = {
  part: /[;；。!！?？\n]/u,
  item: /[;；。!！?？\n,，]|(?<!国家|[省市区县级A一二三四五六七八九十])、/u,
};
/** With less of the question's words about it, a piece may be of something else. */
const leastCoverage = 0.15;

/**
 * The piece of a provision that is about what is asked and speaks of another case than the asker: 3A where it writes
 * AAAA, goods vehicles where it writes coaches. Null where it speaks of the asker's case, or of none.
 */
export function contraryCaseIn(
  part: QuestionPart,
  provision: Provision,
  idf: (term: string) => number,
): string | null {
  for (const { within, cases } of groups) {
    const own = cases.filter(({ asked }) => asked.test(part.text));
    if (own.length === 0 || own.length === cases.length) continue;
    // Another item may be meant, which states it.
    if (within === "item" && own.some(({ asked }) => asked.test(provision.text))) continue;
    const topic = own.reduce((rest, { asked }) => rest.replace(asked, " "), part.topic);
    const pieces = closestPieces({ ...part, topic }, provision, ends[within], idf);
    if (pieces.some((piece) => own.some(({ stated }) => stated.test(piece)))) continue;
    const contrary = pieces.find((piece) => cases.some(({ stated }) => stated.test(piece)));
    if (contrary !== undefined) return contrary;
  }
  return null;
}

/** Those that hold most of the topic; several where they hold as much. */
function closestPieces(
  part: QuestionPart,
  provision: Provision,
  end: RegExp,
  idf: (term: string) => number,
): string[] {
  const pieces = provision.text.split(end).filter((piece) => piece !== "");
  const covered = pieces.map((piece) => topicCoverage(part, piece, idf));
  const most = Math.max(leastCoverage, ...covered);
  return pieces.filter((_, index) => (covered[index] ?? 0) >= most);
}
