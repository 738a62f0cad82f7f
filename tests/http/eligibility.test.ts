import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { sliceSpan } from "../../src/domain/text-span.ts";
import { becomeReady } from "../../src/http/become-ready.ts";
import { type EligibilityResponse, eligibilitySchema } from "../../src/http/eligibility-resources.ts";
import { problemSchema } from "../../src/http/problems.ts";
import { createReadiness } from "../../src/http/readiness.ts";
import { readinessSchema } from "../../src/http/routes/health.ts";
import applicants from "../eligibility/applicants.json" with { type: "json" };
import { document, offersText, vocabulary } from "../eligibility/lin-an-catalogue.ts";
import { linAnService } from "./lin-an-service.ts";
import { postJson, recordingLogger } from "./small-service.ts";

const { app, log } = linAnService();
const documentIds = ["lin-an-2024"];

async function match(body: object): Promise<EligibilityResponse> {
  const response = await app.request("/v1/eligibility", postJson({ documentIds, ...body }));
  expect(response.status).toBe(200);
  return eligibilitySchema.parse(await response.json());
}

async function refusal(body: object): Promise<[number, ...string[]]> {
  const response = await app.request("/v1/eligibility", postJson(body));
  const { errors = [] } = problemSchema.parse(await response.json());
  return [response.status, ...errors.map(({ path, message }) => `${path} | ${message}`)];
}

function offersOf({ matches }: EligibilityResponse): string[] {
  return matches.map(({ offerId, verdict }) => `${verdict} ${offerId.replace("lin-an-2024/", "")}`);
}

describe("a description in words", () => {
  test("is put to each clause, with conditions, their quotes and the units", async () => {
    const matched = await match({ description: "我们公司去年第一次评上高新技术企业" });
    expect(matched.profile[1]).toEqual({
      fact: "highTech",
      label: "高新技术企业",
      value: "first",
      valueText: "首次认定(今年或去年)",
      source: "told",
      words: [expect.stringContaining("第一次评上高新技术企业")],
    });
    const recognition = matched.matches.find(({ offerId }) => offerId.endsWith("18#first-recognition"));
    expect(recognition).toMatchObject({
      clauseId: "lin-an-2024/18",
      clauseNumber: 18,
      clauseLabel: "(十八)",
      title: "健全科技企业梯度培育机制",
      documentId: "lin-an-2024",
      verdict: "eligible",
      awaits: null,
      support: { kind: "奖励", nature: "support", text: "给予奖励", amount: null },
      responsibleUnits: ["区科技局"],
      validity: { from: "2024-01-01", until: "2024-12-31", state: "in_force" },
      review: "reviewed",
    });
    expect(recognition?.reasons).toContainEqual({
      condition: "首次认定的高新技术企业",
      quote: "高新技术企业",
      met: true,
    });
    expect(offersOf(matched)).toContain("not_eligible 18#renewed-high-tech");
    expect(matched.validity).toEqual({ from: "2024-01-01", until: "2024-12-31", state: "in_force" });
    expect(matched.notice).toContain("不是审批决定");
  });

  test("shows what can be had first, what was spoken of in vain last", async () => {
    const order = ["eligible", "possible", "not_eligible"];
    for (const { text } of applicants.slice(0, 20)) {
      const places = (await match({ description: text })).matches.map(({ verdict }) =>
        order.indexOf(verdict),
      );
      expect(places).toEqual(places.toSorted((left, right) => left - right));
    }
  });

  test("gets nothing but the text's own words, from clauses that offer something", async () => {
    const numbers = new Set<number | null>();
    for (const { text } of applicants) {
      for (const { clauseId, clauseNumber, quote, support, reasons } of (await match({ description: text }))
        .matches) {
        numbers.add(clauseNumber);
        const clause = document.provisions.find(({ id }) => id === clauseId);
        const printed = clause === undefined ? "" : sliceSpan(document.source, clause.span);
        expect(printed).toContain(quote);
        expect(printed).toContain(support.text);
        if (support.amount !== null) expect(printed).toContain(support.amount);
        for (const reason of reasons) expect(document.source).toContain(reason.quote);
      }
    }
    expect(numbers.size).toBeGreaterThan(25);
    // Money set aside, land quotas, targets.
    for (const number of [2, 3, 4, 9, 46]) expect(numbers).not.toContain(number);
  });

  test("names what only sounds like an offer, and why it is none", async () => {
    const { noOffers } = await match({ description: "我们公司做外贸,出口到三个国家" });
    expect(noOffers).toContainEqual({
      clauseId: "lin-an-2024/46",
      clauseNumber: 46,
      title: expect.any(String),
      reason: expect.stringContaining("预算"),
    });
  });

  test("decides nothing by what was not said", async () => {
    const matched = await match({ description: "你好" });
    expect(matched.matches).toEqual([]);
    expect(matched.profile.map(({ source }) => source)).not.toContain("told");
    expect(matched.nextQuestion).not.toBeNull();
  });

  test("that contradicts itself is told so, and the rest counts", async () => {
    const matched = await match({ description: "我们公司是首次认定的高企,又是重新认定的高企,员工900亿人" });
    expect(matched.problems).toEqual([
      { code: "impossible", facts: ["employees"], message: expect.stringContaining("不作数") },
      { code: "contradiction", facts: ["highTech"], message: expect.stringContaining("互相矛盾") },
    ]);
    expect(matched.profile.find(({ fact }) => fact === "firm")).toMatchObject({
      value: true,
      source: "told",
    });
    expect(matched.nextQuestion?.facts[0]?.fact).toBe("highTech");
  });

  test("is read without what is personal in it", async () => {
    const { profile } = await match({ description: "我姓名是张三,电话13812345678,我家是低保户" });
    const words = profile.flatMap((known) => known.words);
    expect(words).not.toEqual([]);
    expect(words.join()).not.toMatch(/张三|138/);
  });

  test.each([
    ["2025-01-01", /》有效期为2024年1月1日至2024年12月31日，现已过期。/],
    ["2023-12-31", /》自2024年1月1日起施行，现在尚未生效。/],
    ["2024-12-31", /^以上是按文件原文比对的结果/],
  ])("is told on %s whether the document holds, also where nothing fits", async (day, notice) => {
    const { app } = linAnService({ today: day });
    const body = { description: "你好", documentIds };
    const response = await app.request("/v1/eligibility", postJson(body));
    expect(eligibilitySchema.parse(await response.json()).notice).toMatch(notice);
  });

  test("of somebody elsewhere gets nothing that is for the district, until that is corrected", async () => {
    const elsewhere = await match({ description: "我们是余杭的高新技术企业" });
    expect(elsewhere.profile[0]).toMatchObject({ fact: "inDistrict", value: false, words: ["余杭"] });
    expect(offersOf(elsewhere)).toContain("not_eligible 18#first-recognition");
    const corrected = await match({
      description: "我们是余杭的高新技术企业",
      profile: { inDistrict: true },
    });
    expect(offersOf(corrected)).toContain("possible 18#first-recognition");
  });

  test.each([
    "总部在上海,临安有分公司,是高新技术企业",
    "我们是高新技术企业,产品卖到北京,准备去广州参展",
    "我是安徽人,在临安打工",
  ])("that only tells of other places is of the district: %s", async (description) => {
    const { profile } = await match({ description });
    expect(profile.find(({ fact }) => fact === "inDistrict")).toMatchObject({ value: true });
  });
});

describe("a form", () => {
  test("corrects what was misread", async () => {
    const matched = await match({ description: "我们公司是高企", profile: { highTech: "none" } });
    expect(matched.profile.find(({ fact }) => fact === "highTech")).toEqual({
      fact: "highTech",
      label: "高新技术企业",
      value: "none",
      valueText: expect.any(String),
      source: "told",
      words: [],
    });
    expect(offersOf(matched)).toContain("not_eligible 18#renewed-high-tech");
  });

  test("serves alone, in documents that were named", async () => {
    const inBoth = await match({ profile: { highTech: "first" }, documentIds: undefined });
    expect(new Set(inBoth.matches.map((matched) => matched.documentId))).toEqual(
      new Set(["lin-an-2024", "shi-li-2024"]),
    );
    const small = await match({ profile: { highTech: "first" }, documentIds: ["shi-li-2024"] });
    expect(small.matches.map(({ clauseId, review }) => [clauseId, review])).toEqual([
      ["shi-li-2024/1", "reviewed"],
    ]);
  });

  test("has its schema, which takes what the service takes", async () => {
    const response = await app.request("/v1/eligibility/schema");
    expect(response.headers.get("etag")).not.toBeNull();
    const schema = z
      .object({
        $schema: z.literal("https://json-schema.org/draft/2020-12/schema"),
        type: z.literal("object"),
        properties: z.record(z.string(), z.object({ description: z.string() }).loose()),
        additionalProperties: z.literal(false),
      })
      .parse(await response.json());
    expect(Object.keys(schema.properties)).toEqual(vocabulary.facts.map(({ name }) => name));
    expect(schema.properties["highTech"]?.description).toContain("renewed 重新认定");
    expect(schema.properties["employees"]?.description).toContain("(人)");
    const taking = z.fromJSONSchema(schema);
    const values = [true, null, "first", ["first", "renewed"], [], "perhaps", 30, { atLeast: 20, below: 30 }];
    const others = ["2021", "2021-05", "2021-13", { from: "2020" }, { below: "2020" }, "30", {}, 0.5];
    for (const name of ["highTech", "doesRd", "employees", "foundedOn", "rich"]) {
      for (const value of [...values, ...others]) {
        const profile = { [name]: value };
        const { status } = await app.request("/v1/eligibility", postJson({ profile }));
        expect([profile, status]).toEqual([profile, taking.safeParse(profile).success ? 200 : 422]);
      }
    }
  });
});

describe("what is refused, with the paths at fault", () => {
  test.each<[string, object, string[]]>([
    ["nothing", {}, ["description | description 和 profile 至少要有一样不为空"]],
    ["only characters nobody sees", { description: "\u200b \0", profile: {} }, [expect.any(String)]],
    ["a wrong type", { description: 18 }, ["description | 应为字符串"]],
    ["a list for a profile", { profile: [1] }, ["profile | 应为对象"]],
    ["too long a description", { description: "高".repeat(2001) }, [expect.stringContaining("最多 2000")]],
    [
      "an unknown fact and a value it cannot have",
      { profile: { rich: true, highTech: "perhaps" } },
      [expect.stringMatching(/^profile\.rich \| /), expect.stringMatching(/^profile\.highTech \| /)],
    ],
    [
      "an impossible figure",
      { profile: { employees: -5 } },
      [expect.stringMatching(/^profile\.employees \| /)],
    ],
    [
      "facts that cannot both be",
      { profile: { firm: true, soleTrader: true } },
      [expect.stringMatching(/^profile\.soleTrader \| /), expect.stringMatching(/^profile\.firm \| /)],
    ],
    [
      "a form against the words",
      { description: "我们是公司", profile: { soleTrader: true } },
      [expect.stringMatching(/^profile\.soleTrader \| /), expect.stringMatching(/^description \| /)],
    ],
    [
      "an unknown fact to skip",
      { description: "高企", skipped: ["rich"] },
      [expect.stringContaining("skipped[0]")],
    ],
    [
      "an unknown document",
      { description: "高企", documentIds: ["x"] },
      [expect.stringContaining("documentIds[0]")],
    ],
  ])("%s", async (_name, body, errors) => {
    expect(await refusal(body)).toEqual([422, ...errors]);
  });

  test("nothing whatever with a 5xx", async () => {
    const words = fc.constantFrom(...applicants.map(({ text }) => text), "没有", "不是", "余杭", "三个亿");
    const text = fc.oneof(words, fc.string({ unit: "binary", maxLength: 10 }));
    const fact = fc.constantFrom(...vocabulary.facts.map(({ name }) => name));
    const value = fc.oneof(
      fc.boolean(),
      fc.constantFrom(null, "first", "none", ["first", "renewed"], "2024-02-30", "0000", "9999-12-31"),
      fc.double(),
      fc.record({ atLeast: fc.double(), below: fc.double() }, { requiredKeys: [] }),
      fc.record({ from: fc.constantFrom("2024", "1999-01") }, { requiredKeys: [] }),
    );
    const orAnything = <T>(likely: fc.Arbitrary<T>) =>
      fc.oneof({ weight: 9, arbitrary: likely }, { weight: 1, arbitrary: fc.jsonValue() });
    const body = fc.record(
      {
        description: orAnything(fc.array(text, { maxLength: 4 }).map((all) => all.join(""))),
        profile: orAnything(fc.dictionary(orAnything(fact).map(String), orAnything(value), { maxKeys: 3 })),
        skipped: orAnything(fc.array(fact, { maxLength: 3 })),
        documentIds: orAnything(fc.constantFrom(["lin-an-2024"], ["shi-li-2024"])),
      },
      { requiredKeys: [] },
    );
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(body, async (body) => {
        const response = await app.request("/v1/eligibility", postJson(body));
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
        if (response.status === 200) eligibilitySchema.parse(await response.json());
        else expect(problemSchema.parse(await response.json()).status).toBe(422);
      }),
      { numRuns: 600 },
    );
    expect(statuses.get(200) ?? 0).toBeGreaterThan(50);
    expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("an interview by repeated calls", () => {
  /** Answers by `choose`, a number from 0 to 1, until there is no question. @returns the questions asked */
  async function interview(description: string, choose: () => number): Promise<string[][]> {
    const profile: Record<string, unknown> = {};
    const skipped: string[] = [];
    const asked: string[][] = [];
    for (;;) {
      const matched = await match({ description, profile, skipped });
      const { nextQuestion } = matched;
      if (nextQuestion === null) return asked;
      // Who skips all that is asked is asked of everything that anybody can get.
      expect(asked.length).toBeLessThan(60);
      asked.push(nextQuestion.facts.map(({ fact }) => fact));
      const { kind, options, skip } = nextQuestion;
      const choice = choose();
      if (choice < 0.3) skipped.push(...skip);
      else if (kind === "several_of") {
        for (const option of options) {
          if (choose() < 0.3) Object.assign(profile, option.profile);
          else if (option.otherwise !== null) Object.assign(profile, option.otherwise);
        }
        // Of things that exclude one another, people choose one.
        const response = await app.request(
          "/v1/eligibility",
          postJson({ description, profile, documentIds }),
        );
        if (response.status === 422) {
          for (const { fact } of nextQuestion.facts) delete profile[fact];
          skipped.push(...skip);
        }
      } else if (options.length > 0) {
        Object.assign(profile, options[Math.floor(choose() * options.length)]?.profile);
      } else skipped.push(...skip);
    }
  }

  test("ends by itself, and asks nobody the same twice, whatever is answered or skipped", async () => {
    const lengths: number[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...applicants.map(({ text }) => text)),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        async (text, choices) => {
          const asked = await interview(text, () => choices.next().value ?? 0);
          const times = new Map<string, number>();
          for (const key of asked.map((facts) => facts.join())) times.set(key, (times.get(key) ?? 0) + 1);
          for (const count of times.values()) expect(count).toBe(1);
          lengths.push(asked.length);
        },
      ),
      { numRuns: 40 },
    );
    const median = lengths.toSorted((left, right) => left - right)[lengths.length >> 1];
    expect(median).toBeLessThanOrEqual(5);
  });

  test("keeps what was known of a fact that is skipped", async () => {
    const description = "我们是一家高新技术企业";
    const before = await match({ description });
    expect(before.nextQuestion?.skip).toEqual(["highTech"]);
    const after = await match({ description, skipped: before.nextQuestion?.skip });
    expect(offersOf(after)).toEqual(offersOf(before));
    expect(after.nextQuestion?.skip).not.toContain("highTech");
  });

  test("does not ask a fact that was sent as null", async () => {
    const { nextQuestion } = await match({ description: "我们是一家企业", profile: { highTech: null } });
    expect(nextQuestion?.skip ?? []).not.toContain("highTech");
  });
});

describe("files that are wrong", () => {
  /** Once somebody has called one of the routes: until then nothing of eligibility is opened. */
  async function stateOf(service: ReturnType<typeof linAnService>) {
    await service.app.request("/v1/eligibility/schema");
    const response = await service.app.request("/readyz");
    const { state, problems } = readinessSchema.parse(await response.json());
    return [response.status, state, ...problems.map(({ at, message }) => `${at} | ${message}`)];
  }
  const ask = (service: ReturnType<typeof linAnService>, path: string, body: object) =>
    service.app.request(path, postJson(body));

  test("a quote that is no longer in its clause leaves out its offer, and says where", async () => {
    const quote = "对重新认定通过的高新技术企业,给予奖励";
    const service = linAnService({ offers: offersText.replaceAll(quote, `${quote}100万元`) });
    expect(await stateOf(service)).toEqual([
      200,
      "ready",
      expect.stringMatching(/^lin-an-2024\/offers\.json \| .*18#renewed-high-tech”引用的话不在条文中/),
    ]);
    const response = await ask(service, "/v1/eligibility", { description: "我们是高新技术企业" });
    const offers = offersOf(eligibilitySchema.parse(await response.json()));
    expect(offers).toContain("possible 18#first-recognition");
    expect(offers.join()).not.toContain("renewed");
  });

  test("an offer file that is no JSON leaves the drafts, marked as such", async () => {
    const service = linAnService({ offers: "{" });
    expect(await stateOf(service)).toEqual([200, "ready", expect.stringContaining("不是有效的 JSON")]);
    const response = await ask(service, "/v1/eligibility", {
      description: "我们公司去年首次认定高企",
      documentIds,
    });
    const { matches } = eligibilitySchema.parse(await response.json());
    expect(new Set(matches.map(({ review }) => review))).toEqual(new Set(["draft"]));
  });

  test("facts that cannot be read, or none: eligibility is 503, and questions are answered", async () => {
    for (const [facts, problems] of [
      ["{", [expect.stringMatching(/^corpus\/facts\.json \| .*JSON/)]],
      [null, []],
    ] as const) {
      const service = linAnService({ facts });
      expect(await stateOf(service)).toEqual([200, "ready", ...problems]);
      const refused = await ask(service, "/v1/eligibility", { description: "高企" });
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "60"]);
      expect((await service.app.request("/v1/eligibility/schema")).status).toBe(503);
      expect((await ask(service, "/v1/ask", { question: "高企有奖励吗" })).status).toBe(200);
    }
  });

  test("are opened and named at the first call of a route of theirs, and by nothing else", async () => {
    const recorder = recordingLogger();
    const { app, service, log } = linAnService({ offers: "{" });
    await becomeReady(createReadiness(), recorder, async () => service);
    await app.request("/readyz");
    await app.request("/v1/ask", postJson({ question: "高企有奖励吗" }));
    await app.request("/v1/eligibility", postJson({}));
    expect(recorder.lines.map(({ message }) => message)).toEqual(["ready"]);
    expect(service.eligibility.opened).toBeNull();
    for (let call = 0; call < 2; call += 1) await app.request("/v1/eligibility/schema");
    const problems = log.lines.filter(({ message }) => message === "problem");
    expect(problems.map(({ fields }) => fields["at"])).toEqual(["lin-an-2024/offers.json"]);
  });

  test("a defect in them is met once, and touches no other route", async () => {
    const service = linAnService({ lexicon: "{" });
    const statuses: number[] = [];
    for (let call = 0; call < 2; call += 1) {
      statuses.push((await service.app.request("/v1/eligibility/schema")).status);
      expect((await ask(service, "/v1/ask", { question: "高企有奖励吗" })).status).toBe(200);
    }
    expect(statuses).toEqual([500, 503]);
    expect(service.log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
    expect(await stateOf(service)).toEqual([200, "ready", expect.stringContaining("程序出错")]);
  });
});
