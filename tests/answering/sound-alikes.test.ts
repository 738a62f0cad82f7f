import { describe, expect, it } from "vitest";
import { createSoundAlikes } from "../../src/answering/understanding/sound-alikes.ts";

describe("createSoundAlikes", () => {
  const soundAlikes = createSoundAlikes(
    ["电梯", "加装电梯", "二胎", "贷款", "新能源"],
    "实业公司可以贷款",
    [],
  );

  it.each([
    ["加桩电梯找谁", "加装电梯", "加桩电梯"],
    ["店梯坏了", "电梯", "店梯"],
    ["二台有补助吗", "二胎", "二台"],
    ["代款利息", "贷款", "代款"],
    ["新能原车", "新能源", "新能原"],
    ["新冷源车", null, ""],
  ])("hears in %s %s", (text, term, form) => {
    const heard = soundAlikes.in(text);
    if (term === null) expect(heard).toEqual([]);
    else expect(heard[0]).toMatchObject({ term, form });
  });

  it("takes a word that is known, or that shares no character, for what it is", () => {
    expect(soundAlikes.in("电梯和贷款")).toEqual([]);
    expect(soundAlikes.in("殿体")).toEqual([]);
  });

  it("trusts a long word more than a short one, which may be a word of its own", () => {
    const [long] = soundAlikes.in("加桩电梯");
    const [short] = soundAlikes.in("店梯");
    expect(long?.weight).toBeGreaterThan(short?.weight ?? 1);
  });
});
