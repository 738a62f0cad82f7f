import type { TextSpan } from "../../domain/text-span.ts";
import { anyOf, stanceWords } from "./stance-words.ts";

/**
 * How a word is said:
 * - `said`, `denied`: of the one who writes
 * - `planned`: meant or supposed, not done
 * - `topic`: only asked about: 高企有什么补贴
 * - `other`: asked whether it is so, or said of somebody else
 */
export type Stance = "said" | "denied" | "planned" | "topic" | "other";

export interface StanceOfMention {
  readonly stance: Stance;
  /** Where the words begin that make it so: 没有 of 没有研发. */
  readonly start: number;
  readonly end: number;
}

type Cue = "denials" | "lookalikes" | "questions" | "plans" | "resumes" | "others";

const cues: readonly Cue[] = ["lookalikes", "denials", "questions", "plans", "resumes", "others"];
const cueOf = new Map(
  cues.toReversed().flatMap((cue) => stanceWords[cue].map((word) => [word, cue] as const)),
);
const anyCue = new RegExp(anyOf([...cueOf.keys()]), "g");

const between = /^(?:的)?(?:、|和|及|与|跟|以及|或|或者|还有)$/;
const beforeDenial =
  "(?:资格|企业|认定|证书|身份|称号|这些|这个)?(?:我们|我|都|也|还|一直|从来|目前|暂时|今年|去年|到现在|又|一样|一个|现在)*";
const deniedBehind = new RegExp(`^(?:的)?${beforeDenial}(${anyOf(stanceWords.denialsAfter)})`);
const plannedBehind = new RegExp(`^(?:的)?(?:认定|材料|也|还|都|正)*${anyOf(stanceWords.plansAfter)}`);

/** 给高企做账: said of those one works for. */
const servesBefore = new RegExp(`${anyOf(stanceWords.servesBefore)}$`);
const servesBehind = new RegExp(`^(?:们|的)*${anyOf(stanceWords.servesBehind)}`);
const thirdParty = new RegExp(`${anyOf(stanceWords.thirdPartyBefore)}${anyOf(stanceWords.thirdParty)}$`);
const worksBehind = new RegExp(`^(?:公司|企业|厂|店|里)*${anyOf(stanceWords.worksBehind)}`);
const doesToMe = new RegExp(`^(?:老板|公司|企业|平台|的人|的)?${anyOf(stanceWords.doesToMe)}`);

const self = new RegExp(`${anyOf(stanceWords.self)}([^、]{0,24})$`);
/** 我们是给高企做账的公司: whatever stands between, the word says what we are. */
const isWhatWeAre = /(?:我们|我|咱们?|俺们?)(?:家|就|都|只|这)*(?:是|开了|办了|有).*的(?:一家|一个|小|老)*$/;
const block = new RegExp(anyOf([...stanceWords.blocks, ...stanceWords.others]));
const bareAfter = new RegExp(`^(?:$|${anyOf(stanceWords.bareAfter)})`);

/** How far a denial or a plan reaches, in characters. */
const reach = 16;
/** The same for a single character: 没 of 没出口. */
const shortReach = 4;

/**
 * How each of the mentions in one segment is said.
 * @param text folded; `segment` lies between two marks other than 、
 * @param mentions in order, within the segment
 */
export function stancesIn(text: string, segment: TextSpan, mentions: readonly TextSpan[]): StanceOfMention[] {
  const stances: StanceOfMention[] = [];
  let state: { stance: Stance; start: number; end: number } | null = null;
  let hasDenied = false;
  const tokens = cuesIn(text, segment, mentions);
  for (const mention of mentions) {
    while (tokens[0] !== undefined && tokens[0].start < mention.start) {
      const token = tokens.shift();
      if (token === undefined) break;
      if (token.cue === "denials") {
        state = { stance: "denied", start: token.start, end: token.end };
        hasDenied = false;
      } else if (token.cue === "plans" && state?.stance !== "denied") {
        state = { stance: "planned", start: token.start, end: token.end };
      } else if (token.cue === "questions" || token.cue === "others") {
        state = { stance: "other", start: token.start, end: token.end };
      } else if (token.cue === "resumes" && state?.stance === "denied" && hasDenied) {
        state = null;
      }
    }
    if (state !== null && mention.start - state.end > (state.end - state.start === 1 ? shortReach : reach)) {
      state = null;
    }
    // 没户口 is what it says, whatever is denied before it.
    const saysNo = state?.stance === "denied" && /^[没不无未]/.test(text.slice(mention.start, mention.end));
    if (saysNo) state = null;
    if (state?.stance === "denied") {
      hasDenied = true;
      // 没有研发和出口 denies both.
      state = { ...state, end: mention.end };
    }
    const isAnothers = speaksOfAnother(
      text.slice(segment.start, mention.start),
      text.slice(mention.end, segment.end),
    );
    stances.push({
      stance: isAnothers ? "other" : (state?.stance ?? "said"),
      start: state?.start ?? mention.start,
      end: mention.end,
    });
  }
  return withWordsBehind(text, segment, mentions, stances);
}

/** 给高企做账, 在一家高企上班, 物流公司把我…: a firm, but not the one that writes. */
function speaksOfAnother(before: string, behind: string): boolean {
  if (servesBefore.test(before) && servesBehind.test(behind)) return true;
  if (/在[^,。]*$/.test(before) && worksBehind.test(behind)) return true;
  return thirdParty.test(before) || doesToMe.test(behind);
}

/** Whether a word at a place is said of the one who writes: 我们是银行, but not 银行不肯贷. */
export function isOwn(text: string, segment: TextSpan, mention: TextSpan): boolean {
  const before = text.slice(segment.start, mention.start).trim();
  if (before === "") {
    const after = text.slice(mention.end, segment.end).trim();
    const isOpening = text.slice(0, segment.start).trim() === "";
    return isOpening && (bareAfter.test(after) || stanceWords.topicAfter.test(after));
  }
  if (isWhatWeAre.test(before)) return true;
  const [, between = null] = self.exec(before) ?? [];
  return (
    between !== null && !block.test(between) && !block.test(before.slice(0, -between.length || undefined))
  );
}

interface CueToken extends TextSpan {
  readonly cue: Cue;
}

function cuesIn(text: string, { start, end }: TextSpan, mentions: readonly TextSpan[]): CueToken[] {
  return [...text.slice(start, end).matchAll(anyCue)].flatMap((match) => {
    const cue = cueOf.get(match[0]);
    const span = { start: start + match.index, end: start + match.index + match[0].length };
    const isInside = mentions.some((mention) => mention.start < span.end && span.start < mention.end);
    const isIdle = cue === "others" && !stanceWords.othersAre.test(text.slice(span.end, end));
    return cue === undefined || isInside || isIdle ? [] : [{ ...span, cue }];
  });
}

function withWordsBehind(
  text: string,
  segment: TextSpan,
  mentions: readonly TextSpan[],
  stances: readonly StanceOfMention[],
): StanceOfMention[] {
  const result = [...stances];
  for (let index = mentions.length - 1; index >= 0; index -= 1) {
    const mention = mentions[index];
    const stance = result[index];
    if (mention === undefined || stance === undefined || stance.stance === "other") continue;
    const next = mentions[index + 1];
    const following = result[index + 1];
    const isListed = next !== undefined && between.test(text.slice(mention.end, next.start));
    if (
      isListed &&
      following !== undefined &&
      following.stance !== "said" &&
      following.end > (next?.end ?? 0)
    ) {
      result[index] = { ...stance, stance: following.stance, end: following.end };
      continue;
    }
    const behind = text.slice(mention.end, segment.end);
    const denial = deniedBehind.exec(behind);
    if (denial !== null && stanceWords.denialAfterEnds.test(behind.slice(denial[0].length))) {
      result[index] = { ...stance, stance: "denied", end: mention.end + denial[0].length };
    } else if (plannedBehind.test(behind)) {
      result[index] = { ...stance, stance: "planned" };
    } else if (stance.stance === "said" && stanceWords.topicAfter.test(behind)) {
      result[index] = { ...stance, stance: "topic" };
    }
  }
  return result;
}
