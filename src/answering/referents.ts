import type { AnsweringContext } from "./answering-context.ts";
import type { ConversationTurn, Subject } from "./conversation.ts";
import {
  firstSubject,
  lastSubjects,
  latestTurn,
  listedAt,
  neighbourOf,
  subjectAbout,
  subjectBefore,
} from "./focus.ts";
import { topicCoverage } from "./relevance/provision-wording.ts";
import { clauseReferences } from "./understanding/clause-references.ts";
import type { Reference } from "./understanding/question.ts";
import { contentOf } from "./understanding/reference.ts";

export type Pointing = Extract<Reference, { kind: "neighbour" | "ordinal" | "several" }>;

/** What a message points to by its place: in what was listed, in what was spoken of, in the document. */
export function subjectsPointedTo(reference: Pointing, { history, documents }: AnsweringContext): Subject[] {
  switch (reference.kind) {
    case "several":
      return lastSubjects(history, reference.count, reference.of);
    case "neighbour": {
      const { which, mayBeListed } = reference;
      const latest = latestTurn(history);
      if (mayBeListed && latest !== null) {
        const isNext = which === "next";
        if (latest.citedIds.length > 1) return asList(listedAt(isNext ? "last" : 1, history, documents));
        const spokenOf = goesByNumber(latest) ? [] : ofLastTwo(isNext ? "latter" : "former", { history });
        if (spokenOf.length > 0) return spokenOf;
      }
      const neighbour = neighbourOf(which, history, documents);
      return neighbour === null ? [] : [{ topic: "", provisionIds: [neighbour.id] }];
    }
    case "ordinal":
      return reference.position === "former" || reference.position === "latter"
        ? ofLastTwo(reference.position, { history })
        : asList(listedAt(reference.position, history, documents));
  }
}

/** After 第四十七条 or 下一条 the clauses are gone through as they are printed. */
function goesByNumber({ subjects }: ConversationTurn): boolean {
  return subjects.some(({ topic }) => topic === "" || clauseReferences(topic).length > 0);
}

function asList(subject: Subject | null): Subject[] {
  return subject === null ? [] : [subject];
}

/** 前一个 is the other one, where the first of the two is spoken of now. */
function ofLastTwo(position: "former" | "latter", { history }: Pick<AnsweringContext, "history">): Subject[] {
  const [earlier, later] = lastSubjects(history, 2, "matters");
  if (earlier === undefined || later === undefined) return earlier === undefined ? [] : [earlier];
  if (position === "latter") return [later];
  const now = latestTurn(history)?.subjects ?? [];
  const isNow = now.length === 1 && now[0]?.provisionIds.join() === earlier.provisionIds.join();
  return [isNow ? later : earlier];
}

export function subjectReturnedTo(
  topic: string,
  isFirst: boolean,
  context: AnsweringContext,
): Subject | null {
  const { history } = context;
  if (topic === "") return isFirst ? firstSubject(history) : subjectBefore(history);
  return subjectNamed(topic, isFirst, context) ?? (isFirst ? firstSubject(history) : null);
}

/** The thing spoken of that a topic names. What was said of it counts more than what its provisions say besides. */
export function subjectNamed(
  topic: string,
  isFirst: boolean,
  { history, services }: AnsweringContext,
): Subject | null {
  const { search, lexicon, wordings } = services;
  const sought = { topic: contentOf(topic), expansions: lexicon.expand(topic) };
  const share = (text: string): number => topicCoverage(sought, text, (term) => search.idf(term));
  return subjectAbout(isFirst ? history.toReversed() : history, (subject) => {
    const texts = subject.provisionIds.flatMap((id) => wordings.get(id)?.text ?? []).join(" ");
    return 0.6 * share(subject.topic) + 0.4 * share(texts);
  });
}
