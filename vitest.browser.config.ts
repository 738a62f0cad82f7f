import { defineConfig } from "vitest/config";

/** The run in a real browser, apart from `npm test`: it needs Chromium and takes its time. */
export default defineConfig({
  test: {
    include: ["tests/browser/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One browser at a time: two would share the cores and measure each other.
    fileParallelism: false,
  },
});
