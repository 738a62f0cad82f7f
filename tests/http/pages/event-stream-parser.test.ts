import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createEventStreamParser,
  type StreamEvent,
} from "../../../src/http/pages/client/event-stream-parser.ts";

const encoder = new TextEncoder();

function parse(chunks: readonly Uint8Array[]): StreamEvent[] {
  const parser = createEventStreamParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const inside = places.map((place) => place % (bytes.length + 1));
  const cuts = [0, ...inside.sort((a, b) => a - b), bytes.length];
  return cuts.slice(1).map((end, index) => bytes.slice(cuts[index], end));
}

const body = 'event: text-delta\ndata: {"text":"对首次认定的🏭企业"}\n\nevent: answer\ndata: {}\n\n';

test("reads the events of a whole body", () => {
  expect(parse([encoder.encode(body)])).toEqual([
    { event: "text-delta", data: '{"text":"对首次认定的🏭企业"}' },
    { event: "answer", data: "{}" },
  ]);
});

test("a chunk may end anywhere, inside a character too", () => {
  const bytes = encoder.encode(body);
  const whole = parse([bytes]);
  for (let place = 0; place <= bytes.length; place += 1) {
    expect(parse([bytes.slice(0, place), bytes.slice(place)]), `cut at byte ${place}`).toEqual(whole);
  }
  expect(parse([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
});

test("any events, with any line break, cut anywhere, come out as they went in", () => {
  const line = fc.string({ unit: "grapheme" }).filter((text) => !/[\r\n]/.test(text));
  const events = fc.array(
    fc.record({
      event: line.filter((name) => name !== ""),
      data: fc.array(line, { minLength: 1 }).map((lines) => lines.join("\n")),
    }),
  );
  fc.assert(
    fc.property(
      events,
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.array(fc.nat(10_000), { maxLength: 20 }),
      (sent, lineBreak, places) => {
        const text = sent.flatMap(({ event, data }) => [
          `event: ${event}`,
          ...data.split("\n").map((part) => `data: ${part}`),
          "",
        ]);
        const bytes = encoder.encode(text.map((each) => each + lineBreak).join(""));
        expect(parse(cut(bytes, places))).toEqual(sent);
      },
    ),
  );
});

describe("as the standard has it", () => {
  const of = (text: string) => parse([encoder.encode(text)]);

  test("comments, unknown fields and events without data say nothing", () => {
    expect(of(": keep-alive\n\nid: 7\nretry: 10\n\nevent: empty\n\ndata: x\n\n")).toEqual([
      { event: "message", data: "x" },
    ]);
  });

  test("one space after the colon belongs to the syntax, a second to the value", () => {
    expect(of("data:x\n\ndata:  x\n\ndata\n\n").map(({ data }) => data)).toEqual(["x", " x", ""]);
  });

  test("a name holds for its own event only", () => {
    expect(of("event: a\ndata: 1\n\ndata: 2\n\n").map(({ event }) => event)).toEqual(["a", "message"]);
  });

  test("a byte order mark at the beginning is not text", () => {
    expect(of("\ufeffdata: x\n\n")).toEqual([{ event: "message", data: "x" }]);
  });

  test("what no blank line has ended is no event", () => {
    expect(of("data: 1\n\ndata: 2\n")).toEqual([{ event: "message", data: "1" }]);
  });
});
