import { haveSameTerms } from './deck-terms.ts'
import type { DeckRow } from './rate-deck.ts'

/**
 * What becomes of a prefix: new or removed; no longer or again offered; dearer or cheaper by the minute; the same by the
 * minute on other terms (flagfall, minimum charge, increments); the same under another destination name.
 */
export const DECK_CHANGE_KINDS = [
  'new',
  'removed',
  'not_offered',
  'offered',
  'raised',
  'lowered',
  'terms',
  'renamed',
] as const
export type DeckChangeKind = (typeof DECK_CHANGE_KINDS)[number]

export interface DeckChange {
  readonly kind: DeckChangeKind
  readonly prefix: string
  /** When it first shows, epoch milliseconds. */
  readonly fromMs: number
  /** What held until then; undefined: nothing did. */
  readonly before: DeckRow | undefined
  readonly after: DeckRow | undefined
}

export interface DeckDiff {
  readonly counts: Readonly<Record<DeckChangeKind | 'unchanged', number>>
  /** One for each prefix that changes, by prefix. */
  readonly changes: readonly DeckChange[]
  /** Whether the two hold the very same rows, dates and all. */
  readonly isSame: boolean
}

/**
 * What a new set of rows changes for calls from an instant on. Prefixes are compared as they hold then and at every
 * later date that either set names; the first difference is the change.
 *
 * @param atMs from when on the new rows are in force
 */
export function diffDecks(before: readonly DeckRow[], after: readonly DeckRow[], atMs: number): DeckDiff {
  const olds = byPrefix(before)
  const news = byPrefix(after)
  const changes: DeckChange[] = []
  const counts = { ...NO_CHANGES }
  let isSame = before.length === after.length
  for (const [prefix, rows] of news) {
    const old = olds.get(prefix)
    isSame &&= old !== undefined && areSameRows(old, rows)
    const change = compare(prefix, old ?? [], rows, atMs)
    if (change === undefined) counts.unchanged++
    else changes.push(change)
  }
  for (const [prefix, rows] of olds) {
    if (news.has(prefix)) continue
    const change = compare(prefix, rows, [], atMs)
    if (change !== undefined) changes.push(change)
  }
  for (const { kind } of changes) counts[kind]++
  changes.sort((one, other) => (one.prefix < other.prefix ? -1 : 1))
  return { counts, changes, isSame }
}

const NO_CHANGES: Record<DeckChangeKind | 'unchanged', number> = {
  new: 0,
  removed: 0,
  not_offered: 0,
  offered: 0,
  raised: 0,
  lowered: 0,
  terms: 0,
  renamed: 0,
  unchanged: 0,
}

/** Rows by prefix, those of one prefix by date. */
function byPrefix(rows: readonly DeckRow[]): ReadonlyMap<string, readonly DeckRow[]> {
  const map = new Map<string, DeckRow[]>()
  for (const row of rows) {
    const others = map.get(row.prefix)
    if (others === undefined) map.set(row.prefix, [row])
    else others.push(row)
  }
  for (const chain of map.values())
    if (chain.length > 1) chain.sort((one, other) => (one.validFromMs < other.validFromMs ? -1 : 1))
  return map
}

function areSameRows(olds: readonly DeckRow[], news: readonly DeckRow[]): boolean {
  return (
    olds.length === news.length &&
    olds.every((old, index) => {
      const row = news[index]
      return (
        row !== undefined &&
        old.validFromMs === row.validFromMs &&
        old.validToMs === row.validToMs &&
        old.destination === row.destination &&
        haveSameTerms(old, row)
      )
    })
  )
}

function compare(
  prefix: string,
  olds: readonly DeckRow[],
  news: readonly DeckRow[],
  atMs: number,
): DeckChange | undefined {
  for (const fromMs of datesFrom(atMs, olds, news)) {
    const before = rowAt(olds, fromMs)
    const after = rowAt(news, fromMs)
    const kind = kindOf(before, after)
    if (kind !== undefined) return { kind, prefix, fromMs, before, after }
  }
  return undefined
}

/** The instants at which something can begin to differ, in order. */
function datesFrom(atMs: number, olds: readonly DeckRow[], news: readonly DeckRow[]): readonly number[] {
  const dates = [atMs]
  for (const { validFromMs, validToMs } of [...olds, ...news]) {
    if (validFromMs > atMs) dates.push(validFromMs)
    if (validToMs > atMs && validToMs !== Number.POSITIVE_INFINITY) dates.push(validToMs)
  }
  return dates.length === 1 ? dates : dates.toSorted((one, other) => one - other)
}

/** The row in force: of those valid the one that began last. Rows come in order of their beginning. */
function rowAt(rows: readonly DeckRow[], atMs: number): DeckRow | undefined {
  return rows.findLast((row) => row.validFromMs <= atMs && atMs < row.validToMs)
}

function kindOf(before: DeckRow | undefined, after: DeckRow | undefined): DeckChangeKind | undefined {
  if (before === undefined) return after === undefined ? undefined : 'new'
  if (after === undefined) return 'removed'
  const [old, price] = [before.perMinuteMicros, after.perMinuteMicros]
  if (old !== undefined && price === undefined) return 'not_offered'
  if (old === undefined && price !== undefined) return 'offered'
  if (old !== undefined && price !== undefined && old !== price) return price > old ? 'raised' : 'lowered'
  if (old !== undefined && !haveSameTerms(before, after)) return 'terms'
  return before.destination === after.destination ? undefined : 'renamed'
}
