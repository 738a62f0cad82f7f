import { defineConfig } from "vitest/config";

/** The run of local ONNX models, apart from `npm test`: what runs them is large, and installed for this alone. */
export default defineConfig({
  test: {
    include: ["tests/onnx/**/*.test.ts"],
    globalSetup: ["tests/onnx/install-transformers.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
