import { expect, test } from 'vitest'
import { CALLS_HEADER } from '../../support/rate-in-process.ts'
import { rateFiles } from '../../support/rate-command.ts'

const PLAN = {
  name: 'With allowances',
  type: 'bundle',
  rates: { Mobile: { perMinute: '0.60', flagfall: '0.10', minimumCharge: '1.00' }, '6113': { perCall: '0.30' } },
  allowances: [
    { name: 'minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 100 },
    { name: 'credit', serviceTypes: ['Mobile', '6113'], unit: 'money', quantity: '0.50' },
  ],
}

function call(id: string, minute: number, seconds: number, rest = '', b = '61491570156'): string {
  const start = `2026-07-01T10:${String(minute).padStart(2, '0')}:00+10:00`
  return `${id},61270101234,${b},${start},${seconds},out${rest}`
}

async function priced(calls: readonly string[], plan: object = PLAN): Promise<string[]> {
  const { out, code } = await rateFiles({ 'plan.json': plan, 'calls.csv': calls })
  expect(code).toBe(0)
  return out
    .split('\n')
    .slice(1, -1)
    .map((row) =>
      row
        .split(',')
        .filter((_, cell) => [0, 4, 5, 6].includes(cell))
        .join(' '),
    )
}

const IN_ORDER = [
  call('covered', 0, 60),
  call('in part', 1, 60),
  call('by credit', 2, 30, '', '611300975707'),
  call('the last of it', 3, 60),
  call('none left', 4, 30),
]
const PRICED = [
  // 100 seconds: 60 and 40; then 0.20 of 0.50 for the other 20 seconds.
  'covered 60 60 0.000000',
  'in part 60 40 0.000000',
  'by credit 30 0 0.000000',
  // 0.60 is due and nothing is left of 0.50 - 0.20 - 0.30; so flagfall and minimum apply again.
  'the last of it 60 0 1.000000',
  'none left 30 0 1.000000',
]

test('calls draw in the order of their start', async () => {
  expect(await priced([CALLS_HEADER, ...IN_ORDER])).toEqual(PRICED)
})

test('the order of the file does not matter, but the rows keep it', async () => {
  expect(await priced([CALLS_HEADER, ...IN_ORDER.toReversed()])).toEqual(PRICED.toReversed())
})

test('calls of one instant draw in the order of the file', async () => {
  const twins = [call('late', 5, 60), call('first', 0, 90), call('second', 0, 30)]
  expect(await priced([CALLS_HEADER, ...twins])).toEqual([
    'late 60 0 0.300000',
    'first 90 90 0.000000',
    'second 30 10 0.000000',
  ])
})

test('each account has its own', async () => {
  const calls = [
    call('red 2', 2, 60, ',red'),
    call('blue 1', 3, 60, ',blue'),
    call('red 1', 1, 60, ',red'),
    call('blue 2', 4, 60, ',blue'),
  ]
  expect(await priced([`${CALLS_HEADER},account`, ...calls])).toEqual([
    'red 2 60 40 0.000000',
    'blue 1 60 60 0.000000',
    'red 1 60 60 0.000000',
    'blue 2 60 40 0.000000',
  ])
})

test('an allowance of calls covers whole calls', async () => {
  const plan = {
    ...PLAN,
    allowances: [{ name: 'two calls', serviceTypes: ['Mobile'], unit: 'calls', quantity: 2 }],
  }
  const calls = [call('third', 9, 30), call('first', 1, 3000), call('unanswered', 2, 0), call('second', 3, 30)]
  expect(await priced([CALLS_HEADER, ...calls], plan)).toEqual([
    'third 30 0 1.000000',
    'first 3000 3000 0.000000',
    'unanswered 0 0 0.000000',
    'second 30 30 0.000000',
  ])
})

test('rows that are no calls draw nothing and upset nothing', async () => {
  const calls = [call('late', 5, 60), 'broken', call('early', 1, 60), call('too long', 0, 604_801)]
  expect(await priced([CALLS_HEADER, ...calls])).toEqual([
    'late 60 40 0.000000',
    'broken 0 0 ',
    'early 60 60 0.000000',
    'too long 0 0 ',
  ])
})
