import { describe, expect, test } from 'vitest'
import { CALLS_HEADER, DECK_HEADER } from '../../support/rate-in-process.ts'
import { rateFiles } from '../../support/rate-command.ts'

const SYDNEY = '61270101234'
const PLAN = {
  name: 'Everything',
  type: 'payg',
  timeZone: 'Australia/Sydney',
  homeNumbers: [SYDNEY, '61386543210'],
  rates: {
    Local: { untimed: { price: '0.10', maxSeconds: 5400, overagePerMinute: '0.05' }, flagfall: '0.02' },
    National: { perMinute: '0.05', flagfall: '0.10', minimumCharge: '0.16' },
    Mobile: { perMinute: '0.15', flagfall: '0.05', increment: { first: 60, next: 1 } },
    '6113': { perCall: '0.30', flagfall: '0.01' },
    TollFree: { perMinute: '0' },
    Onnet: { perMinute: '0' },
    'Inbound 6113': { perMinute: '0.04', fromMobile: { perMinute: '0.09' } },
  },
  bands: [{ name: 'night', days: ['wed', 'thu'], from: '19:00', to: '24:00', factor: '0.5' }],
  international: 'deck',
}
const DECK = [
  DECK_HEADER,
  '44,United Kingdom,0.02,,,,,,',
  '4479,"UK, mobile",0.30,0.05,30,6,0.40,2026-07-01,2026-08-01',
  '447,UK mobile before,0.35,,60,60,,,2026-07-01',
  '1,USA,0.000333,,1,1,,,',
  '1900,Premium USA,,,,,,,',
]

/** A row of the calls and what follows its id in the prices. */
const STORY: readonly (readonly [string, string])[] = [
  // The rates table, for what the deck does not cover.
  [`local,${SYDNEY},61293334444,2026-07-01T10:00:00+10:00,61,out`, 'Local,Sydney,,90,0,0.120000,0.012000,rated,'],
  [`over,${SYDNEY},61293334444,2026-07-01T10:00:00+10:00,5401,out`, 'Local,Sydney,,5430,0,0.145000,0.014500,rated,'],
  [
    `national,${SYDNEY},61383334444,2026-07-01T10:00:00+10:00,61,out`,
    'National,Melbourne,,90,0,0.175000,0.017500,rated,',
  ],
  [
    `minimum,${SYDNEY},61383334444,2026-07-01T10:00:00+10:00,30,out`,
    'National,Melbourne,,30,0,0.160000,0.016000,rated,',
  ],
  [`mobile,${SYDNEY},61491570156,2026-07-01T10:00:00+10:00,61,out`, 'Mobile,,,61,0,0.202500,0.020250,rated,'],
  [`thirteen,${SYDNEY},611300975707,2026-07-01T10:00:00+10:00,600,out`, '6113,,,600,0,0.310000,0.031000,rated,'],
  [`freephone,${SYDNEY},611800975707,2026-07-01T10:00:00+10:00,60,out`, 'TollFree,,,60,0,0.000000,0.000000,rated,'],
  [`onnet,${SYDNEY},61386543210,2026-07-01T10:00:00+10:00,60,out`, 'Onnet,,,60,0,0.000000,0.000000,rated,'],
  [`1300 in,61270102222,611300975707,2026-07-01T10:00:00+10:00,60,in`, 'Inbound 6113,,,60,0,0.040000,0.004000,rated,'],
  [
    `from mobile,61491570156,611300975707,2026-07-01T10:00:00+10:00,60,in`,
    'Inbound 6113,,,60,0,0.090000,0.009000,rated,',
  ],
  // Bands: the per-minute price only, by the start of the call, in the plan's zone; to is exclusive.
  [`18:59,${SYDNEY},61491570156,2026-07-01T18:59:59+10:00,60,out`, 'Mobile,,,60,0,0.200000,0.020000,rated,'],
  [`19:00,${SYDNEY},61491570156,2026-07-01T09:00:00Z,60,out`, 'Mobile,,,60,0,0.125000,0.012500,rated,'],
  [`24:00,${SYDNEY},61491570156,2026-07-03T00:00:00+10:00,60,out`, 'Mobile,,,60,0,0.200000,0.020000,rated,'],
  [`flat at night,${SYDNEY},611300975707,2026-07-01T20:00:00+10:00,60,out`, '6113,,,60,0,0.310000,0.031000,rated,'],
  // The deck: longest prefix in force at the start; empty cells are 0, the plan's increment, no limit.
  [
    `uk,${SYDNEY},442079460000,2026-07-01T10:00:00+10:00,31,out`,
    'International,United Kingdom,44,60,0,0.020000,0.002000,rated,',
  ],
  [
    `uk mobile,${SYDNEY},447911123456,2026-07-01T00:00:00+10:00,31,out`,
    'International,"UK, mobile",4479,36,0,0.400000,0.040000,rated,',
  ],
  [
    `june,${SYDNEY},447911123456,2026-06-30T23:59:59+10:00,61,out`,
    'International,UK mobile before,447,120,0,0.700000,0.070000,rated,',
  ],
  [
    `august,${SYDNEY},447911123456,2026-08-01T00:00:00+10:00,60,out`,
    'International,United Kingdom,44,60,0,0.020000,0.002000,rated,',
  ],
  [`rounded,${SYDNEY},12125551234,2026-07-01T10:00:00+10:00,1,out`, 'International,USA,1,1,0,0.000006,0.000001,rated,'],
  [
    `half,${SYDNEY},12125551234,2026-07-01T10:00:00+10:00,500,out`,
    'International,USA,1,500,0,0.002775,0.000278,rated,',
  ],
  [
    `barred,${SYDNEY},19005551212,2026-07-01T10:00:00+10:00,60,out`,
    'International,Premium USA,1900,0,0,,,suspended,not_offered',
  ],
  [`nowhere,${SYDNEY},33123456789,2026-07-01T10:00:00+10:00,60,out`, 'International,,,0,0,,,suspended,no_rate'],
  [`premium,${SYDNEY},611902123456,2026-07-01T10:00:00+10:00,60,out`, 'Premium,,,0,0,,,suspended,no_rate'],
  // Emergency is always free, however written; an unanswered call is free, priced or not.
  [`zero,${SYDNEY},000,2026-07-01T10:00:00+10:00,61,out`, 'Emergency,,,0,0,0.000000,0.000000,free,emergency'],
  [`plus,${SYDNEY},+61000,2026-07-01T10:00:00+10:00,61,out`, 'Emergency,,,0,0,0.000000,0.000000,free,emergency'],
  [`hidden,${SYDNEY},1831000,2026-07-01T10:00:00+10:00,61,out`, 'Emergency,,,0,0,0.000000,0.000000,free,emergency'],
  [`112,${SYDNEY},112,2026-07-01T10:00:00+10:00,999999999,out`, 'Emergency,,,0,0,0.000000,0.000000,free,emergency'],
  [`106,${SYDNEY},106,no time at all,x,out`, 'Emergency,,,0,0,0.000000,0.000000,free,emergency'],
  [`busy,${SYDNEY},61491570156,2026-07-01T10:00:00+10:00,0,out`, 'Mobile,,,0,0,0.000000,0.000000,free,unanswered'],
  [
    `busy nowhere,${SYDNEY},33123456789,2026-07-01T10:00:00+10:00,0,out`,
    'International,,,0,0,0.000000,0.000000,free,unanswered',
  ],
]

describe('tollgate rate', () => {
  test('prices every kind of call as the rules say', async () => {
    const calls = [CALLS_HEADER, ...STORY.map(([call]) => call)]
    const { code, out, error } = await rateFiles({ 'plan.json': PLAN, 'deck.csv': DECK, 'calls.csv': calls })
    const expected = STORY.map(([call, priced]) => `${call.slice(0, call.indexOf(','))},${priced}`)
    expect(out.split('\n')).toEqual([
      'call_id,service_type,destination,matched_prefix,billed_seconds,allowance_seconds,charge,gst,status,reason',
      ...expected,
      '',
    ])
    expect(error).toContain('20 rated, 7 free (5 emergency, 2 unanswered), 3 suspended (no_rate 2, not_offered 1)')
    expect(error).toContain('charge $3.220281 ex GST, GST $0.322029')
    expect(code).toBe(0)
  })

  test('splits a call over bands when the plan says so', async () => {
    const { out } = await rateFiles({
      'plan.json': { ...PLAN, bandRule: 'split' },
      'deck.csv': DECK,
      'calls.csv': [CALLS_HEADER, `split,${SYDNEY},61491570156,2026-07-01T18:59:00+10:00,120,out`],
    })
    // A minute at 0.15, then 60 blocks of a second at half that, and the flagfall.
    expect(out.split('\n')[1]).toBe('split,Mobile,,,120,0,0.275000,0.027500,rated,')
  })

  test('puts every type but Emergency on the deck with "*": inbound by the caller, short codes behind 61', async () => {
    const { out } = await rateFiles({
      'plan.json': { name: 'All by deck', type: 'payg', homeNumbers: [SYDNEY], deckCovers: ['*'] },
      'deck.csv': [
        DECK_HEADER,
        '61,Australia,0.05,,,,,,',
        '614,Mobile,0.10,,,,,,',
        '1,USA,9,,,,,,',
        '61122,Help,1,,,,,,',
      ],
      'calls.csv': [
        CALLS_HEADER,
        `out,${SYDNEY},61293334444,2026-07-01T10:00:00+10:00,60,out`,
        `in,61491570156,${SYDNEY},2026-07-01T10:00:00+10:00,60,in`,
        `withheld,anonymous,${SYDNEY},2026-07-01T10:00:00+10:00,60,in`,
        `directory,${SYDNEY},1223,2026-07-01T10:00:00+10:00,60,out`,
        `emergency,${SYDNEY},000,2026-07-01T10:00:00+10:00,60,out`,
      ],
    })
    expect(out.split('\n').slice(1, -1)).toEqual([
      'out,Local,Australia,61,60,0,0.050000,0.005000,rated,',
      'in,Inbound,Mobile,614,60,0,0.100000,0.010000,rated,',
      'withheld,Inbound,,,0,0,,,suspended,no_rate',
      'directory,Directory,Help,61122,60,0,1.000000,0.100000,rated,',
      'emergency,Emergency,,,0,0,0.000000,0.000000,free,emergency',
    ])
  })

  test('reads national numbers, and local ones in the area of A or else of the first geographic home number', async () => {
    const { out } = await rateFiles({
      'plan.json': {
        name: 'As dialled',
        type: 'payg',
        numberFormat: 'national',
        homeNumbers: ['611300975707', '61270101234'],
        rates: { Local: { perCall: '0.10' }, National: { perCall: '0.20' }, Mobile: { perCall: '0.30' } },
      },
      'calls.csv': [
        CALLS_HEADER,
        'melbourne,0383334444,93334444,2026-07-01T10:00:00+10:00,60,out',
        'home,0491570156,93334444,2026-07-01T10:00:00+10:00,60,out',
        'both short,91112222,61131234,2026-07-01T10:00:00+10:00,60,out',
        'both local,91112222,93334444,2026-07-01T10:00:00+10:00,60,out',
        'hidden,0270102222,1831 0491 570 156,2026-07-01T10:00:00+10:00,60,out',
      ],
    })
    expect(out.split('\n').slice(1, -1)).toEqual([
      'melbourne,Local,Melbourne,,60,0,0.100000,0.010000,rated,',
      'home,National,Sydney,,60,0,0.200000,0.020000,rated,',
      'both short,National,"Canberra, Queanbeyan and Yass",,60,0,0.200000,0.020000,rated,',
      'both local,Local,Sydney,,60,0,0.100000,0.010000,rated,',
      'hidden,Mobile,,,60,0,0.300000,0.030000,rated,',
    ])
  })

  test.each([
    ['all calls together', CALLS_HEADER, ['', ''], ['minimum monthly spend $1.00: $0.600000 ex GST is added']],
    [
      'each account by itself',
      `${CALLS_HEADER},account`,
      [',red', ',blue'],
      [
        'minimum monthly spend $1.00, account red: $0.700000 ex GST is added',
        'minimum monthly spend $1.00, account blue: $0.900000 ex GST is added',
      ],
    ],
  ])('says what a minimum monthly spend adds: %s', async (_, header, [red, blue], expected) => {
    const { error } = await rateFiles({
      'plan.json': { name: 'x', type: 'payg', minimumMonthlySpend: '1', rates: { Mobile: { perMinute: '0.10' } } },
      'calls.csv': [
        header,
        'a row that is not whole is nobody’s,x',
        `a,${SYDNEY},61491570156,2026-07-01T10:00:00+10:00,180,out${red}`,
        `b,${SYDNEY},61491570156,2026-07-01T10:00:00+10:00,60,out${blue}`,
      ],
    })
    expect(error.split('\n').filter((line) => line.startsWith('minimum'))).toEqual(expected)
  })
})
