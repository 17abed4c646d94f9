import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { afterRefusal, chargingOf, nextTryAt, NO_REFUSALS, type Refusals } from './refusals.ts'

const DAY_MS = 86_400_000
const NOON = new Date('2026-11-23T01:00:00Z')
const days = (count: number): Date => new Date(NOON.getTime() + count * DAY_MS)
const soft = (at: Date) => ({ at, isFinal: false })

test('the first refusal waits a day, the second three, the third switches off', () => {
  const first = afterRefusal(NO_REFUSALS, soft(NOON), 3)
  expect(nextTryAt(first)).toEqual(days(1))
  const second = afterRefusal(first, soft(days(1)), 3)
  expect(nextTryAt(second)).toEqual(days(4))
  const third = afterRefusal(second, soft(days(4)), 3)
  expect(third).toEqual({ count: 3, lastAt: days(4), stoppedAt: days(4) })
  expect(nextTryAt(third)).toBeUndefined()
})

test.each([
  ['none', NO_REFUSALS, true, 'ready'],
  ['nothing stored', NO_REFUSALS, false, 'without-method'],
  ['one just now', { count: 1, lastAt: NOON, stoppedAt: undefined }, true, 'on-hold'],
  ['one a day ago', { count: 1, lastAt: days(-1), stoppedAt: undefined }, true, 'ready'],
  ['two, a day ago', { count: 2, lastAt: days(-1), stoppedAt: undefined }, true, 'on-hold'],
  ['two, three days ago', { count: 2, lastAt: days(-3), stoppedAt: undefined }, true, 'ready'],
  ['three, long ago', { count: 3, lastAt: days(-90), stoppedAt: days(-90) }, true, 'stopped'],
] as const)('%s: an account is %s', (_, refusals, hasMethod, is) => {
  expect(chargingOf(hasMethod, refusals, NOON).is).toBe(is)
})

test('a card that is stolen is not tried again, also where nobody counts refusals', () => {
  const stolen = afterRefusal(NO_REFUSALS, { at: NOON, isFinal: true }, undefined)
  expect(chargingOf(true, stolen, days(400))).toEqual({ is: 'stopped', since: NOON })
})

test('a card refused for ever is tried as often as the limit says, the tries days apart', () => {
  assert(
    property(integer({ min: 1, max: 20 }), array(integer({ min: 1, max: 200 })), (limit, hours) => {
      let refusals: Refusals = NO_REFUSALS
      let now = NOON
      const tries: Date[] = []
      for (const waited of hours) {
        if (chargingOf(true, refusals, now).is === 'ready') {
          tries.push(now)
          refusals = afterRefusal(refusals, soft(now), limit)
        }
        now = new Date(now.getTime() + waited * 3_600_000)
      }
      expect(tries.length).toBeLessThanOrEqual(limit)
      expect(refusals.stoppedAt).toEqual(tries.length === limit ? tries.at(-1) : undefined)
      const gaps = tries.slice(1).map((one, at) => one.getTime() - (tries[at]?.getTime() ?? 0))
      expect(gaps.filter((gap, at) => gap < (at === 0 ? 1 : 3) * DAY_MS)).toEqual([])
    }),
  )
})
