import * as z from "zod";
import partsData from "./parts.json" with { type: "json" };
import scopeData from "./scope.json" with { type: "json" };
import structureData from "./structure.json" with { type: "json" };
import unitsData from "./units.json" with { type: "json" };
import wantsData from "./wants.json" with { type: "json" };

const said = {
  manner: z.enum(["terse", "spoken", "voice", "officer", "story"]),
  text: z.string().min(1),
};

/** What the whole message asks of the document: the intent with everything it carries. */
const structureSchema = z.strictObject({
  ...said,
  intent: z.strictObject({
    kind: z.string().min(1),
    numbers: z.array(z.int()).optional(),
    units: z.array(z.string()).optional(),
    supportKinds: z.array(z.string()).optional(),
    words: z.array(z.string()).optional(),
    together: z.boolean().optional(),
    chapters: z.array(z.int()).optional(),
    facets: z.array(z.string()).optional(),
    withParts: z.boolean().optional(),
  }),
});
/** What is wanted to be known of the topic; of the aspects that decide the status these and no others. */
const wantsSchema = z.strictObject({ ...said, wants: z.array(z.string()) });
/** A piece of each question that the message holds, in order. */
const partsSchema = z.strictObject({ ...said, parts: z.array(z.string()).min(1) });
/** What lies outside the document's region and period, as said; `+` where the words do not matter. */
const scopeSchema = z.strictObject({ ...said, region: z.string().nullable(), period: z.string().nullable() });
const unitsSchema = z.strictObject({ ...said, units: z.array(z.string()) });

export const phrasings = {
  structure: z.array(structureSchema).parse(structureData),
  wants: z.array(wantsSchema).parse(wantsData),
  parts: z.array(partsSchema).parse(partsData),
  scope: z.array(scopeSchema).parse(scopeData),
  units: z.array(unitsSchema).parse(unitsData),
};

/** Half of the phrasings was only measured while the understanding was made: which half, their own letters say. */
export function isHeldOut(text: string): boolean {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return ((hash >>> 16) & 1) === 1;
}
