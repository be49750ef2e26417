import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/engines/**", "node_modules/**", "dist/**"],
    setupFiles: ["test/support/snapshot.ts"],
    pool: "forks",
    // A stack under test loads provider bindings; two workers keep within a small machine's memory.
    maxWorkers: 2,
    testTimeout: 60_000,
  },
});
