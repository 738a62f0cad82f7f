import { join } from "node:path";
import type { AskedQuestion } from "../../../domain/asked-question.ts";
import type { ChatModel } from "../../../domain/chat-model.ts";
import { type ChatModelSettings, readChatModelSettings } from "../../../domain/chat-model-settings.ts";
import type { PolicyDocument } from "../../../domain/document.ts";
import { placedMessage, TiaowenError } from "../../../domain/errors.ts";
import { questionsFileName } from "../../../ingest/corpus-source.ts";
import {
  type DraftOutcome,
  type DraftProgress,
  draftQuestions,
  droppedInWords,
  parallelRequests,
  subjectsToDraft,
} from "../../../ingest/draft-questions.ts";
import { type DraftPrompt, type DraftSubject, draftPromptSections } from "../../../ingest/draft-request.ts";
import { loadCorpus } from "../../../ingest/load-corpus.ts";
import { folderCorpusSource } from "../folder-corpus-source.ts";
import { openQuestionsFile } from "../questions-file.ts";
import { readPrompt } from "../read-prompt.ts";

/** What drafts, once it is clear that something shall. */
export interface Drafter {
  readonly model: ChatModel;
  readonly prompt: DraftPrompt;
}

/** Nobody waits for one question here: an endpoint that is busy is asked again. */
const retries = 4;

/**
 * The drafter that the environment configures.
 * @param wanted false for none; undefined for one where a model is configured
 * @returns null where nothing is to be drafted
 * @throws TiaowenError `configuration_invalid` where one is wanted and no model configured, and for malformed
 *   settings
 */
export async function openDrafter(
  wanted: boolean | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Drafter | null> {
  if (wanted === false) return null;
  const settings = readChatModelSettings(environment);
  if (settings !== null) {
    return {
      model: await openChatModel(settings),
      prompt: await readPrompt("draft-questions", draftPromptSections),
    };
  }
  if (wanted === undefined) return null;
  throw new TiaowenError(
    "configuration_invalid",
    "起草问法要有模型:设置 OPENAI_MODEL,以及 OPENAI_API_KEY 或 OPENAI_BASE_URL",
    { at: "--draft-questions" },
  );
}

async function openChatModel(settings: ChatModelSettings): Promise<ChatModel> {
  const { openEndpointChatModel } = await import("../../openai/endpoint-chat-model.ts");
  const seconds = parallelRequests * settings.timeoutSeconds;
  return openEndpointChatModel(settings, { retries, attemptSeconds: seconds, totalSeconds: seconds });
}

/**
 * Drafts what a document of the corpus has no questions for, and adds it to the file beside the document.
 * @param say told of progress, a line at a time
 * @returns whether the model answered every time
 * @throws TiaowenError `corpus_invalid` where the document or its questions cannot be read or written
 */
export async function draftDocumentQuestions(
  { model, prompt }: Drafter,
  corpusDirectory: string,
  id: string,
  say: (message: string) => void,
): Promise<boolean> {
  const { document, asked } = await documentInCorpus(corpusDirectory, id);
  const path = join(corpusDirectory, id, questionsFileName);
  const file = await openQuestionsFile(path);
  const { length } = subjectsToDraft({ document, asked });
  if (length === 0) {
    say(`${path} 里每一条都有问法,没有要起草的`);
    return true;
  }
  say(`用 ${model.name} 为“${id}”起草问法,共 ${length} 处(提示词 ${prompt.name} 第 ${prompt.version} 版)`);
  const { questions, unusable, unavailable, unasked, tokens } = await draftQuestions(
    { document, asked, model, prompt },
    (progress) => {
      if (progress.outcome.kind === "drafted") file.append(progress.outcome.questions);
      say(progressLine(progress));
    },
  );
  if (questions > 0) say(`已把 ${questions} 个问法添进 ${path},来源记为 draft,请逐条看过`);
  if (tokens.sent > 0) say(`模型用量:发出 ${tokens.sent},收到 ${tokens.received} 个 token`);
  if (unasked > 0) say(`模型没有回答,还有 ${unasked} 处没有问`);
  if (unusable + unavailable + unasked > 0)
    say("对同一份文件再加 --draft-questions 运行一次,只补没有问法的地方");
  return unavailable + unasked === 0;
}

/**
 * A document as the corpus has it, with what is asked of it.
 * @throws TiaowenError `corpus_invalid` where a file of its folder is not as it should be
 */
export async function documentInCorpus(
  corpusDirectory: string,
  id: string,
): Promise<{ readonly document: PolicyDocument; readonly asked: readonly AskedQuestion[] }> {
  const { documents, askedQuestions, problems } = await loadCorpus(folderCorpusSource(corpusDirectory));
  const problem = problems.find(({ at }) => at === id || at?.startsWith(`${id}/`));
  if (problem !== undefined) throw problem;
  const document = documents.find((other) => other.id === id);
  if (document === undefined) throw new TiaowenError("corpus_invalid", "语料库里没有这份文件", { at: id });
  return { document, asked: askedQuestions.filter(({ documentId }) => documentId === id) };
}

function progressLine({ subject, outcome, done, total }: DraftProgress): string {
  return `[${done}/${total}] ${nameOf(subject)}:${outcomeInWords(outcome)}`;
}

function outcomeInWords(outcome: DraftOutcome): string {
  switch (outcome.kind) {
    case "drafted": {
      const { questions, dropped } = outcome;
      return `${questions.length} 个问法${dropped.length > 0 ? `,弃去 ${droppedInWords(dropped)}` : ""}`;
    }
    case "unusable":
      return `跳过,${outcome.fault}`;
    case "unavailable":
      return `跳过,${placedMessage(outcome.error)}`;
  }
}

const kindNames = { preamble: "前言", chapter: "章前导语", clause: "条款", closing: "结尾" } as const;

function nameOf(subject: DraftSubject): string {
  if (subject === "unanswered") return "文件没有回答的问题";
  const { label, title, kind } = subject;
  return `${label ?? ""}${title}` || kindNames[kind];
}
