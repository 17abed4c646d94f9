import type { DeckRow } from '../rate-deck.ts'
import { haveSameTerms } from '../deck-terms.ts'
import { addFinding } from './sheet-finding.ts'
import type { Findings } from './sheet-finding.ts'

export interface RowCounts {
  /** In the deck. */
  readonly rows: number
  readonly destinations: number
  readonly notOffered: number
  /** Offered at no price at all. */
  readonly free: number
  /** Said twice in the same words; left out. */
  readonly duplicates: number
  /** Of the rows, those that begin after the deck takes effect. */
  readonly startingLater: number
  /** Of the rows, those that can never price a call: ended before, replaced by later ones, or behind longer prefixes. */
  readonly unusable: number
  /** Of the rows, those that say the same as the shorter prefix that would apply without them. */
  readonly redundant: number
}

interface CheckedRows {
  readonly rows: readonly DeckRow[]
  readonly lines: readonly number[]
  readonly counts: RowCounts
}

/**
 * What the rows of a sheet are to each other. The same prefix twice from the same instant: in the same words the second
 * is left out with a note; on other terms it is a fault naming both lines. Rows that can never be used from
 * `effectiveMs` on are kept, with a note each; redundant ones are counted.
 *
 * @param lines the line of each row
 */
export function checkDeckRows(
  drafts: readonly DeckRow[],
  draftLines: readonly number[],
  effectiveMs: number,
  findings: Findings,
): CheckedRows {
  const book = groupByPrefix(drafts, draftLines, findings)
  const unusable = new Set<DeckRow>()
  const alwaysValid = noteOutdated(book, effectiveMs, unusable, findings)
  noteHidden(book, alwaysValid, unusable, findings)
  const { rows } = book
  return {
    rows,
    lines: book.lines,
    counts: {
      rows: rows.length,
      destinations: new Set(rows.map(({ destination }) => destination)).size,
      notOffered: count(rows, ({ perMinuteMicros }) => perMinuteMicros === undefined),
      free: count(rows, (row) => row.perMinuteMicros === 0 && row.flagfallMicros + row.minimumChargeMicros === 0),
      duplicates: drafts.length - rows.length - book.conflicts,
      startingLater: count(rows, ({ validFromMs }) => validFromMs > effectiveMs),
      unusable: unusable.size,
      redundant: countRedundant(book),
    },
  }
}

/** The rows of a sheet by prefix; those of one prefix are a chain from `first` through `next`, -1 at its end. */
interface PrefixBook {
  readonly rows: readonly DeckRow[]
  readonly lines: readonly number[]
  readonly first: ReadonlyMap<string, number>
  readonly next: Int32Array
  /** Rows left out that contradict another. */
  readonly conflicts: number
}

function groupByPrefix(drafts: readonly DeckRow[], draftLines: readonly number[], findings: Findings): PrefixBook {
  const rows: DeckRow[] = []
  const lines: number[] = []
  const first = new Map<string, number>()
  const next = new Int32Array(drafts.length).fill(-1)
  let conflicts = 0
  drafts.forEach((row, index) => {
    const line = draftLines[index] ?? 0
    const head = first.get(row.prefix) ?? -1
    let twin = head
    while (twin >= 0 && rows[twin]?.validFromMs !== row.validFromMs) twin = next[twin] ?? -1
    const other = rows[twin]
    if (other !== undefined) {
      const isSame =
        other.validToMs === row.validToMs && haveSameTerms(other, row) && other.destination === row.destination
      if (!isSame) conflicts++
      const message = isSame
        ? `${row.prefix} is on line ${lines[twin]} in the same words; left out here`
        : `${row.prefix} is on line ${lines[twin]} on other terms from the same date: keep one of the two`
      addFinding(findings, isSame ? 'note' : 'fault', line, '', message)
      return
    }
    next[rows.length] = head
    first.set(row.prefix, rows.length)
    rows.push(row)
    lines.push(line)
  })
  return { rows, lines, first, next, conflicts }
}

/** Notes rows that ended before or are replaced by later ones. Returns the prefixes that have a valid row for ever. */
function noteOutdated(
  book: PrefixBook,
  effectiveMs: number,
  unusable: Set<DeckRow>,
  findings: Findings,
): ReadonlySet<string> {
  const alwaysValid = new Set<string>()
  for (const [prefix, head] of book.first) {
    const chain = chainOf(book, head)
    if (coveredUntil(chain, effectiveMs) === Number.POSITIVE_INFINITY) alwaysValid.add(prefix)
    for (const { row, line } of chain) {
      const later = chain.filter((other) => other.row.validFromMs > row.validFromMs)
      const start = Math.max(row.validFromMs, effectiveMs)
      if (coveredUntil(later, start) < row.validToMs) continue
      unusable.add(row)
      const why =
        row.validToMs <= effectiveMs
          ? 'it ends before the deck takes effect'
          : `line ${later[0]?.line} has the same prefix from a later date`
      addFinding(findings, 'note', line, '', `${prefix} can never be used: ${why}`)
    }
  }
  return alwaysValid
}

interface ChainRow {
  readonly row: DeckRow
  readonly line: number
}

function chainOf({ rows, lines, next }: PrefixBook, head: number): ChainRow[] {
  const chain: ChainRow[] = []
  for (let index = head; index >= 0; index = next[index] ?? -1) {
    const row = rows[index]
    if (row !== undefined) chain.push({ row, line: lines[index] ?? 0 })
  }
  return chain
}

/** The first instant from `atMs` on at which none of the rows is valid. */
function coveredUntil(chain: readonly ChainRow[], atMs: number): number {
  let until = atMs
  for (;;) {
    const reached = until
    const covering = chain.find(({ row }) => row.validFromMs <= reached && reached < row.validToMs)
    if (covering === undefined) return until
    until = covering.row.validToMs
  }
}

/** Notes rows whose ten continuations all have rows of their own, directly or through their continuations. */
function noteHidden(
  book: PrefixBook,
  alwaysValid: ReadonlySet<string>,
  unusable: Set<DeckRow>,
  findings: Findings,
): void {
  const byLength = Map.groupBy(alwaysValid, (prefix) => prefix.length)
  let covered = new Set<string>()
  for (let length = 15; length > 1; length--) {
    for (const prefix of byLength.get(length) ?? []) covered.add(prefix)
    const hidden = [...covered].filter((prefix) => prefix.endsWith('0')).map((prefix) => prefix.slice(0, -1))
    const isFull = (prefix: string): boolean => CONTINUATIONS.every((digit) => covered.has(prefix + digit))
    const full = hidden.filter(isFull)
    for (const prefix of full) {
      for (const { row, line } of chainOf(book, book.first.get(prefix) ?? -1)) {
        if (unusable.has(row)) continue
        unusable.add(row)
        addFinding(findings, 'note', line, '', `${prefix} can never be used: ${prefix}0 to ${prefix}9 all have rows`)
      }
    }
    covered = new Set(full)
  }
}

const CONTINUATIONS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

function countRedundant({ rows, first, next }: PrefixBook): number {
  const lengths = [...new Set(rows.map(({ prefix }) => prefix.length))].toSorted((one, other) => other - one)
  return count(rows, (row) => {
    const { prefix } = row
    if (next[first.get(prefix) ?? 0] !== -1) return false
    for (const length of lengths) {
      const head = length < prefix.length ? first.get(prefix.slice(0, length)) : undefined
      if (head === undefined) continue
      const shorter = rows[head]
      if (shorter === undefined || next[head] !== -1 || shorter.destination !== row.destination) return false
      const isValidAlike = shorter.validFromMs === row.validFromMs && shorter.validToMs === row.validToMs
      return isValidAlike && haveSameTerms(shorter, row)
    }
    return false
  })
}

function count<Item>(items: readonly Item[], is: (item: Item) => boolean): number {
  return items.reduce((total, item) => (is(item) ? total + 1 : total), 0)
}
