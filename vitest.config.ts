import { defineConfig } from 'vitest/config'

/** Tests on a real database. */
const WHOLE_SYSTEM = ['test/scenarios/**/*.test.ts', 'src/storage/**/*.test.ts']
/** Tests that put something in the place of a module of Node: they alone cannot share a worker with others. */
const ALONE = ['test/scenarios/access/password-hash.test.ts']

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'pure',
          include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'test/*.test.ts'],
          exclude: WHOLE_SYSTEM,
          isolate: false,
          sequence: { groupOrder: 0 },
          testTimeout: 20_000,
        },
      },
      { test: { name: 'alone', include: ALONE, sequence: { groupOrder: 0 } } },
      {
        test: {
          name: 'system',
          include: WHOLE_SYSTEM,
          exclude: ALONE,
          // Every test has a database of its own, and modules keep nothing of it: loading them once saves a third of the time.
          isolate: false,
          globalSetup: ['test/support/global-postgres.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          isolate: false,
          globalSetup: ['test/support/global-postgres.ts', 'test/support/global-chromium.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
