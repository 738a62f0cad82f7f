import { defineConfig } from "vitest/config";

/** The run in real workerd, apart from `npm test`: it builds the Worker first. */
export default defineConfig({
  test: {
    include: ["tests/runtime/**/*.test.ts"],
    globalSetup: ["tests/runtime/build-bundle.ts"],
    // Nothing here needs a network; without these, tools ask for one.
    env: { CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
