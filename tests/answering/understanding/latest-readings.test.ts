import fc from "fast-check";
import { expect, test } from "vitest";
import { LatestReadings } from "../../../src/answering/understanding/latest-readings.ts";

test("a text gets its own reading, whatever was read before it", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[一二三四五]{1,2}$/u), { maxLength: 80 }), (texts) => {
      const latest = new LatestReadings((text: string) => [text]);
      for (const text of texts) expect(latest.of(text)).toEqual([text]);
    }),
  );
});

test("what is read again is not worked out again, until many others have been read", () => {
  const worked: string[] = [];
  const latest = new LatestReadings((text: string) => worked.push(text));
  for (const text of ["甲", "乙", "甲", "乙"]) latest.of(text);
  expect(worked).toEqual(["甲", "乙"]);
  for (let other = 0; other < 100; other++) latest.of(`${other}`);
  latest.of("甲");
  expect(worked.at(-1)).toBe("甲");
});
