import { unitNames } from "../domain/document.ts";
import type { Corpus } from "../ingest/load-corpus.ts";
import type { Lexicon } from "../search/lexicon.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { AnsweringServices } from "./answering-context.ts";
import { createInMemoryConversations } from "./conversation.ts";
import { wordingsOf } from "./relevance/provision-wording.ts";
import { createOtherMatters } from "./understanding/other-matters.ts";
import { createPinyinReading } from "./understanding/pinyin-reading.ts";
import { createSoundAlikes } from "./understanding/sound-alikes.ts";
import { createUnitDirectory, type UnitDirectoryData } from "./understanding/unit-directory.ts";

export interface AnsweringParts {
  readonly corpus: Corpus;
  readonly search: SearchIndex;
  readonly lexicon: Lexicon;
  readonly unitDirectory: UnitDirectoryData;
  readonly now: () => Date;
  readonly reportDefect: (message: string) => void;
}

/** What every runtime puts together in the same way, so that the same question gets the same answer in each. */
export function createAnsweringServices(parts: AnsweringParts): AnsweringServices {
  const { corpus, search, lexicon, unitDirectory, now, reportDefect } = parts;
  const askings = [...corpus.askings.values()].flat();
  const names = corpus.documents.flatMap(({ provisions }) => provisions.flatMap(unitNames));
  return {
    corpus,
    search,
    lexicon,
    units: createUnitDirectory([...new Set(names)], unitDirectory),
    otherMatters: createOtherMatters(documentsText(corpus), askings),
    pinyin: createPinyinReading([documentsText(corpus), ...corpus.askedQuestions.map(({ text }) => text)]),
    soundAlikes: createSoundAlikes(lexicon.phrases, documentsText(corpus), askings),
    wordings: wordingsOf(corpus),
    conversations: createInMemoryConversations(now),
    now,
    createId: () => crypto.randomUUID(),
    reportDefect,
  };
}

function documentsText({ documents }: Corpus): string {
  return documents.map(({ source }) => source).join("\n");
}
