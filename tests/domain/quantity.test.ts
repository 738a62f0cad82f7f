import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatChineseNumber } from "../../src/domain/chinese-numerals.ts";
import { findQuantities, quantitiesMissingFrom, sameQuantity } from "../../src/domain/quantity.ts";
import { sliceSpan } from "../../src/domain/text-span.ts";

function only(text: string) {
  const found = findQuantities(text);
  expect(found, text).toHaveLength(1);
  const [quantity] = found;
  if (quantity === undefined) throw new Error(`nothing found in ${text}`);
  return quantity;
}

function printedIn(text: string): string[] {
  return findQuantities(text).map((quantity) => quantity.printed);
}

describe("spellings of one quantity", () => {
  test.each([
    [
      "5.9亿元",
      "59000万元",
      "五点九亿元",
      "5.9 亿元",
      "590,000,000元",
      "五亿九千万元",
      "5.9亿元",
      "**5.9**亿元",
    ],
    ["70%", "百分之七十", "70%", "七成", "70 %", "百分之70"],
    ["六五折", "6.5折", "65折"],
    ["1—2场", "1-2场", "1至2场", "1到2场", "一至二场", "1场至2场", "1~2场", "1——2场"],
    ["2024年", "二〇二四年", "二零二四年", "2024 年", "2024年度"],
    [
      "2024年12月31日",
      "2024-12-31",
      "2024/12/31",
      "二〇二四年十二月三十一日",
      "2024.12.31",
      "2024年12月31号",
    ],
    ["三年", "3年", "3 年"],
    [
      "浙政发〔2024〕4号",
      "浙政发[2024]4号",
      "浙政发〔2024〕 4 号",
      "根据浙政发(2024)4号",
      "浙政发【2024】4号",
    ],
    ["第十八条", "(十八)", "第18条", "第 18 条", "(十八)", "第18条"],
    ["三分之二", "2/3"],
    ["15万千瓦", "150兆瓦", "150MW", "十五万千瓦"],
    ["10—20万元", "10万元—20万元", "10万至20万元", "10万元至20万元"],
    ["五大产业", "五个产业", "5大产业"],
    ["3‰", "千分之三", "0.3%"],
    ["5个工作日", "五个工作日", "5 个工作日"],
  ])("%s and its other spellings", (first, ...others) => {
    for (const other of others) expect(sameQuantity(only(first), only(other)), other).toBe(true);
  });
});

describe("kinds", () => {
  test.each([
    ["5.9亿元", "amount", 590_000_000, null, "元", "亿元"],
    ["三年", "amount", 3, null, "年", "年"],
    ["160家次", "amount", 160, null, "家次", "家次"],
    ["20亿千瓦时", "amount", 2_000_000_000, null, "千瓦时", "亿千瓦时"],
    ["70%", "percentage", 70, null, "%", "%"],
    ["六五折", "percentage", 6.5, null, "折", "折"],
    ["5个百分点", "percentage", 5, null, "个百分点", "个百分点"],
    ["1—2场", "amount", 1, 2, "场", "场"],
    ["2024年", "date", 2024, null, "年", "年"],
    ["2024—2026年", "date", 2024, 2026, "年", "年"],
    ["2024年5月", "date", 202_405, null, "年月", "月"],
    ["1—6月", "date", 1, 6, "月", "月"],
    ["浙政发〔2024〕4号", "document_number", 4, null, "浙政发〔2024〕", "号"],
    ["公告2023年第6号", "document_number", 6, null, "〔2023〕", "号"],
    ["第十至十五条", "clause_number", 10, 15, "条", "条"],
    ["第二章", "clause_number", 2, null, "章", "章"],
    ["12345", "plain", 12_345, null, "", ""],
    ["0571-63712345", "plain", 57_163_712_345, null, "", ""],
    ["第五届", "plain", 5, null, "第届", "届"],
    ["按1:1.5配套", "plain", 1, 1.5, ":", ":"],
  ] as const)("%s", (text, kind, value, upperValue, baseUnit, unit) => {
    expect(only(text)).toMatchObject({ kind, value, upperValue, baseUnit, unit });
  });
});

test.each([
  "推进一体化发展,给予一次性奖励",
  "创建三甲医院,服务三农",
  "“415X”产业集群和“1+3+X”平台",
  "坚持两手发力",
  "进一步统一年度目标",
  "几十家、数百家、七八个、若干",
  "杭瑞高速G56,浙A牌照,ISO9001,5G,A4纸,3A级",
  "建设一批项目,每一家企业,同一个标准",
  "见 https://www.example.gov.cn/art/2024/5/6/12.html",
  "第一人民医院与第三产业",
  "党的二十大精神",
  "千项万亿、百千万工程",
  "",
])("%j states no quantity", (text) => {
  expect(printedIn(text)).toEqual([]);
});

test("the markers of a list are no quantities", () => {
  expect(printedIn("1. 支持65家\n2、补助3万元\n(3)奖励\n条件:1.注册在本地;2.有5名员工")).toEqual([
    "65家",
    "3万元",
    "5名",
  ]);
});

test("the unit at the end of a list belongs to all its items", () => {
  const values = (text: string) => findQuantities(text).map(({ value, baseUnit }) => `${value}${baseUnit}`);
  expect(values("分别给予100、50、30万元奖励")).toEqual(["1000000元", "500000元", "300000元"]);
  expect(values("分别给予50万、30万元和20万元")).toEqual(["500000元", "300000元", "200000元"]);
  expect(values("2024、2025年")).toEqual(["2024年", "2025年"]);
  expect(values("第18、19条和第二十条")).toEqual(["18条", "19条", "20条"]);
});

test("a year stands for both ends of a range of days", () => {
  const missing = quantitiesMissingFrom("2024年1月1日至2024年12月31日", "自2024年1月1日至12月31日");
  expect(missing).toEqual([]);
});

describe("quantitiesMissingFrom", () => {
  const source =
    "区财政2024年预算安排5.9亿元,新增高新技术企业65家,举办1—2场会议。有效至2024年12月31日。奖50万元";

  test.each([
    ["2024年安排59000万元", []],
    ["新增65家,举办1至2场", []],
    ["2024-12-31到期,2024年12月底,12月31日", []],
    ["奖50万", []],
    ["安排5.8亿元", ["5.8亿元"]],
    ["安排5.9万元", ["5.9万元"]],
    ["安排5.9亿美元", ["5.9亿美元"]],
    ["新增65个", ["65个"]],
    ["新增65%", ["65%"]],
    ["举办2场", ["2场"]],
    ["2025年", ["2025年"]],
    ["第65条", ["第65条"]],
    ["2024年11月", ["2024年11月"]],
  ])("%s", (text, missing) => {
    expect(quantitiesMissingFrom(text, source).map((quantity) => quantity.printed)).toEqual(missing);
  });
});

const amountUnits = [
  "元",
  "亩",
  "家",
  "项",
  "公里",
  "%",
  "万元",
  "亿元",
  "千瓦时",
  "美元",
  "人次",
  "个月",
  "个百分点",
];
const amount = fc.record({
  number: fc.oneof(
    fc.integer({ min: 1, max: 9999 }),
    fc.integer({ min: 1, max: 99_999 }).map((n) => n / 100),
  ),
  unit: fc.constantFrom(...amountUnits),
});
const surroundings = fc.constantFrom(["", ""], ["安排", "以上,"], ["达到", "左右"], ["(", ")"], ["\n", "\n"]);

test.each(["一", "1", "1、", "1万", "亿", "a1-", "一分之", "1.", "第一、", "1 "])(
  "a long text of %j is read in time that grows with its length alone",
  (piece) => {
    const started = performance.now();
    findQuantities(piece.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(2000);
  },
);

describe("properties", () => {
  test("quantities are verbatim, in order and do not overlap, for any text", () => {
    const pieces = [
      ..."零一二三十百千万亿两点第条年月日号〔〕()[]年%折成半分之百—-至、,。:;1234567890.,元家个G+X* \n",
    ];
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(...pieces), maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, (source) => {
        let end = 0;
        for (const quantity of findQuantities(source)) {
          expect(sliceSpan(source, quantity.span)).toBe(quantity.printed);
          expect(quantity.span.start).toBeGreaterThanOrEqual(end);
          expect(quantity.span.end).toBeGreaterThan(quantity.span.start);
          expect(Number.isFinite(quantity.value)).toBe(true);
          end = quantity.span.end;
        }
        expect(quantitiesMissingFrom(source, source)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("a whole number in characters equals the same in digits, wherever it stands", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9999 }),
        amount,
        surroundings,
        (number, { unit }, [before, after]) => {
          const spelled = `${before}${unit === "%" ? `百分之${formatChineseNumber(number)}` : formatChineseNumber(number) + unit}${after}`;
          expect(quantitiesMissingFrom(`${before}${number}${unit}${after}`, spelled)).toEqual([]);
          expect(quantitiesMissingFrom(spelled, `${before}${number}${unit}${after}`)).toEqual([]);
        },
      ),
    );
  });

  test("an amount in 万 or 亿 equals the same in 元, grouped or not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (tens) => {
        const inUnits = tens * 10_000;
        const spellings = [
          `${tens / 10_000}亿元`,
          `${tens}万元`,
          `${inUnits}元`,
          `${inUnits.toLocaleString("en-US")}元`,
        ];
        for (const spelling of spellings)
          expect(only(spelling)).toMatchObject({ value: inUnits, baseUnit: "元" });
      }),
    );
  });

  test("a changed number is never found", () => {
    fc.assert(
      fc.property(amount, amount, surroundings, ({ number, unit }, other, [before, after]) => {
        fc.pre(number !== other.number);
        const source = `${before}${number}${unit}${after}`;
        expect(quantitiesMissingFrom(`${other.number}${unit}`, source)).toHaveLength(1);
      }),
    );
  });

  test("a changed unit is never found", () => {
    fc.assert(
      fc.property(amount, amount, surroundings, ({ number, unit }, other, [before, after]) => {
        fc.pre(unit !== other.unit);
        const source = `${before}${number}${unit}${after}`;
        expect(quantitiesMissingFrom(`${number}${other.unit}`, source)).toHaveLength(1);
      }),
    );
  });

  test("a changed date is never found", () => {
    const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true });
    const printed = (date: Date) =>
      `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
    fc.assert(
      fc.property(day, day, (stated, asked) => {
        const iso = asked.toISOString().slice(0, 10);
        const missing = quantitiesMissingFrom(iso, `有效期至${printed(stated)}`);
        expect(missing).toHaveLength(printed(stated) === printed(asked) ? 0 : 1);
      }),
    );
  });
});
