import { createHash } from 'node:crypto'
import type pg from 'pg'
import { formatNumber, readNumber } from '#domain/phone-number.ts'
import { EVENT_COLUMNS, eventProfile } from '#domain/usage/event-profile.ts'
import type { CdrProfile } from '#domain/usage/cdr-profile.ts'
import type { CallSourceRow } from '#storage/queries/imports.ts'
import { readCorrections, readNumberHoldings } from '#storage/queries/rating-data.ts'
import { takeEventLines } from '#storage/tables/imports.ts'
import { createBatchWriter } from './import/batch-writer.ts'
import { createCallBlock, SHARDS } from './import/call-block.ts'
import { findCallColumns } from './import/call-columns.ts'
import { createCallReader } from './import/call-reader.ts'
import { createNumberDirectory } from './import/number-directory.ts'
import { plausibleStarts } from './import/plausible-starts.ts'
import { loadRatingBook, type DeckCache } from './rating-book.ts'

/** A call as a switch tells of it. Numbers are as the source's profile writes them. */
export interface CallEvent {
  /** The switch's own id. */
  readonly callId: string
  readonly aNumber: string
  readonly bNumber: string
  /** ISO 8601 with a zone. */
  readonly startedAt: string
  readonly durationSeconds: number
  readonly direction: 'out' | 'in'
  readonly forwardedBy?: string | undefined
  readonly forwardedTo?: string | undefined
  /** Decimal dollars ex GST. */
  readonly cost?: string | undefined
}

export interface EventsWritten {
  readonly calls: number
  readonly rated: number
  readonly free: number
  readonly duplicates: number
  readonly suspended: number
  readonly rejected: number
  readonly importId: number
}

/** Decks compiled once for a database: a version is never edited. */
const decksByPool = new WeakMap<pg.Pool, DeckCache>()

/**
 * Prices and posts calls at once, as a file of them would be: through the same reader and writer, under the import of their
 * source and day. A call that is in already, by the source's own id, counts as a duplicate.
 */
export async function recordEvents(
  pool: pg.Pool,
  source: CallSourceRow,
  events: readonly CallEvent[],
  now: Date,
): Promise<EventsWritten> {
  const profile = eventProfile(source.profile)
  const text = new TextEncoder().encode(events.map(eventLine).join('\n'))
  const client = await pool.connect()
  try {
    const corrections = await readCorrections(client)
    const holdings = await readNumberHoldings(client, {
      resellerId: source.resellerId ?? undefined,
      numbers: numbersOf(events, profile),
    })
    const decks = decksByPool.get(pool) ?? new Map()
    decksByPool.set(pool, decks)
    const accountIds = [...new Set(holdings.map(({ accountId }) => accountId))]
    const book = await loadRatingBook(client, undefined, { accountIds, decks })
    const name = `events ${now.toISOString().slice(0, 10)}`
    const { importId, firstLine } = await takeEventLines(client, {
      sourceId: source.id,
      resellerId: source.resellerId,
      name,
      sha256: createHash('sha256').update(name).digest(),
      header: EVENT_COLUMNS.join(','),
      lines: events.length,
      now,
    })
    const reader = createCallReader({
      profile,
      columns: findCallColumns(profile, EVENT_COLUMNS.join(',')),
      directory: createNumberDirectory(holdings),
      sourceId: source.id,
      ...plausibleStarts(now.getTime()),
    })
    const block = createCallBlock(2 * text.length, 3 * events.length)
    block.text.set(text)
    const read = reader.readBlock(block, 0, text.length, firstLine, events.length)
    const writer = createBatchWriter(client, book)
    const written = { calls: 0, rated: 0, free: 0, duplicates: 0, suspended: 0, rejected: 0, importId }
    for (let shard = 0; shard < SHARDS; shard++) {
      const own = block.shardLegs[shard]?.subarray(0, read.shardLegs[shard])
      if (own === undefined || own.length === 0) continue
      const counts = await writer.write(block, own, {
        kind: 'import',
        importId,
        sourceId: source.id,
        epoch: 1,
        shard,
        batchNo: firstLine,
        corrections,
        nowMs: now.getTime(),
      })
      for (const key of COUNTS) written[key] += counts[key]
    }
    return written
  } finally {
    client.release()
  }
}

const COUNTS = ['calls', 'rated', 'free', 'duplicates', 'suspended', 'rejected'] as const

function eventLine(event: CallEvent): string {
  return [
    event.callId,
    event.aNumber,
    event.bNumber,
    event.startedAt,
    String(event.durationSeconds),
    event.direction,
    event.forwardedBy ?? '',
    event.forwardedTo ?? '',
    event.cost ?? '',
  ]
    .map(cell)
    .join(',')
}

function cell(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** Every number the events name, in the form holders are found by. */
function numbersOf(events: readonly CallEvent[], { numberFormat }: CdrProfile): readonly string[] {
  const numbers = new Set<string>()
  for (const { aNumber, bNumber, forwardedBy = '', forwardedTo = '' } of events) {
    for (const written of [aNumber, bNumber, forwardedBy, forwardedTo]) {
      // An eight-digit number is one of the caller's area: all of them are tried.
      for (const area of [0, 2, 3, 7, 8]) {
        const digits = formatNumber(readNumber(written, numberFormat, area))
        if (digits !== '') numbers.add(digits)
      }
    }
  }
  return [...numbers]
}
