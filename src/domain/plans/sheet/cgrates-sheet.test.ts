import { describe, expect, test } from 'vitest'
import { joinTariff } from './cgrates-sheet.ts'
import type { TariffTable } from './cgrates-sheet.ts'

const table = (text: string): TariffTable => {
  const rows = text.split('\n').map((line) => line.split(','))
  return { rows, lines: rows.map((_, index) => index + 1) }
}

const DESTINATIONS = `#Id,Prefix
DST_AU,61
DST_AU_MOBILE,614
DST_AU_MOBILE,615`
const RATES = `#Id,ConnectFee,Rate,RateUnit,RateIncrement,GroupIntervalStart
RT_AU,0,0.02,60s,60s,0s
RT_AU,0,0.02,60s,1s,60s
RT_MOBILE,0.1,0.0025,1s,6s,0s`
const DESTINATION_RATES = `#Id,DestinationId,RatesId,RoundingMethod,RoundingDecimals,MaxCost,MaxCostStrategy
DR_RETAIL,DST_AU,RT_AU,*up,4,0,
DR_RETAIL,DST_AU_MOBILE,RT_MOBILE,*up,4,0,`

const join = (
  changes: { destinations?: string; rates?: string; destinationRates?: string } = {},
  tariff?: string,
): string[] => {
  const joined = joinTariff(
    {
      destinations: table(changes.destinations ?? DESTINATIONS),
      rates: table(changes.rates ?? RATES),
      destinationRates: table(changes.destinationRates ?? DESTINATION_RATES),
    },
    tariff,
  )
  if (Array.isArray(joined)) return joined.map(({ field, line, message }) => `${field} ${line}: ${message}`)
  return joined.rows.map(({ line, cells }) => `${line}: ${cells.join(' ')}`)
}

test('three files become one sheet; a second group of intervals is the next increment', () => {
  expect(join()).toEqual([
    '2: 61 DST_AU 0.02 60s 0 60 1',
    '3: 614 DST_AU_MOBILE 0.0025 1s 0.1 6 6',
    '4: 615 DST_AU_MOBILE 0.0025 1s 0.1 6 6',
  ])
})

test('one of several tariffs', () => {
  const two = `${DESTINATION_RATES}\nDR_WHOLESALE,DST_AU,RT_AU,*up,4,0,`
  expect(join({ destinationRates: two }, 'DR_WHOLESALE')).toEqual(['2: 61 DST_AU 0.02 60s 0 60 1'])
  expect(join({ destinationRates: two })).toEqual([
    'DestinationRates.csv 1: the folder has 2 tariffs: say which with --tariff ("DR_RETAIL", "DR_WHOLESALE")',
  ])
  expect(join({}, 'DR_NONE')).toEqual(['DestinationRates.csv 1: there is no tariff "DR_NONE"; there is "DR_RETAIL"'])
})

describe('what a deck cannot hold is refused', () => {
  test.each([
    [
      'a price that changes during the call',
      { rates: RATES.replace('0.02,60s,1s,60s', '0.01,60s,1s,60s') },
      'Rates.csv 3: rate "RT_AU" changes its price during a call, which a deck cannot hold: give it one price',
    ],
    [
      'a second group that does not begin where the first increment ends',
      { rates: RATES.replace('1s,60s', '1s,120s') },
      'Rates.csv 3: rate "RT_AU" changes its price during a call, which a deck cannot hold: give it one price',
    ],
    [
      'a maximum cost',
      { destinationRates: DESTINATION_RATES.replace('RT_AU,*up,4,0,', 'RT_AU,*up,4,0.5,*free') },
      'DestinationRates.csv 2: has a maximum cost for a call, which a deck cannot hold: set it to 0',
    ],
    [
      'a destination that is not there',
      { destinations: DESTINATIONS.replace('DST_AU,', 'DST_NZ,') },
      'DestinationRates.csv 2: there is no destination "DST_AU"',
    ],
    [
      'a rate that is not there',
      { destinationRates: DESTINATION_RATES.replace('RT_AU', 'RT_X') },
      'DestinationRates.csv 2: there is no rate "RT_X"',
    ],
    ['an increment of 0', { rates: RATES.replace('6s,0s', '0s,0s') }, 'Rates.csv 4: rateincrement must be above 0'],
    [
      'a header without a column',
      { rates: 'Id,ConnectFee\nRT_AU,0' },
      'Rates.csv 1: the header has no rate, no rateunit, no rateincrement; it is "Id,ConnectFee"',
    ],
  ])('%s', (_name, changes, expected) => {
    expect(join(changes)).toContain(expected)
  })
})
