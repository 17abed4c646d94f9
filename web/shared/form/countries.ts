interface Country {
  readonly value: string
  readonly label: string
}

let known: readonly Country[] | undefined

/** The countries of the world by name, Australia and New Zealand first. */
export function countries(): readonly Country[] {
  known ??= [
    ...FIRST.map(countryOf),
    ...everyCode()
      .filter((code) => !FIRST.includes(code))
      .map(countryOf)
      .toSorted(byName),
  ]
  return known
}

const FIRST = ['AU', 'NZ']

/** Regions that are no countries: unions, outlying oceans, codes for tests. */
const NONE = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AQ'])

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index))
const NAMES = new Intl.DisplayNames('en-AU', { type: 'region', fallback: 'none' })

function everyCode(): readonly string[] {
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
    (code) => !NONE.has(code) && NAMES.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code,
  )
}

function countryOf(code: string): Country {
  return { value: code, label: NAMES.of(code) ?? code }
}

function byName(one: Country, other: Country): number {
  return one.label.localeCompare(other.label)
}
