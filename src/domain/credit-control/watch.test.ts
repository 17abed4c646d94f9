import { expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import type { Control, ControlState } from './controls.ts'
import type { ControlStanding } from './judge-controls.ts'
import { watch, type Watched } from './watch.ts'

function control(name: Control, state: ControlState): ControlStanding {
  return { control: name, state, limit: 1n, used: 1n, since: undefined, release: undefined, countedSince: undefined }
}

function seen(watched: Partial<Watched>) {
  const { crossed, told, recovered } = watch({
    balanceMicros: micros(0n),
    warnBelowMicros: undefined,
    controls: [],
    allowances: [],
    spends: [],
    known: new Set(),
    ...watched,
  })
  return {
    crossed: crossed.map((crossing) => crossing.watched),
    told: told.map((crossing) => crossing.watched),
    recovered,
  }
}

const TEN = micros(10_000_000n)
const UNDER = micros(9_999_999n)

test.each([
  ['below its warning', { balanceMicros: UNDER, warnBelowMicros: TEN }, ['low-balance']],
  ['at its warning', { balanceMicros: TEN, warnBelowMicros: TEN }, []],
  ['without a warning', { balanceMicros: UNDER }, []],
])('a balance %s', (_, watched, told) => {
  expect(seen(watched).told).toEqual(told)
})

test('what is known is not new; what is over is armed again', () => {
  const low = { balanceMicros: UNDER, warnBelowMicros: TEN }
  const known = new Set(['low-balance', 'control overseas-calls'])
  expect(seen({ ...low, known })).toEqual({ crossed: [], told: [], recovered: ['control overseas-calls'] })
  expect(seen({ balanceMicros: TEN, warnBelowMicros: TEN, known: new Set(['low-balance']) }).recovered).toEqual([
    'low-balance',
  ])
})

test('a balance that is used up is remembered as low too, and told once', () => {
  const controls = [control('credit-limit', 'tripped'), control('fraud-spend-day', 'armed')]
  expect(seen({ balanceMicros: UNDER, warnBelowMicros: TEN, controls })).toEqual({
    crossed: ['low-balance', 'control credit-limit'],
    told: ['control credit-limit'],
    recovered: [],
  })
})

test.each([
  [100, 49, []],
  [100, 50, ['allowance 50 a']],
  [100, 84, ['allowance 50 a']],
  [100, 85, ['allowance 85 a']],
  [100, 99, ['allowance 85 a']],
  [100, 100, ['allowance 100 a']],
  [100, 150, ['allowance 100 a']],
  [7, 5, ['allowance 50 a']],
  [7, 6, ['allowance 85 a']],
  [0, 0, []],
  [0, 5, []],
])('of an allowance of %i, %i used', (included, used, told) => {
  expect(seen({ allowances: [{ key: 'a', included, used }] }).told).toEqual(told)
})

test('an allowance that was told at 85 per cent is told at 100', () => {
  const allowances = [{ key: 'a', included: 10, used: 10 }]
  expect(seen({ allowances, known: new Set(['allowance 85 a']) }).told).toEqual(['allowance 100 a'])
})

test.each([
  [49n, []],
  [50n, ['spend 50 credit-limit', 'spend 50 month 1']],
  [85n, ['spend 85 credit-limit', 'spend 85 month 1']],
  [100n, ['spend 100 month 1']],
] as const)('of a hundred of credit, and for a month, %s spent', (dollars, told) => {
  const of = (what: 'credit-limit' | 'month', key: string) => ({
    what,
    key,
    limitMicros: micros(100_000_000n),
    usedMicros: micros(dollars * 1_000_000n),
  })
  expect(seen({ spends: [of('credit-limit', 'credit-limit'), of('month', 'month 1')] }).told).toEqual(told)
})
