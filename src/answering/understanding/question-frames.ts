import * as z from "zod";
import { LatestReadings } from "./latest-readings.ts";
import { markMatches } from "./mark-matches.ts";
import type { Aspect } from "./question.ts";
import frameData from "./question-frames.json" with { type: "json" };

const pattern = z.string().min(1);

const aspectNames = [
  "amount",
  "unit",
  "contact",
  "procedure",
  "condition",
  "deadline",
  "validity",
  "figure",
  "total",
  "definition",
  "support",
  "list",
  "content",
] as const satisfies readonly Aspect[];

const questionFramesSchema = z.strictObject({
  /** Alternatives that many patterns share, written {{name}} in them. */
  vocabulary: z.record(z.string(), pattern),
  aspects: z.array(z.strictObject({ aspect: z.enum(aspectNames), patterns: z.array(pattern).min(1) })),
  fillers: z.array(pattern),
  questionMarkers: z.array(pattern),
});

const frames = questionFramesSchema.parse(frameData);
const aspectPatterns = frames.aspects.map(({ aspect, patterns }) => ({
  aspect,
  patterns: compile(patterns),
}));
const fillerPatterns = compile(frames.fillers);
/** What remains of 一亩多少 or 加几条: it counts something that was named before. */
const measureWord =
  /^(?:[一二两三每]?[亩条个家人项张座场栋户吨件位次天年月元块万亿]|公里|平方米?|[要会能到在是有做搞弄用加建由被把给向对与和或就都也还又再才只更最很太且但而则若如因所以之其该此每各某任何])$/u;
const separators = /[\p{P}\p{S}\s]/u;
const questionMarkers = frames.questionMarkers.map((source) => new RegExp(source, "u"));

export interface FrameReading {
  readonly aspects: ReadonlySet<Aspect>;
  /** What remains when framing words are taken out, pieces joined by one space. */
  readonly topic: string;
}

/** Separates what a question wants to know from what it is about. */
export function readFrames(text: string): FrameReading {
  return latestReadings.of(text);
}

const latestReadings = new LatestReadings((text: string): FrameReading => {
  const isFrame = new Uint8Array(text.length);
  const aspects = new Set<Aspect>();
  for (const { aspect, patterns } of aspectPatterns) {
    if (markMatches(text, patterns, isFrame)) aspects.add(aspect);
  }
  markMatches(text, fillerPatterns, isFrame);
  return { aspects, topic: unmarkedPieces(text, isFrame) };
});

/** Whether a sentence of a message asks something, as opposed to telling the story behind the question. */
export function isQuestioning(sentence: string): boolean {
  return questionMarkers.some((marker) => marker.test(sentence));
}

function unmarkedPieces(text: string, isFrame: Uint8Array): string {
  let pieces = "";
  for (let index = 0; index < text.length; index++) {
    const unit = text.charAt(index);
    pieces += isFrame[index] === 1 || separators.test(unit) ? " " : unit;
  }
  return pieces
    .split(" ")
    .filter((piece) => piece !== "" && !measureWord.test(piece))
    .join(" ");
}

function compile(sources: readonly string[]): RegExp[] {
  return sources.map((source) => new RegExp(spelledOut(source), "gu"));
}

function spelledOut(source: string): string {
  return source.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => {
    const words = frames.vocabulary[name];
    if (words === undefined) throw new TypeError(`question-frames.json: no vocabulary named ${name}`);
    return words;
  });
}
