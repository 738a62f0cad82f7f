import { BadRequestError, UnprocessableEntityError } from "openai";
import * as z from "zod";
import type { ChatModel, ChatReply, ChatRequest } from "../../domain/chat-model.ts";
import type { ChatModelSettings } from "../../domain/chat-model-settings.ts";
import { TiaowenError } from "../../domain/errors.ts";
import { openModelEndpoint, type Patience } from "./model-endpoint.ts";

const responseSchema = z.object({
  choices: z.tuple(
    [
      z.object({
        message: z.object({ content: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    ],
    z.unknown(),
  ),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish().catch(null),
});

/**
 * A language model behind any endpoint that speaks OpenAI's `/chat/completions`. Nothing but the messages is set:
 * what limits length or temperature goes by other names from one endpoint to the next, and some refuse it.
 */
export function openEndpointChatModel(settings: ChatModelSettings, patience: Patience): ChatModel {
  const { model } = settings;
  const endpoint = openModelEndpoint(settings, "OPENAI_BASE_URL");
  let canBeToldJson = true;

  const ask = async ({ messages, format }: ChatRequest): Promise<ChatReply> => {
    const body = { model, messages, ...(format === "json" && { response_format: { type: "json_object" } }) };
    const { choices, usage } = await endpoint.post("/chat/completions", body, patience, responseSchema);
    const [{ message, finish_reason }] = choices;
    return {
      text: message.content ?? "",
      isCut: finish_reason === "length",
      tokens: usage ? { sent: usage.prompt_tokens, received: usage.completion_tokens } : null,
    };
  };
  return {
    name: model,
    async complete(request) {
      if (request.format !== "json" || !canBeToldJson) return await ask({ ...request, format: "text" });
      try {
        return await ask(request);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const reply = await ask({ ...request, format: "text" });
        canBeToldJson = false;
        return reply;
      }
    },
  };
}

/** Some endpoints know no `response_format`, or not this one, and refuse the whole request for it. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof TiaowenError &&
    (error.cause instanceof BadRequestError || error.cause instanceof UnprocessableEntityError)
  );
}
