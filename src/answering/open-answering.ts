import type { Assistant } from "../domain/ask.ts";
import { createAssistant } from "./assistant.ts";
import { type AnsweringSources, type OpenedServices, openServices } from "./open-services.ts";

export interface OpenedAnswering extends OpenedServices {
  readonly assistant: Assistant;
}

/**
 * Everything that answers.
 * @throws TiaowenError `configuration_invalid` for a lexicon, unit directory or embedder model that is malformed
 */
export async function openAnswering(sources: AnsweringSources): Promise<OpenedAnswering> {
  const opened = await openServices(sources);
  return { ...opened, assistant: createAssistant(opened.services) };
}
