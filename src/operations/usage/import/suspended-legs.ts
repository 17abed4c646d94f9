import type pg from 'pg'
import { formatNumber } from '#domain/phone-number.ts'
import { SUSPENSE_CAUSES, suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import { deleteSuspense, insertSuspense, suspendedKeys, type SuspenseRow } from '#storage/tables/usage-batch.ts'
import { DOUBLE, double, INTEGER, integer, type LegRecords } from './call-block.ts'
import { keyLow, legText, storedKey } from './leg-key.ts'
import type { OrderedLegs } from './leg-order.ts'
import type { BatchCounts, SuspendedLeg } from './shard-pricer.ts'

/** Writes what could not be priced. What is in suspense already, from this file or another, counts as a duplicate. */
export async function keepSuspended(
  client: pg.ClientBase,
  ordered: OrderedLegs,
  suspended: readonly SuspendedLeg[],
  counts: BatchCounts,
  place: { readonly kind: string; readonly sourceId: number; readonly importId: number; readonly nowMs: number },
): Promise<void> {
  const rows = suspended.map((one) => suspenseRow(ordered.block, one))
  const kept = await insertSuspense(
    client,
    { sourceId: place.sourceId, importId: place.importId, createdAtMs: place.nowMs, isRetry: place.kind === 'retry' },
    rows,
  )
  await releasePlaced(client, ordered, new Set(rows.map(({ key }) => key)), place)
  const seen = new Set<bigint>()
  rows.forEach((row, index) => {
    if (kept.has(row.key) && !seen.has(row.key)) seen.add(row.key)
    else {
      counts.duplicates++
      if (suspenseCauseOf(suspended[index]?.cause ?? 0) === 'unreadable_row') counts.rejected--
      else counts.suspended--
    }
  })
}

/** Takes out of suspense what has found its place: tried again, or come again in another file. */
async function releasePlaced(
  client: pg.ClientBase,
  ordered: OrderedLegs,
  stillSuspended: ReadonlySet<bigint>,
  place: { readonly kind: string; readonly sourceId: number; readonly importId: number },
): Promise<void> {
  // What waits from this very file was found without a place a moment ago.
  const waiting = await suspendedKeys(client, place.sourceId, place.kind === 'retry' ? undefined : place.importId)
  if (waiting.size === 0) return
  const { block, legs } = ordered
  // The low halves tell nearly all legs apart without making a bigint for each.
  const lowHalves = new Set([...waiting].map((key) => Number(key & 0xffff_ffffn)))
  const placed: bigint[] = []
  for (const leg of legs) {
    if (!lowHalves.has(keyLow(block, leg))) continue
    const key = storedKey(block, leg)
    if (waiting.has(key) && !stillSuspended.has(key)) placed.push(key)
  }
  await deleteSuspense(client, place.sourceId, placed)
}

function suspenseRow(block: LegRecords, suspended: SuspendedLeg): SuspenseRow {
  const { leg } = suspended
  const cause = suspenseCauseOf(suspended.cause)
  const startedAtMs = double(block, leg, DOUBLE.startedAtMs)
  const durationSeconds = integer(block, leg, INTEGER.durationSeconds)
  return {
    key: storedKey(block, leg),
    cause: suspended.cause,
    resellerId: suspended.resellerId,
    accountId: suspended.accountId,
    detail: cause === undefined ? '' : SUSPENSE_CAUSES[cause].meaning,
    lineNumber: integer(block, leg, INTEGER.lineNumber),
    rawLine: legText(block, integer(block, leg, INTEGER.lineFrom), integer(block, leg, INTEGER.lineLength)).replaceAll(
      '\0',
      '',
    ),
    startedAtMs: Number.isNaN(startedAtMs) ? null : startedAtMs,
    serviceType: suspended.serviceType,
    aNumber: formatNumber(double(block, leg, DOUBLE.aNumber)),
    bNumber: formatNumber(double(block, leg, DOUBLE.bNumber)),
    durationSeconds: durationSeconds < 0 ? null : durationSeconds,
  }
}
