import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { buildPrefixTrie, longestPrefix } from './longest-prefix.ts'
import type { PrefixTrie } from './longest-prefix.ts'

/** What a minute costs and in which blocks it is billed, all in one object of one shape for the hot path. */
export interface MeteredTerms {
  /** Or {@link NOT_OFFERED}. */
  readonly perMinuteMicros: number
  readonly flagfallMicros: number
  readonly minimumChargeMicros: number
  /** 0: the plan's. */
  readonly firstIncrement: number
  /** 0: the plan's. */
  readonly nextIncrement: number
}

export const NOT_OFFERED = -1

/** A rate deck laid out for lookups. Its row indexes are those of the rows it was made from. */
export interface CompiledDeck {
  readonly rows: readonly DeckRow[]
  readonly terms: readonly MeteredTerms[]
  readonly trie: PrefixTrie
  readonly validFromMs: Float64Array
  readonly validToMs: Float64Array
}

/** Lays out `rows`: checked before, in any order. */
export function compileDeck(rows: readonly DeckRow[]): CompiledDeck {
  const order = rows.map((_, index) => index)
  order.sort((one, other) => compareInstants(validFrom(rows[one]), validFrom(rows[other])) || one - other)
  return {
    rows,
    terms: rows.map((row) => ({
      perMinuteMicros: row.perMinuteMicros ?? NOT_OFFERED,
      flagfallMicros: row.flagfallMicros,
      minimumChargeMicros: row.minimumChargeMicros,
      firstIncrement: row.firstIncrement,
      nextIncrement: row.nextIncrement,
    })),
    trie: buildPrefixTrie(
      rows.map((row) => row.prefix),
      order,
    ),
    validFromMs: Float64Array.from(rows, (row) => row.validFromMs),
    validToMs: Float64Array.from(rows, (row) => row.validToMs),
  }
}

/**
 * The row that prices a number at an instant: the longest prefix that has a row valid then, and of that prefix the row
 * that came into force last. -1 when there is none.
 *
 * @param digits ASCII digits of the number in E.164 form, at `[from, to)`
 * @param atMs the call's start, epoch milliseconds: a call is priced by the deck in force at its start
 */
export function findDeckRow(deck: CompiledDeck, digits: Uint8Array, from: number, to: number, atMs: number): number {
  const { validFromMs, validToMs, trie } = deck
  let head = longestPrefix(trie, digits, from, to)
  while (head >= 0) {
    for (let row = head; row >= 0; row = trie.sameDigits[row] ?? -1) {
      if ((validFromMs[row] ?? 0) <= atMs && atMs < (validToMs[row] ?? 0)) return row
    }
    head = trie.shorter[head] ?? -1
  }
  return -1
}

function validFrom(row: DeckRow | undefined): number {
  return row?.validFromMs ?? Number.NEGATIVE_INFINITY
}

function compareInstants(one: number, other: number): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
