import { expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import { checkNumberPlan, DEFAULT_NUMBER_PLANS } from './number-plan.ts'

test('three plans exist from the start, and the bundled one costs nothing', () => {
  expect(DEFAULT_NUMBER_PLANS.map(({ name, monthlyPriceMicros }) => [name, monthlyPriceMicros])).toEqual([
    ['Bundled Line', 0n],
    ['Additional Line', 5_000_000n],
    ['1300/1800 Number', 15_000_000n],
  ])
  expect(DEFAULT_NUMBER_PLANS.flatMap(checkNumberPlan)).toEqual([])
})

test('a bundled number neither costs nor comes as a block', () => {
  const plan = {
    name: 'Odd',
    description: '',
    monthlyPriceMicros: micros(1n),
    unit: 'block',
    isBundled: true,
    destination: null,
  } as const
  expect(checkNumberPlan(plan).map(({ field }) => field)).toEqual(['monthlyPrice', 'unit'])
  expect(checkNumberPlan({ ...plan, isBundled: false })).toEqual([])
})
