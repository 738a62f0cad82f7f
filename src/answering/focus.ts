import type { PolicyDocument, Provision } from "../domain/document.ts";
import type { Candidate } from "./answering-context.ts";
import type { ConversationTurn, Subject } from "./conversation.ts";
import { findProvision } from "./provision-lookup.ts";

type History = readonly ConversationTurn[];

/** The latest turn that was about something: thanks and greetings change nothing. */
export function latestTurn(history: History): ConversationTurn | null {
  return history.findLast(({ subjects, isOpen }) => subjects.length > 0 || isOpen) ?? null;
}

/** Things spoken of that documents speak of too, in the order of the conversation. */
function groundedSubjects(history: History): Subject[] {
  return history.flatMap(({ subjects }) => subjects.filter(({ provisionIds }) => provisionIds.length > 0));
}

export function topicOf({ subjects }: Pick<ConversationTurn, "subjects">): string {
  return subjects
    .map(({ topic }) => topic)
    .filter((topic) => topic !== "")
    .join(" ");
}

/**
 * The last `count` things spoken of, in the order in which they were first: those that one turn named together, else one
 * for each turn that went on to something else.
 */
export function lastSubjects(history: History, count: number, of: "matters" | "kinds"): Subject[] {
  const latest = latestTurn(history);
  if (latest !== null && of === "matters") {
    if (latest.subjects.length === count) return [...latest.subjects];
    if (latest.citedIds.length === count) {
      return latest.citedIds.map((id) => ({ topic: topicOf(latest), provisionIds: [id] }));
    }
  }
  const key = ({ topic, provisionIds }: Subject): string => (of === "kinds" ? topic : provisionIds.join());
  const spokenOf = groundedSubjects(history);
  const latestOnes = [...new Set(spokenOf.map(key).reverse())].slice(0, count);
  return [...new Map(spokenOf.map((subject) => [key(subject), subject]))]
    .filter(([name]) => latestOnes.includes(name))
    .map(([, subject]) => subject);
}

/**
 * What the latest answer that listed at least so many things listed at this place; where none did, the things spoken
 * of are counted.
 */
export function listedAt(
  position: number | "last",
  history: History,
  documents: readonly PolicyDocument[],
): Subject | null {
  const needed = position === "last" ? 2 : Math.max(2, position);
  for (const turn of history.toReversed()) {
    const listed = listedIn(turn, documents);
    const id = listed.at(position === "last" ? -1 : position - 1);
    if (listed.length >= needed && id !== undefined) return { topic: topicOf(turn), provisionIds: [id] };
  }
  if (position === "last") return null;
  const spokenOf = lastSubjects(history, Number.POSITIVE_INFINITY, "matters");
  return spokenOf[position - 1] ?? null;
}

/** A chapter's clauses are what its answer lists, its introduction only heads them. */
function listedIn({ citedIds }: ConversationTurn, documents: readonly PolicyDocument[]): string[] {
  const kinds = Map.groupBy(citedIds, (id) => findProvision(documents, id)?.provision.kind ?? "clause");
  return [...kinds.values()].reduce((longest, list) => (list.length > longest.length ? list : longest), []);
}

/** The clause beside the one cited last; the document's last one needs no earlier turn. */
export function neighbourOf(
  which: "next" | "previous" | "last",
  history: History,
  documents: readonly PolicyDocument[],
): Provision | null {
  const cited = groundedSubjects(history).at(-1)?.provisionIds[0];
  const document = documents.find(({ id }) => cited?.startsWith(`${id}/`)) ?? documents[0];
  const clauses = document?.provisions.filter(({ kind }) => kind === "clause") ?? [];
  if (which === "last") return clauses.at(-1) ?? null;
  const position = clauses.findIndex(({ id }) => id === cited);
  const neighbour = position + (which === "next" ? 1 : -1);
  return position < 0 || neighbour < 0 ? null : (clauses[neighbour] ?? null);
}

/** Of a topic that is returned to, this much has to be found in what was said. */
const recognisedShare = 0.3;

/**
 * The thing spoken of that has most of a topic, the later of equals.
 * @param shareOf how much of the topic a thing has, 0 to 1.
 */
export function subjectAbout(history: History, shareOf: (subject: Subject) => number): Subject | null {
  let best: Subject | null = null;
  let most = recognisedShare;
  for (const subject of groundedSubjects(history)) {
    const share = shareOf(subject);
    if (share >= most) {
      best = subject;
      most = share;
    }
  }
  return best;
}

export function firstSubject(history: History): Subject | null {
  return groundedSubjects(history)[0] ?? null;
}

/** What was spoken of before the thing that is spoken of now. */
export function subjectBefore(history: History): Subject | null {
  return lastSubjects(history, 2, "matters")[0] ?? null;
}

/** Of several readings those that were spoken of, the latest first, else those beside them; all where none was. */
export function closestTo<Found extends Candidate>(
  history: History,
  readings: readonly Found[],
  documents: readonly PolicyDocument[],
): readonly Found[] {
  for (const turn of history.toReversed()) {
    const ids = turn.citedIds;
    const spokenOf = readings.filter(({ provision }) => ids.includes(provision.id));
    if (spokenOf.length > 0) return spokenOf;
    const chapters = new Set(ids.map((id) => findProvision(documents, id)?.provision.chapter ?? null));
    const beside = readings.filter(
      ({ provision }) => provision.chapter !== null && chapters.has(provision.chapter),
    );
    if (beside.length > 0) return beside;
  }
  return readings;
}
