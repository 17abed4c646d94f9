import { expect, test } from 'vitest'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { CLOSED, offlineSeconds } from './offline.ts'

const OPEN = { mode: 'open', maxSeconds: 300, callsAtOnce: 2, accountMicros: 1_000_000 } as const
const { Mobile, International, Premium, Directory, Onnet } = SERVICE_TYPE_CODES

test.each([
  ['closed lets nothing through', CLOSED, Mobile, 0, 0, 0],
  ['open lets a call within the country through, to the cap', OPEN, Mobile, 0, 0, 300],
  ['nothing abroad', OPEN, International, 0, 0, 0],
  ['nothing premium', OPEN, Premium, 0, 0, 0],
  ['no directory', OPEN, Directory, 0, 0, 0],
  ['on-net', OPEN, Onnet, 1, 0, 300],
  ['so many at once', OPEN, Mobile, 2, 0, 0],
  ['what is left of the dollars', OPEN, Mobile, 0, 900_000, 100],
])('%s', (_, policy, serviceType, callsNow, micros, expected) => {
  // A tenth of a cent a second.
  const affordable = (seconds: number, most: number): number => Math.min(seconds, Math.floor(most / 1000))
  expect(offlineSeconds(policy, serviceType, { callsNow, micros }, 3600, affordable)).toBe(expected)
})
