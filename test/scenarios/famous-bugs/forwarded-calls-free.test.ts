import { expect, test } from 'vitest'
import { formatNumber, readNumber } from '#domain/phone-number.ts'
import { legsOfForwardedCall } from '#domain/rating/forwarded-call.ts'
import { rateInProcess } from '../../support/rate-in-process.ts'

// IvozProvider 2340: the leg out to where a number was forwarded cost nothing.
test('a forwarded call is two: in to the number, and out from it to the target, paid by the one who forwards', async () => {
  const caller = readNumber('0491570156', 'national')
  const office = readNumber('0270101234', 'national')
  const home = readNumber('0293334444', 'national')
  const legs = legsOfForwardedCall(caller, office, home)
  const { rows } = await rateInProcess({
    plan: {
      name: 'forwarding',
      type: 'payg',
      homeNumbers: ['61270101234'],
      rates: { Inbound: { perMinute: '0.01' }, Local: { perCall: '0.12' }, National: { perMinute: '0.08' } },
    },
    calls: legs.map(({ direction, payer, shownFrom, b }) => {
      const a = direction === 'in' ? shownFrom : payer
      return `${direction},${formatNumber(a)},${formatNumber(b)},2026-07-01T00:00:00Z,60,${direction}`
    }),
  })
  expect(legs.map(({ shownFrom }) => shownFrom)).toEqual([caller, caller])
  expect(rows.map((row) => [row['service_type'], row['status'], row['charge']])).toEqual([
    ['Inbound', 'rated', '0.010000'],
    ['Local', 'rated', '0.120000'],
  ])
})
