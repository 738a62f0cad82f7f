import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { readPageAssets } from "../../src/adapters/node/page-assets.ts";
import { type RunningServer, serve } from "../../src/adapters/node/serve.ts";
import { clauseSchema } from "../../src/http/document-resources.ts";
import { ProblemError, problemResponse } from "../../src/http/problems.ts";
import { smallService } from "../http/small-service.ts";
import { launchBrowser } from "./launch-browser.ts";
import { type RunningService, startService } from "./start-service.ts";

const phone = { viewport: { width: 375, height: 812 } };
const desk = { viewport: { width: 1280, height: 800 } };
const askedOfTheText = "首次认定高新技术企业有奖励吗？";
const askedOfNothing = "余杭区的高新技术企业有奖励吗？";

let browser: Browser;
let service: RunningService;
/** The real app whose answers come a character at a time. */
let slow: RunningServer;
let abortedAnswers = 0;
const opened: Page[] = [];
/** What the browser complained of: script errors, refused policies, failed loads. */
const complaints: string[] = [];

beforeAll(async () => {
  const assets = await readPageAssets();
  const { app, log } = smallService({
    pages: { get: async (path) => assets.get(path) ?? null },
    pieceMilliseconds: 60,
    onAbort: () => {
      abortedAnswers += 1;
    },
  });
  [browser, service, slow] = await Promise.all([
    launchBrowser(),
    startService(),
    serve({ fetch: app.fetch, host: "127.0.0.1", port: 0, log }),
  ]);
});
afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([service.stop(), slow.stop(1)]);
});

async function openPage(options: BrowserContextOptions = phone, url = service.url): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  opened.push(page);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) complaints.push(`request to ${request.url()}`);
  });
  await page.goto(url, { waitUntil: "networkidle" });
  return page;
}

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel("您的问题").fill(question);
  await page.keyboard.press("Enter");
  await page.locator(".exchange:last-child .answer[aria-busy=false]").waitFor();
}

function lastAnswer(page: Page) {
  return page.locator(".exchange:last-child .answer");
}

async function focusedText(page: Page): Promise<string> {
  return String(await page.evaluate("document.activeElement.textContent"));
}

describe("asking", () => {
  test("Enter asks; the answer says its status, its label, its clauses and its units", async () => {
    const page = await openPage();
    expect(await page.locator("#documents").textContent()).toContain("已过期");
    await ask(page, askedOfTheText);
    const answer = lastAnswer(page);
    expect(await answer.locator(".status").textContent()).toMatch(/^(已回答|部分回答)/);
    expect(await answer.locator(".provenance").textContent()).toContain("原文摘录");
    expect(await answer.locator(".citation").first().textContent()).toContain("(十八)");
    expect(await answer.locator(".unit").allInnerTexts()).toContain("区科技局");
    expect(await answer.locator(".verbatim").first().textContent()).toContain("高新技术企业");
    expect(await page.locator("#announcement").textContent()).toMatch(/^(已回答|部分回答)/);
    expect(await page.getByLabel("您的问题").inputValue()).toBe("");
  });

  test("Shift+Enter begins a line, Enter within a composition only ends it", async () => {
    const page = await openPage();
    const field = page.getByLabel("您的问题");
    await field.focus();
    await page.keyboard.type("一");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("二");
    expect(await field.inputValue()).toBe("一\n二");

    await field.fill("");
    const devtools = await page.context().newCDPSession(page);
    const typed = { text: "gaoqi", selectionStart: 5, selectionEnd: 5 };
    await devtools.send("Input.imeSetComposition", typed);
    await page.keyboard.press("Enter");
    expect(await page.locator(".exchange").count()).toBe(0);
    await devtools.send("Input.insertText", { text: "高企有奖励吗" });
    await page.keyboard.press("Enter");
    expect(await page.locator(".question").textContent()).toContain("高企有奖励吗");
    await page.locator(".answer[aria-busy=false]").waitFor();
  });

  test("a suggested question, then a follow-up, then anew: one conversation, then another", async () => {
    const page = await openPage();
    const conversations: unknown[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/v1/ask")) conversations.push(request.postDataJSON().conversationId);
    });
    await page.locator(".welcome .suggestion").first().click();
    const followUp = page.locator(".follow-ups .suggestion").first();
    const followUpText = (await followUp.textContent()) ?? "";
    await followUp.click();
    await page.locator(".exchange:nth-child(2) .answer[aria-busy=false]").waitFor();
    expect(await page.locator(".exchange:last-child .question").textContent()).toContain(followUpText);
    expect(await page.locator(".exchange:first-child .follow-ups").count()).toBe(0);
    await page.locator("#new-conversation").click();
    expect(await page.locator(".exchange").count()).toBe(0);
    await ask(page, askedOfTheText);
    expect(conversations).toEqual([undefined, expect.any(String), undefined]);
  });

  test("what the text does not answer is refused, without clauses", async () => {
    const page = await openPage();
    await ask(page, askedOfNothing);
    expect(await lastAnswer(page).locator(".status").textContent()).toBe("无法回答");
    expect(await lastAnswer(page).locator(".citation, .reference, .provenance").count()).toBe(0);
  });

  test("markup in a question is text", async () => {
    const page = await openPage();
    await ask(page, '<img src="x" onerror="alert(1)"><b>高企</b>有奖励吗');
    expect(await page.locator(".question").textContent()).toContain("<b>高企</b>");
    expect(await page.locator("main img, main b").count()).toBe(0);
  });

  test("an answer is copied with its label and its sources", async () => {
    const page = await openPage({ ...phone, permissions: ["clipboard-read", "clipboard-write"] });
    await ask(page, askedOfTheText);
    await page.getByRole("button", { name: "复制回答" }).click();
    await page.getByRole("button", { name: "已复制" }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(
      /^【原文摘录】[\s\S]+依据：\n1\. 《.+》\(十八\)/,
    );
  });
});

describe("an answer on its way", () => {
  test("shows its text as it comes", async () => {
    const page = await openPage(phone, slow.url);
    await page.getByLabel("您的问题").fill("加装电梯找谁");
    await page.keyboard.press("Enter");
    const text = page.locator(".answer-text");
    await expect.poll(() => text.textContent(), { interval: 20 }).not.toBe("");
    const early = (await text.textContent())?.length ?? 0;
    expect(await page.locator(".answer").getAttribute("aria-busy")).toBe("true");
    await expect
      .poll(async () => (await text.textContent())?.length ?? 0, { interval: 20 })
      .toBeGreaterThan(early);
    await page.locator(".answer[aria-busy=false]").waitFor();
    expect(await text.textContent()).toContain("积极稳步推进老旧小区住宅加装电梯。");
  });

  test("can be stopped: what came stays, the service is told", async () => {
    const page = await openPage(phone, slow.url);
    const before = abortedAnswers;
    await page.getByLabel("您的问题").fill("加装电梯找谁");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".answer-text").textContent(), { interval: 20 }).toContain("积极");
    await page.keyboard.press("Enter");
    expect(await page.locator(".answer").getAttribute("aria-busy")).toBe("true");
    await page.getByRole("button", { name: "停止回答" }).click();
    expect(await page.locator(".answer").textContent()).toMatch(/积极[\s\S]*已停止/);
    await expect.poll(() => abortedAnswers).toBe(before + 1);
  });

  test("gives way to the next question", async () => {
    const page = await openPage(phone, slow.url);
    await page.getByLabel("您的问题").fill("加装电梯找谁");
    await page.keyboard.press("Enter");
    await ask(page, "高新技术企业有奖励吗");
    expect(await page.locator(".exchange:first-child .answer").textContent()).toContain("已停止");
    expect(await lastAnswer(page).textContent()).toContain("给予奖励");
  });
});

describe("a cited clause", () => {
  test("opens over the conversation on a phone, its quote marked in its text; closing goes back", async () => {
    const page = await openPage();
    await ask(page, askedOfTheText);
    const chip = page.locator(".citation").first();
    await chip.focus();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog");
    await panel.locator("mark").first().waitFor();
    const clause = clauseSchema.parse(await (await fetch(`${service.url}/v1/clauses/lin-an-2024/18`)).json());
    const marked = (await panel.locator("mark").allTextContents()).join("");
    expect(marked.length).toBeGreaterThan(10);
    expect(clause.text).toContain(marked);
    expect(await panel.locator(".clause-text").textContent()).toBe(clause.text);
    expect(await panel.textContent()).toContain(clause.chapter ?? "");
    expect(await panel.locator(".unit").allInnerTexts()).toEqual(clause.units.map(({ name }) => name));
    expect(await focusedText(page)).toBe(`${clause.label}${clause.title}`);
    await page.keyboard.press("Escape");
    expect(await panel.count()).toBe(0);
    await expect.poll(() => focusedText(page)).toBe(await chip.textContent());
  });

  test("stands beside the conversation on a desk; its neighbours are a step away", async () => {
    const page = await openPage(desk);
    await ask(page, askedOfTheText);
    await page.locator(".reference").first().click();
    const panel = page.locator("#clause-panel");
    await panel.locator("mark").first().waitFor();
    expect(await page.evaluate("document.querySelector('#clause-panel').matches(':modal')")).toBe(false);
    await panel.locator("[data-step=下一条]").click();
    await panel.getByRole("heading", { name: "(十九)" }).waitFor();
    expect(await focusedText(page)).toContain("(十九)");
    await panel.locator("[data-step=上一条]").click();
    await panel.getByRole("heading", { name: "(十八)" }).waitFor();
    await ask(page, askedOfNothing);
    expect(await page.locator(".exchange").count()).toBe(2);

    await page.setViewportSize(phone.viewport);
    await expect
      .poll(() => page.evaluate("document.querySelector('#clause-panel').matches(':modal')"))
      .toBe(true);
    await page.getByRole("button", { name: "关闭" }).click();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("asks what else a unit is responsible for", async () => {
    const page = await openPage();
    await ask(page, askedOfTheText);
    await page.locator(".citation").first().click();
    await page.getByRole("dialog").locator(".unit").first().click();
    expect(await page.locator(".exchange:last-child .question").textContent()).toContain(
      "区科技局负责哪些条款？",
    );
    await page.locator(".exchange:last-child .answer[aria-busy=false]").waitFor();
  });
});

describe("when it fails", () => {
  test("the service is gone: says so, and asks again when it is back", async () => {
    const own = await startService();
    const page = await openPage(phone, own.url);
    await own.stop();
    await ask(page, askedOfTheText);
    expect(await lastAnswer(page).textContent()).toContain("连不上服务");
    const restarted = await startService(Number(new URL(own.url).port));
    await page.getByRole("button", { name: "重试" }).click();
    await page.locator(".exchange:last-child .citation").first().waitFor();
    await page.context().close();
    await restarted.stop();
    expect(complaints.splice(0)).toEqual([expect.stringContaining("ERR_CONNECTION_REFUSED")]);
  });

  test("asked too often: cannot be repeated before the time the service gives", async () => {
    const page = await openPage();
    const headers = { "Retry-After": "2" };
    const problem = problemResponse(new ProblemError("too-many-requests", "请慢一点。", { headers }), "r-1");
    const body = await problem.text();
    const fulfilled = { status: problem.status, headers: Object.fromEntries(problem.headers), body };
    await page.route("**/v1/ask", (route) => route.fulfill(fulfilled), { times: 1 });
    await ask(page, askedOfTheText);
    expect(await lastAnswer(page).textContent()).toContain("请慢一点。");
    const retry = page.locator(".retry");
    expect([await retry.isDisabled(), await retry.textContent()]).toEqual([true, "2 秒后可重试"]);
    await retry.click();
    await page.locator(".exchange:last-child .citation").first().waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining("429")]);
  });

  test("a question too long is given back with the reason", async () => {
    const page = await openPage();
    const question = "补".repeat(2001);
    await ask(page, question);
    expect(await lastAnswer(page).textContent()).toContain("最多 2000 个字符");
    expect(await lastAnswer(page).locator(".retry").count()).toBe(0);
    expect(await page.getByLabel("您的问题").inputValue()).toBe(question);
    expect(complaints.splice(0)).toEqual([expect.stringContaining("422")]);
  });

  test("the device is offline: says so before anyone asks", async () => {
    const page = await openPage();
    await page.context().setOffline(true);
    await page.locator("#offline").waitFor();
    await ask(page, askedOfTheText);
    expect(await lastAnswer(page).textContent()).toContain("没有网络连接");
    await page.context().setOffline(false);
    await page.locator("#offline").waitFor({ state: "hidden" });
    complaints.splice(0);
  });
});

describe("on any screen", () => {
  test.each([320, 375, 768, 1440])(
    "%d px wide, nothing has to be scrolled sideways, in large type neither",
    async (width) => {
      const page = await openPage({ viewport: { width, height: 812 } });
      const wider =
        "[...document.querySelectorAll('html, main, dialog[open] .clause-scroll')].filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.tagName)";
      for (const largeType of [false, true]) {
        if (largeType) await page.getByRole("button", { name: "大字" }).click();
        await page.locator("#documents summary").click();
        expect(await page.evaluate(wider)).toEqual([]);
        await page.locator("#documents summary").click();
        await ask(page, askedOfTheText);
        expect(await page.evaluate(wider)).toEqual([]);
        await page.locator(".exchange:last-child .citation").first().click();
        await page.locator("#clause-panel mark").first().waitFor();
        expect(await page.evaluate(wider)).toEqual([]);
        await page.getByRole("button", { name: "关闭" }).click();
        await page.locator("#new-conversation").click();
      }
    },
  );

  test("large type is remembered on the device", async () => {
    const page = await openPage();
    const size = () => page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)");
    const normal = Number(await size());
    await page.getByRole("button", { name: "大字" }).click();
    const large = Number(await size());
    expect(large).toBeGreaterThan(normal * 1.25);
    await page.reload();
    expect(await size()).toBe(large);
    expect(await page.getByRole("button", { name: "大字" }).getAttribute("aria-pressed")).toBe("true");
  });

  test.each(["light", "dark"] as const)("%s: text stands out from its ground", async (colorScheme) => {
    const page = await openPage({ ...phone, colorScheme });
    const colours = await page.evaluate(
      "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))",
    );
    const [ink = 0, ground = 0] = z.array(z.string()).parse(colours).map(lightness);
    expect(colorScheme === "light" ? ground - ink : ink - ground).toBeGreaterThan(180);
  });
});

/** Mean of the channels of `rgb(r, g, b)`, 0 to 255. */
function lightness(colour: string): number {
  const channels = colour.match(/\d+/g)?.map(Number) ?? [];
  return channels.reduce((sum, channel) => sum + channel, 0) / channels.length;
}
