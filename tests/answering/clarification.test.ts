import { beforeAll, describe, expect, it } from "vitest";
import { type OpenedAssistant, openAssistant } from "../../src/adapters/node/open-assistant.ts";
import { readSettings } from "../../src/adapters/node/settings.ts";
import type { Answer } from "../../src/domain/answer.ts";
import { sharedDataDirectory } from "../shared-data-directory.ts";

let opened: OpenedAssistant;
let conversations = 0;

beforeAll(async () => {
  const dataDirectory = sharedDataDirectory;
  opened = await openAssistant(readSettings({ DATA_DIR: dataDirectory, VECTOR_INDEX: "exact" }), {
    warn: () => {},
  });
});

async function talk(...questions: string[]): Promise<Answer> {
  const conversationId = `clarification-${++conversations}`;
  let answer: Answer | undefined;
  for (const question of questions) {
    answer = await opened.assistant.ask({ question, mode: "auto", conversationId });
  }
  if (answer === undefined) throw new RangeError("nothing was asked");
  return answer;
}

function citedNumbers({ citations }: Answer): string[] {
  return citations.map(({ clauseId }) => clauseId.replace("lin-an-2024/", ""));
}

describe("a bare word that clauses of several chapters speak of", () => {
  it("is asked back, each reading with its words from the text", async () => {
    const answer = await talk("保险归谁管");
    expect(answer.status).toBe("needs_clarification");
    expect(citedNumbers(answer)).toEqual(expect.arrayContaining(["54", "47"]));
    for (const { quote } of answer.citations) {
      expect(quote).toContain("保险");
      expect(answer.answer).toContain(`“${quote}”`);
    }
    expect(answer.suggestions).toContain("第二个");
  });

  it.each(["第二个", "2", "二。", "选2", "第二", "2号吧"])(
    "is answered once its number is given: %s",
    async (number) => {
      const asked = await talk("保险归谁管");
      const chosen = await talk("保险归谁管", number);
      expect(citedNumbers(chosen)).toEqual([citedNumbers(asked)[1]]);
      expect(chosen.answer).toMatch(/^责任单位：/);
    },
  );

  it.each([
    ["种地的", ["54"]],
    ["我是说出口信用保险", ["47"]],
  ])("is answered once it is said in words: %s", async (choice, cited) => {
    expect(citedNumbers(await talk("保险归谁管", choice))).toEqual(cited);
  });

  it("is no question back where one chapter alone speaks of it", async () => {
    expect((await talk("公交")).status).toBe("answered");
    expect((await talk("农业保险")).status).toBe("answered");
  });
});
