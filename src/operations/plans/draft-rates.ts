import { promisify } from 'node:util'
import { gunzip, gzip, type ZlibOptions } from 'node:zlib'
import type { DeckRow } from '#domain/plans/rate-deck.ts'

type Packed = readonly [string, string, number | null, number, number, number, number, number | null, number | null]

const [compress, expand] = [promisify<string, ZlibOptions, Buffer>(gzip), promisify<Buffer, Buffer>(gunzip)]
/** Rates shrink to a tenth all the same. */
const FAST = { level: 1 }

/** The rates of a sheet as they are kept while it is under review: lists in JSON, compressed. */
export async function packRates(rows: readonly DeckRow[]): Promise<Buffer> {
  const packed = rows.map((row): Packed => [
    row.prefix,
    row.destination,
    row.perMinuteMicros ?? null,
    row.flagfallMicros,
    row.firstIncrement,
    row.nextIncrement,
    row.minimumChargeMicros,
    Number.isFinite(row.validFromMs) ? row.validFromMs : null,
    Number.isFinite(row.validToMs) ? row.validToMs : null,
  ])
  return compress(JSON.stringify(packed), FAST)
}

export async function unpackRates(packed: Buffer): Promise<readonly DeckRow[]> {
  const rows = JSON.parse((await expand(packed)).toString('utf8')) as readonly Packed[]
  return rows.map(([prefix, destination, perMinute, flagfall, first, next, minimum, from, to]) => ({
    prefix,
    destination,
    perMinuteMicros: perMinute ?? undefined,
    flagfallMicros: flagfall,
    firstIncrement: first,
    nextIncrement: next,
    minimumChargeMicros: minimum,
    validFromMs: from ?? -Infinity,
    validToMs: to ?? Infinity,
  }))
}
