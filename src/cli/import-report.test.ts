import { expect, test } from 'vitest'
import { importText } from './import-report.ts'

const REPORT = {
  importId: 1,
  calls: 10,
  rated: 9,
  free: 1,
  duplicates: 0,
  suspended: 0,
  rejected: 0,
  chargeMicros: 1_000_000n,
  gstMicros: 100_000n,
  costMicros: 500_000n,
  costUnknown: 0,
}

test('an import says how fast it was, unless there was nothing to do', () => {
  expect(importText({ ...REPORT, outcome: 'fresh' }, 2)).toMatch(/\n {2}2\.0 s, 5 calls a second\n$/)
  expect(importText({ ...REPORT, outcome: 'known' }, 2)).toMatch(/nothing was changed\.\n.*\n {2}cost [^\n]*\n$/s)
})
