import { describe, expect, test } from 'vitest'
import { formatDollars } from '#domain/money.ts'
import { isProblem } from '#domain/problem.ts'
import { DEFAULT_NUMBER_PLANS, parseNumberPlan } from './number-plan.ts'

test('three number plans exist from the start, and a bundled line costs nothing', () => {
  const plans = DEFAULT_NUMBER_PLANS.map((plan) => `${plan.name} ${formatDollars(plan.monthlyPriceMicros, 2)}`)
  expect(plans).toEqual(['Bundled Line 0.00', 'Additional Line 5.00', '1300/1800 Number 15.00'])
})

describe('a number plan from JSON', () => {
  test('has a name, a price ex GST and perhaps a destination', () => {
    expect(parseNumberPlan({ name: '100 numbers', monthlyPrice: '25.00' })).toEqual({
      name: '100 numbers',
      monthlyPriceMicros: 25_000_000n,
      destination: undefined,
    })
  })

  test.each([
    [{ monthlyPrice: '1' }, 'name'],
    [{ name: 'x', monthlyPrice: 1 }, 'monthlyPrice'],
    [{ name: 'x', monthlyPrice: '-1' }, 'monthlyPrice'],
    [{ name: 'x', monthlyPrice: '1', destination: '' }, 'destination'],
    [{ name: 'x', monthlyPrice: '1', price: '1' }, 'price'],
  ])('%j: the fault is in %s', (json, field) => {
    const faults = parseNumberPlan(json)
    expect(Array.isArray(faults) && faults.map((fault) => isProblem(fault) && fault.field)).toEqual([field])
  })
})
