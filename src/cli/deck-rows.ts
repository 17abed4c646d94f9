import { formatDollars } from '#domain/money.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import type { DeckVersion, FoundDeck } from '#storage/queries/rate-decks.ts'

const MOST_SHOWN = 50

/** Rows whose prefix begins with the digits, and those a number that begins so falls back to. */
export function chooseRows(rows: readonly DeckRow[], digits: string | undefined): readonly DeckRow[] {
  if (digits === undefined) return rows
  return rows.filter(({ prefix }) => prefix.startsWith(digits) || digits.startsWith(prefix))
}

export function describeRows(rows: readonly DeckRow[]): string[] {
  const shown = rows.slice(0, MOST_SHOWN)
  const hidden = rows.length - shown.length
  return [
    ...shown.map((row) => `  ${row.prefix.padEnd(15)} ${row.destination}: ${describeTerms(row)}${describeDates(row)}`),
    ...(hidden > 0
      ? [`  and ${hidden.toLocaleString('en-AU')} more; --prefix narrows them down, --json has them all`]
      : []),
    ...(rows.length === 0 ? ['  no such prefix'] : []),
  ]
}

/** `0.012500 a minute, 30/6, flagfall 0.10`. */
export function describeTerms(row: DeckRow): string {
  if (row.perMinuteMicros === undefined) return 'not offered'
  const [first, next] = [row.firstIncrement, row.nextIncrement].map((seconds) => (seconds === 0 ? 'plan' : seconds))
  return [
    `${formatDollars(row.perMinuteMicros)} a minute`,
    ...(row.firstIncrement + row.nextIncrement > 0 ? [`${first}/${next}`] : []),
    ...(row.flagfallMicros > 0 ? [`flagfall ${formatDollars(row.flagfallMicros)}`] : []),
    ...(row.minimumChargeMicros > 0 ? [`minimum ${formatDollars(row.minimumChargeMicros)}`] : []),
  ].join(', ')
}

function describeDates({ validFromMs, validToMs }: DeckRow): string {
  const [from, to] = [instant(validFromMs), instant(validToMs)]
  return `${from === null ? '' : `, from ${from}`}${to === null ? '' : `, until ${to}`}`
}

export function rowAsJson(row: DeckRow): unknown {
  const { perMinuteMicros, firstIncrement, nextIncrement } = row
  return {
    prefix: row.prefix,
    destination: row.destination,
    perMinute: perMinuteMicros === undefined ? null : formatDollars(perMinuteMicros),
    flagfall: formatDollars(row.flagfallMicros),
    firstIncrement: firstIncrement === 0 ? null : firstIncrement,
    nextIncrement: nextIncrement === 0 ? null : nextIncrement,
    minimumCharge: formatDollars(row.minimumChargeMicros),
    validFrom: instant(row.validFromMs),
    validTo: instant(row.validToMs),
  }
}

export function describeDecks(decks: readonly (FoundDeck & { readonly versions: readonly DeckVersion[] })[]): string[] {
  if (decks.length === 0) return ['There is no deck yet; see: tollgate decks import --help']
  return decks.flatMap(({ name, reseller, currency, versions }) => [
    `${name} of ${reseller}, ${currency}`,
    ...versions.map(({ version, effectiveMs, rowCount, fileName }) => {
      const prefixes = `${rowCount.toLocaleString('en-AU')} prefixes`
      return `  version ${version}, in force from ${new Date(effectiveMs).toISOString()}, ${prefixes}, from ${fileName}`
    }),
  ])
}

function instant(atMs: number): string | null {
  return Number.isFinite(atMs) ? new Date(atMs).toISOString() : null
}
