import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const systemBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Containers have no user namespaces to build a sandbox from; nothing here opens a page but ours. */
const quietly = [
  "--no-sandbox",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
];

/** The browser CHROMIUM_PATH names, else the system's, else the one that a development package carries. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM_PATH"] ?? systemBrowsers.find(existsSync);
  if (executablePath !== undefined) return chromium.launch({ executablePath, args: quietly });
  const { default: packaged } = await import("@sparticuz/chromium");
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [...packaged.args, ...quietly],
  });
}
