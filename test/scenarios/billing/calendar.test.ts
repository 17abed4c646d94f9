import { describe, expect, test } from 'vitest'
import { createBillTelco, linesOf } from '../../support/billing.ts'
import { spaced } from '../../support/spaced.ts'

/** The periods of an account's statements, and the month each charged in advance. */
async function periods(telco: Awaited<ReturnType<typeof createBillTelco>>, account: number) {
  const documents = await telco.documents(account)
  return documents.map(({ period, services }) => {
    const plan = services.lines.find(({ serviceType }) => serviceType === 'CallingPlan')
    return `${period.from}–${period.to}, then ${plan?.from}–${plan?.to} ${plan?.amount}`
  })
}

describe('the anniversary', () => {
  test.each([
    {
      name: 'of the 31st is the last day of a shorter month, and the 31st again',
      from: '2027-01-31T02:00:00Z',
      billDay: 31,
      now: '2027-04-30T00:00:00Z',
      periods: [
        '2027-01-31–2027-02-27, then 2027-02-28–2027-03-30 49.00',
        '2027-02-28–2027-03-30, then 2027-03-31–2027-04-29 49.00',
        '2027-03-31–2027-04-29, then 2027-04-30–2027-05-30 49.00',
      ],
    },
    {
      name: 'of the 31st is the 29th in a leap year',
      from: '2028-01-31T02:00:00Z',
      billDay: 31,
      now: '2028-03-30T14:00:00Z',
      periods: [
        '2028-01-31–2028-02-28, then 2028-02-29–2028-03-30 49.00',
        '2028-02-29–2028-03-30, then 2028-03-31–2028-04-29 49.00',
      ],
    },
    {
      name: 'of the 29th is the 28th in a common year',
      from: '2027-01-29T02:00:00Z',
      billDay: 29,
      now: '2027-03-29T00:00:00Z',
      periods: [
        '2027-01-29–2027-02-27, then 2027-02-28–2027-03-28 49.00',
        '2027-02-28–2027-03-28, then 2027-03-29–2027-04-28 49.00',
      ],
    },
  ])('$name', async ({ from, billDay, now, periods: expected }) => {
    const telco = await createBillTelco()
    const account = await telco.open({ accountNumber: '1001', from, billDay })
    await telco.bill(now)
    expect(await periods(telco, account)).toEqual(expected)
    expect(await telco.damage()).toEqual([])
  })

  test.each([
    // Clocks go forward on 4 October 2026 and back on 5 April 2026 at 2 or 3 in the morning.
    ['Australia/Sydney', 4, '2026-10-03T14:00:00Z'],
    ['Australia/Sydney', 5, '2026-10-04T13:00:00Z'],
    ['Australia/Adelaide', 20, '2026-10-19T13:30:00Z'],
    ['Australia/Perth', 20, '2026-10-19T16:00:00Z'],
    // Half an hour of daylight saving.
    ['Australia/Lord_Howe', 5, '2026-10-04T13:00:00Z'],
    ['Australia/Eucla', 20, '2026-10-19T15:15:00Z'],
  ])('in %s on the %dth begins on %s', async (timeZone, billDay, begins) => {
    const telco = await createBillTelco()
    await telco.open({ accountNumber: '1001', from: '2026-09-22T02:00:00Z', billDay, timeZone })
    const before = new Date(Date.parse(begins) - 1).toISOString()
    expect(await telco.bill(before)).toMatchObject({ statements: 0 })
    expect(await telco.bill(begins)).toMatchObject({ statements: 1, failures: [] })
  })

  test('is each account’s own: one run, three zones, those whose day has begun', async () => {
    const telco = await createBillTelco()
    const zones = ['Australia/Sydney', 'Australia/Adelaide', 'Australia/Perth']
    for (const [index, timeZone] of zones.entries()) {
      await telco.open({ accountNumber: `100${index}`, from: '2026-06-20T02:00:00Z', billDay: 20, timeZone })
    }
    const runs = ['2026-07-19T14:05:00Z', '2026-07-19T14:35:00Z', '2026-07-19T16:05:00Z']
    const issued: number[] = []
    for (const now of runs) issued.push((await telco.bill(now)).statements)
    expect(issued).toEqual([1, 1, 1])
  })

  test('up to a day: later ones wait, in the zone of each account', async () => {
    const telco = await createBillTelco()
    await telco.open({ accountNumber: '1001', from: '2026-06-20T02:00:00Z', billDay: 20 })
    await telco.open({ accountNumber: '1002', from: '2026-06-21T02:00:00Z', billDay: 21 })
    expect(await telco.bill('2026-07-25T00:00:00Z', { date: '2026-07-20' })).toMatchObject({ statements: 1 })
    expect(await telco.bill('2026-07-25T00:00:00Z')).toMatchObject({ statements: 1 })
  })
})

test('months that were missed are caught up in order, each on its own statement', async () => {
  const telco = await createBillTelco()
  const number = '61370101234'
  const account = await telco.open({
    accountNumber: '1001',
    from: '2026-04-20T02:00:00Z',
    billDay: 20,
    plan: 'casual',
    numbers: [number],
  })
  await telco.call(
    [number, '61491570006', '2026-05-01T01:00:00Z', 6000],
    [number, '61491570006', '2026-06-01T01:00:00Z', 600],
  )
  expect(await telco.bill('2026-07-25T00:00:00Z')).toMatchObject({ accounts: 1, statements: 3 })
  expect(
    (await telco.documents(account)).map((document) => [document.overview.openingBalance, ...linesOf(document)]),
  ).toEqual([
    ['0.00', 'Mobile 1 calls 12.00', `Number Additional Line ${spaced(number)} 2026-05-20–2026-06-19 5.00`],
    [
      '-18.70',
      'Mobile 1 calls 1.20',
      'BillingRecord Minimum monthly spend not reached 2026-05-20–2026-06-19 8.80',
      `Number Additional Line ${spaced(number)} 2026-06-20–2026-07-19 5.00`,
    ],
    [
      '-35.20',
      'BillingRecord Minimum monthly spend not reached 2026-06-20–2026-07-19 10.00',
      `Number Additional Line ${spaced(number)} 2026-07-20–2026-08-19 5.00`,
    ],
  ])
  expect(await telco.damage()).toEqual([])
})
