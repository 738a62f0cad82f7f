import * as z from "zod";
import data from "./official-words.json" with { type: "json" };

const words = z.array(z.string().min(1)).min(1);

const officialWordsSchema = z.strictObject({
  documentKinds: words.describe("What the title of an official document ends with"),
  unitSuffixes: words.describe("What the name of a unit that carries something out ends with"),
  issuerSuffixes: words.describe("What the name of an issuing body ends with"),
  roles: z
    .strictObject({ responsible: words, lead: words, support: words })
    .describe("Words before a list of units"),
  pageFields: z
    .strictObject({
      title: words,
      documentNumber: words,
      issuer: words,
      dateOfIssue: words,
      datePublished: words,
      validFrom: words,
      validUntil: words,
      effectiveness: words,
      other: words,
    })
    .describe("Names of the fields that a government page shows above or below a document"),
  pageNoise: words.describe("Lines of a page that are links and buttons"),
  referenceFollowers: z
    .strictObject({ article: words, bracketed: words, notReferences: words })
    .describe("What follows a number that refers to a provision instead of heading one"),
  sentenceWords: words.describe("Words of sentences, not of titles"),
  articleSentenceWords: words.describe("Words that also tell a statute's sentence from a title"),
  sentenceStarts: words.describe("Beginnings of sentences, not of titles"),
});

export type PageField = keyof z.infer<typeof officialWordsSchema>["pageFields"];

export const officialWords = officialWordsSchema.parse(data);

/** Source of a regular expression for any of the words, the longest first, spaces allowed between characters. */
export function anyOf(words: readonly string[]): string {
  return words
    .toSorted((left, right) => right.length - left.length)
    .map((word) => [...word].map(patternOfCharacter).join("[ \\u3000]*"))
    .join("|");
}

function patternOfCharacter(character: string): string {
  if (character === "(") return "[(（]";
  if (character === ")") return "[)）]";
  return character.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
