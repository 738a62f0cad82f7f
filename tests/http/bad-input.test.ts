import { describe, expect, test } from "vitest";
import { type Answer, answerSchema } from "../../src/domain/answer.ts";
import { postJson, smallService } from "./small-service.ts";

const { app } = smallService();

async function ask(body: unknown): Promise<Answer> {
  const response = await app.request("/v1/ask", postJson(body));
  expect(response.status).toBe(200);
  return answerSchema.parse(await response.json());
}

describe("odd characters in a question are read past", () => {
  test.each([
    ["NUL and control characters", "高新\0技术\u0007企业\u001b有奖励吗"],
    ["zero-width characters", "高\u200b新\u200d技\ufeff术企业有奖励吗"],
    ["bidirectional marks", "\u202e高新技术企业\u202c有奖励吗\u2066"],
    ["full-width letters and punctuation", "\uff21高新技术企业\uff0c有奖励吗\uff1f"],
    ["line breaks and tabs", "\n高新技术企业\t\r\n有奖励吗\n"],
    ["markup", "<script>alert(1)</script>高新技术企业有奖励吗"],
  ])("%s", async (_name, question) => {
    expect((await ask({ question })).citations[0]?.clauseId).toBe("shi-li-2024/1");
  });

  test("full-width digits", async () => {
    const answer = await ask({ question: "\uff12\uff10\uff12\uff14年新增\uff16\uff15家吗" });
    expect(answer.citations[0]?.clauseId).toBe("shi-li-2024/chapter-1");
  });

  test("lone surrogates, escaped as JSON allows them", async () => {
    const answer = await ask('{"question": "高新\\ud83d技术\\udc00企业有奖励吗"}');
    expect(answer.citations[0]?.clauseId).toBe("shi-li-2024/1");
  });
});

describe("length is counted after normalisation, in characters", () => {
  test("padding of what nobody sees does not count", async () => {
    const question = `${"\u200b".repeat(5000)}高新技术企业${" ".repeat(5000)}有奖励吗`;
    expect((await ask({ question })).status).toBe("answered");
  });

  test("a character outside the basic plane counts once", async () => {
    await ask({ question: "𠮷".repeat(2000) });
    const response = await app.request("/v1/ask", postJson({ question: "𠮷".repeat(2001) }));
    expect(response.status).toBe(422);
  });

  test("what grows in normalisation counts as grown", async () => {
    // U+FDFA becomes 18 characters.
    const response = await app.request("/v1/ask", postJson({ question: "\ufdfa".repeat(200) }));
    expect(response.status).toBe(422);
  });
});

describe("shapes", () => {
  test("unknown fields are ignored, so that callers may send what a later version understands", async () => {
    const answer = await ask({ question: "高新技术企业有奖励吗", channel: "wechat", nested: { deep: [1] } });
    expect(answer.status).toBe("answered");
  });

  test("names that touch prototypes do nothing", async () => {
    const answer = await ask(
      '{"question": "高新技术企业有奖励吗", "__proto__": {"mode": "x"}, "constructor": 1, "profile": {"__proto__": {"polluted": true}}}',
    );
    expect(answer.status).toBe("answered");
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  test("a repeated field is read as JSON readers do: the last one counts", async () => {
    expect((await ask('{"question": "", "question": "高新技术企业有奖励吗"}')).status).toBe("answered");
  });

  test("nesting as deep as the limit allows is survived", async () => {
    const depth = 100_000;
    const nested = `{"question": "高企", "profile": {"a": ${"[".repeat(depth)}${"]".repeat(depth)}}}`;
    const response = await app.request("/v1/ask", postJson(nested));
    expect(response.status).toBe(200);
  });

  test("a body of 1 MB is refused", async () => {
    const response = await app.request("/v1/ask", postJson({ question: "高".repeat(350_000) }));
    expect(response.status).toBe(413);
  });

  test("a question of many thousand characters below the body limit is refused by its field", async () => {
    const response = await app.request("/v1/ask", postJson({ question: "高".repeat(80_000) }));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      errors: [{ path: "question", message: "最多 2000 个字符,现有 80000 个" }],
    });
  });
});
