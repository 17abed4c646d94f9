import { formatDollars } from '#domain/money.ts'
import type { DeckRow } from './rate-deck.ts'

const HEADER =
  'prefix,destination,per_minute,flagfall,first_increment,next_increment,minimum_charge,valid_from,valid_to\n'
const ROWS_AT_ONCE = 1000

/** A deck in the form of deck.csv, piece by piece. Instants are written in UTC; what has no limit is left empty. */
export function* deckCsv(rows: readonly DeckRow[]): Generator<string> {
  yield HEADER
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    yield rows
      .slice(from, from + ROWS_AT_ONCE)
      .map(lineOf)
      .join('')
  }
}

function lineOf(row: DeckRow): string {
  const cells = [
    row.prefix,
    quoted(row.destination),
    row.perMinuteMicros === undefined ? '' : formatDollars(row.perMinuteMicros),
    amount(row.flagfallMicros),
    row.firstIncrement === 0 ? '' : row.firstIncrement,
    row.nextIncrement === 0 ? '' : row.nextIncrement,
    amount(row.minimumChargeMicros),
    instant(row.validFromMs),
    instant(row.validToMs),
  ]
  return `${cells.join(',')}\n`
}

function quoted(text: string): string {
  return /[",\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function amount(micros: number): string {
  return micros === 0 ? '' : formatDollars(micros)
}

function instant(atMs: number): string {
  return Number.isFinite(atMs) ? new Date(atMs).toISOString().replace('.000Z', 'Z') : ''
}
