import type { TextSpan } from "../../domain/text-span.ts";
import type { Mention, MentionFinder } from "./mentions.ts";
import { type Segment, segmentsOf } from "./segments.ts";
import { isOwn, type Stance, stancesIn } from "./stance.ts";

/** A mention with how it is said and where it stands. */
export interface SpottedMention extends Mention {
  readonly stance: Stance;
  /** From the first word that makes it so to the last: 没有…研发. */
  readonly saying: TextSpan;
  /** Between two marks of any kind, 、 included. */
  readonly segment: Segment;
  /** Between two marks other than 、; numbered from the start of the text. */
  readonly clause: TextSpan & { readonly number: number };
  /** Said of the one who writes. */
  readonly isOwn: boolean;
}

/** The mentions of a folded text, in order. */
export function spotMentions(text: string, finder: MentionFinder): SpottedMention[] {
  const mentions = finder.find(text);
  return clausesOf(segmentsOf(text)).flatMap(({ clause, segments }) => {
    const inside = mentions.filter(({ start, end }) => start >= clause.start && end <= clause.end);
    const stances = stancesIn(text, clause, inside);
    return inside.flatMap((mention, index) => {
      const stance = stances[index];
      const segment = segments.find(({ start, end }) => mention.start >= start && mention.end <= end);
      // A word that reaches over a mark is a word all the same; it stands where it begins.
      const place = segment ?? segments.find(({ end }) => mention.start < end);
      if (stance === undefined || place === undefined) return [];
      return [
        {
          ...mention,
          stance: stance.stance,
          saying: { start: stance.start, end: stance.end },
          segment: place,
          clause,
          isOwn: isOwn(text, clause, mention),
        },
      ];
    });
  });
}

interface Clause {
  readonly clause: SpottedMention["clause"];
  readonly segments: readonly Segment[];
}

function clausesOf(segments: readonly Segment[]): Clause[] {
  const groups: Segment[][] = [];
  for (const segment of segments) {
    const group = groups.at(-1);
    if (segment.continues && group !== undefined) group.push(segment);
    else groups.push([segment]);
  }
  return groups.map((group, number) => ({
    clause: { start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0, number },
    segments: group,
  }));
}
