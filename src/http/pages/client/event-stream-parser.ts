/** One server-sent event. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

export interface EventStreamParser {
  /** @returns the events that this chunk completed */
  push(chunk: Uint8Array): StreamEvent[];
}

/**
 * Reads `text/event-stream` from chunks that may end anywhere: in the middle of a line, between the two halves of a
 * line break, inside a character. What follows the last blank line is no event and never comes out.
 */
export function createEventStreamParser(): EventStreamParser {
  const decoder = new TextDecoder();
  let line = "";
  let afterCarriageReturn = false;
  let event = "";
  let data: string[] = [];

  function endLine(): StreamEvent | null {
    const ended = line;
    line = "";
    if (ended === "") {
      const complete = data.length === 0 ? null : { event: event || "message", data: data.join("\n") };
      event = "";
      data = [];
      return complete;
    }
    const colon = ended.indexOf(":");
    const field = colon === -1 ? ended : ended.slice(0, colon);
    const value = colon === -1 ? "" : ended.slice(colon + 1).replace(/^ /, "");
    if (field === "event") event = value;
    if (field === "data") data.push(value);
    return null;
  }

  return {
    push(chunk) {
      const decoded = decoder.decode(chunk, { stream: true });
      if (decoded === "") return [];
      const text = afterCarriageReturn ? decoded.replace(/^\n/, "") : decoded;
      afterCarriageReturn = decoded.endsWith("\r");
      const [first = "", ...following] = text.split(/\r\n|\r|\n/);
      const events: StreamEvent[] = [];
      line += first;
      for (const next of following) {
        const complete = endLine();
        if (complete !== null) events.push(complete);
        line = next;
      }
      return events;
    },
  };
}
