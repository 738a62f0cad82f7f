/** One server-sent event; `data` goes out as one line of JSON. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: unknown;
}

const encoder = new TextEncoder();

/**
 * A server-sent event body that takes the next event only when the reader wants it.
 * @param onEnd called once, with `true` when the reader left before the end
 */
export function eventStream(
  events: AsyncIterable<ServerSentEvent>,
  onEnd: (readerLeft: boolean) => void,
): ReadableStream<Uint8Array> {
  const iterator = events[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) {
        controller.close();
        onEnd(false);
      } else {
        controller.enqueue(encoder.encode(`event: ${value.event}\ndata: ${JSON.stringify(value.data)}\n\n`));
      }
    },
    cancel() {
      onEnd(true);
    },
  });
}
