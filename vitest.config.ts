import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "tests/browser/**", "tests/runtime/**", "tests/onnx/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
