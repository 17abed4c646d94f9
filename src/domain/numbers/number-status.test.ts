import { describe, expect, test } from 'vitest'
import { NUMBER_STATUSES, NUMBER_STEPS, refuseStep, statusAt, type NumberStatus } from './number-status.ts'

const BEFORE = new Date('2026-07-01T00:00:00Z')
const THEN = new Date('2026-07-02T00:00:00Z')

describe('what a number is at an instant', () => {
  const cases: readonly (readonly [NumberStatus, Date | null, Date | null, Date, NumberStatus])[] = [
    ['reserved', THEN, null, BEFORE, 'reserved'],
    ['reserved', THEN, null, THEN, 'available'],
    ['reserved', null, null, THEN, 'reserved'],
    ['quarantined', null, THEN, BEFORE, 'quarantined'],
    ['quarantined', null, THEN, THEN, 'available'],
    ['assigned', null, null, THEN, 'assigned'],
    ['retired', null, null, THEN, 'retired'],
  ]
  test.each(cases)('%s until %s / %s at %s is %s', (status, reservedUntil, quarantinedUntil, now, expected) => {
    expect(statusAt({ status, reservedUntil, quarantinedUntil }, now)).toBe(expected)
  })
})

describe('steps', () => {
  const allowed: Record<NumberStatus, readonly string[]> = {
    available: ['reserve', 'assign', 'retire'],
    reserved: ['releaseReservation', 'assign'],
    porting: ['activate', 'arrive', 'retire'],
    assigned: ['release', 'takeBack'],
    quarantined: ['endQuarantine', 'retire'],
    retired: ['returnToService'],
  }
  test.each(NUMBER_STATUSES)('from %s', (status) => {
    const steps = Object.keys(NUMBER_STEPS) as (keyof typeof NUMBER_STEPS)[]
    const possible = steps.filter((step) => refuseStep('61370101234', status, step) === undefined)
    expect(possible).toEqual(allowed[status])
  })

  test('a refusal says what would be possible', () => {
    expect(refuseStep('61370101234', 'quarantined', 'assign')).toMatchObject({
      code: 'number_not_available',
      message:
        '61370101234 is quarantined and cannot be given to an account; it must be available or reserved for that. Now it ' +
        'can be put back from quarantine or retired.',
    })
    expect(refuseStep('61370101234', 'assigned', 'retire')?.code).toBe('illegal_transition')
  })
})
