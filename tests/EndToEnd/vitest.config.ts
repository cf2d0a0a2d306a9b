import { defineConfig } from 'vitest/config';

/** One browser at a time: the machine that draws these maps has no graphics card. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/results.json' },
  },
});
