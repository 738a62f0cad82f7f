import type { AnsweringContext } from "./answering-context.ts";
import type { Subject } from "./conversation.ts";
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
      const isListed = mayBeListed && (latestTurn(history)?.citedIds.length ?? 0) > 1;
      if (isListed) return asList(listedAt(which === "next" ? "last" : 1, history, documents));
      const neighbour = neighbourOf(which, history, documents);
      return neighbour === null ? [] : [{ topic: "", provisionIds: [neighbour.id] }];
    }
    case "ordinal":
      return reference.position === "former" || reference.position === "latter"
        ? ofLastTwo(reference.position, { history })
        : asList(listedAt(reference.position, history, documents));
  }
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
