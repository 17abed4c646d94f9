import { expect, test } from 'vitest'
import { COUNTRY_KEYS, countryCodes, countryName, countryOf, describeFarEnd } from './countries.ts'
import { SERVICE_TYPE_CODES } from './service-type.ts'

const { International, Premium, Mobile, National } = SERVICE_TYPE_CODES

test.each([
  ['6491234567', 'NZ'],
  ['442079460123', 'GB'],
  ['12125550123', 'US'],
  ['14165550123', 'CA'],
  ['18765550123', 'JM'],
  ['18095550123', 'DO'],
  ['74955550123', 'RU'],
  ['77275550123', 'KZ'],
  ['37060012345', 'LT'],
  ['5355501234', 'CU'],
  ['881612345678', undefined],
  ['61270101234', undefined],
  ['', undefined],
])('%s belongs to %s', (digits, key) => {
  expect(countryOf(digits)).toBe(key)
})

test('every country has a name and beginnings that are its alone', () => {
  const codes = COUNTRY_KEYS.flatMap(countryCodes)
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) expect(code).toMatch(/^[1-9]\d{0,3}$/)
  expect(new Set(COUNTRY_KEYS.map(countryName)).size).toBe(COUNTRY_KEYS.length)
  expect(COUNTRY_KEYS.every((key) => countryCodes(key).every((code) => countryOf(code) === key))).toBe(true)
})

const NOTHING = { isOverseas: false, country: undefined, isPremium: false, isSatellite: false }

test.each([
  [International, '6491234567', { ...NOTHING, isOverseas: true, country: 'NZ' }],
  [International, '881612345678', { ...NOTHING, isOverseas: true, isSatellite: true }],
  [International, '870773123456', { ...NOTHING, isOverseas: true, isSatellite: true }],
  [International, '979123456789', { ...NOTHING, isOverseas: true, isPremium: true }],
  [International, '8804123456789', { ...NOTHING, isOverseas: true, country: 'BD' }],
  [Premium, '611901234567', { ...NOTHING, isPremium: true }],
  [Premium, '61147123456', { ...NOTHING, isSatellite: true }],
  [Premium, '61145123456', { ...NOTHING, isSatellite: true }],
  [Mobile, '61491570006', NOTHING],
  // Adelaide's numbers look like a satellite network's only without 61 in front.
  [National, '61870101234', NOTHING],
])('the far end of a call of type %s to %s', (serviceType, digits, farEnd) => {
  expect(describeFarEnd(serviceType, digits)).toEqual(farEnd)
})
