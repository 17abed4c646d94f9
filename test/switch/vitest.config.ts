import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** What `npm run test:switch` runs: with Kamailio and SIPp, which `npm test` does not need. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/switch/**/*.test.ts'],
    globalSetup: ['test/support/global-postgres.ts'],
    reporters: ['verbose'],
    // The carriers of all tests have the same addresses.
    fileParallelism: false,
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
})
