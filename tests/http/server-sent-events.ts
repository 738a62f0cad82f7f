export interface ReceivedEvent {
  readonly event: string;
  readonly data: unknown;
}

export async function collect(events: AsyncIterable<ReceivedEvent>): Promise<ReceivedEvent[]> {
  const collected: ReceivedEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

/** Reads a server-sent event response as it arrives. */
export async function* readEvents(response: Response): AsyncGenerator<ReceivedEvent> {
  if (response.body === null) throw new Error("The response has no body");
  let buffer = "";
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    buffer += text;
    const blocks = buffer.split("\n\n");
    buffer = blocks.pop() ?? "";
    for (const block of blocks) {
      const [event = "", data = ""] = block.split("\n");
      yield { event: event.replace(/^event: /, ""), data: JSON.parse(data.replace(/^data: /, "")) };
    }
  }
  if (buffer !== "") throw new Error("The stream ended inside an event");
}
