import { COUNTRY_KEYS, countryName, isCountryKey, type CountryKey } from '#domain/usage/countries.ts'

interface CountryGroup {
  readonly name: string
  readonly countries: readonly CountryKey[]
}

const keysOf = (codes: string): readonly CountryKey[] => codes.split(' ').filter(isCountryKey)

/** Where hacked phones were made to call, as carriers report it year after year; they move, so this is a beginning only. */
const MISUSED = keysOf('AL BA BY CU DO DZ ET GM GN GW JM LT LK LV MA MV SL SO TD TN ZW')

/** What is chosen with one press. */
export const COUNTRY_GROUPS: readonly CountryGroup[] = [
  { name: 'Called by many', countries: keysOf('CA CN GB HK IE IN NZ PH SG US') },
  { name: 'Neighbours', countries: keysOf('FJ ID MY NC NZ PG SB SG TH TO VN VU WS') },
  { name: 'Western Europe', countries: keysOf('AT BE CH CZ DE DK ES FI FR GB GR HU IE IT LU NL NO PL PT SE') },
  { name: 'All but those often misused', countries: COUNTRY_KEYS.filter((key) => !MISUSED.includes(key)) },
]

/** By name. */
export const COUNTRIES = COUNTRY_KEYS.map((key) => ({ value: key, label: countryName(key) })).toSorted((one, other) =>
  one.label.localeCompare(other.label),
)

export function countryNames(keys: readonly string[]): readonly string[] {
  return COUNTRIES.filter(({ value }) => keys.includes(value)).map(({ label }) => label)
}
