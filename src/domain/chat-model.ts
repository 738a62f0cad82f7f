export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** `json` asks for JSON as far as the endpoint can be asked; what comes may still be anything. */
  readonly format: "text" | "json";
}

export interface ChatReply {
  /** Empty where the model said nothing. */
  readonly text: string;
  /** Whether it was cut off at the endpoint's limit of length. */
  readonly isCut: boolean;
  /** As the endpoint counted them; null where it did not say. */
  readonly tokens: { readonly sent: number; readonly received: number } | null;
}

/** A language model that continues a conversation. What it says is a stranger's word until code has checked it. */
export interface ChatModel {
  /** As the settings name it: `qwen-plus`. */
  readonly name: string;
  /** @throws TiaowenError `model_unavailable`, without a word of what was sent */
  complete(request: ChatRequest): Promise<ChatReply>;
}
