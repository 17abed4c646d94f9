import { isUtf8 } from 'node:buffer'
import type pg from 'pg'
import { formatNumber } from '#domain/phone-number.ts'
import { SUSPENSE_CAUSE_CODES, SUSPENSE_CAUSES, suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import { readAllowanceUse } from '#storage/queries/allowance-use.ts'
import { findCallsByKey, type FoundCall, type LegToFind } from '#storage/queries/duplicate-calls.ts'
import { copyRows, startCopy } from '#storage/tables/copy-rows.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { CALL_COLUMNS, POSTING_COLUMNS, USAGE_TOTALS_COLUMNS } from '#storage/tables/usage-rows.ts'
import {
  addToBalances,
  callsPartition,
  deleteSuspense,
  suspendedKeys,
  ensureCallsPartitions,
  insertSuspense,
  insertUsageBatch,
  lockShard,
  nextBatchId,
  writeAllowanceUse,
  type AllowanceChange,
  type SuspenseRow,
  type UsageBatchRow,
} from '#storage/tables/usage-batch.ts'
import { cycleAt, type RatedAccount, type RatingBook } from '../rating-book.ts'
import { createAllowanceBook, type AllowanceBook } from './allowance-book.ts'
import { type CallBlock, DOUBLE, double, FLAG, INTEGER, integer, setInteger } from './call-block.ts'
import { keyHigh, keyLeg, keyLow } from './leg-key.ts'
import { orderLegs, type OrderedLegs } from './leg-order.ts'
import { createShardPricer, nothingWritten, type BatchCounts, type ShardPricer, type SuspendedLeg } from './shard-pricer.ts'
import { isBatchViolation, isCallKeyViolation, isNotText, isRetriable } from './write-failure.ts'

/** Which batch a block's legs make, and when it is posted. */
export interface BatchPlace {
  readonly kind: UsageBatchRow['kind']
  readonly importId: number
  readonly sourceId: number
  readonly epoch: number | null
  readonly shard: number
  readonly batchNo: number | null
  readonly nowMs: number
}

export interface BatchWriter {
  /**
   * Prices and writes one shard's legs of a block: calls, allowances, postings, balances, totals and suspense in one
   * transaction. Calls that are in already are found and left out, and the others priced as if those had not been
   * there. A retry takes what it has placed out of suspense.
   */
  write(block: CallBlock, own: Int32Array, place: BatchPlace): Promise<BatchCounts>
}

/** How much of the calls' COPY is priced before it is sent. */
const STRETCH_BYTES = 512 * 1024
/** A batch meets others at most so often before something else must be wrong. */
const MOST_TRIES = 20

class StaleAllowances extends Error {}

export function createBatchWriter(client: pg.ClientBase, book: RatingBook): BatchWriter {
  const allowances = createAllowanceBook()
  const partitions = new Set<number>()
  // Once a batch met calls that were in already, the next is likely to: it looks before it writes.
  let looksFirst = false

  const partitionsFor = async (block: CallBlock, legs: Int32Array): Promise<void> => {
    const missing = new Set<number>()
    let fromMs = 0
    let toMs = 0
    for (const leg of legs) {
      const at = double(block, leg, DOUBLE.startedAtMs)
      if (integer(block, leg, INTEGER.accountId) === 0 || (fromMs <= at && at < toMs)) continue
      const date = new Date(at)
      fromMs = Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
      toMs = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
      if (!partitions.has(fromMs)) missing.add(fromMs)
    }
    if (missing.size === 0) return
    await ensureCallsPartitions(client, [...missing])
    for (const month of missing) partitions.add(month)
  }

  return {
    async write(block, own, place) {
      const ordered = orderLegs(block, own, place.sourceId, book.highestAccountId)
      const { legs } = ordered
      await partitionsFor(block, legs)
      const movedNumbers = legs.some((leg) => (integer(block, leg, INTEGER.flags) & FLAG.numberMoved) !== 0)
      let look = looksFirst
      for (let tries = 1; ; tries++) {
        await client.query('BEGIN')
        try {
          await lockShard(client, place.shard)
          // Taken behind the lock: in one shard the ids are in the order in which the batches were priced.
          const batchId = await nextBatchId(client)
          if (look || movedNumbers)
            looksFirst = (await leaveOutDuplicates(client, block, ordered, place.sourceId, look)) > 0
          await learnAllowances(client, block, ordered, book, allowances)
          const counts = await priceAndSend(client, block, ordered, book, allowances, batchId, place)
          await client.query('COMMIT')
          allowances.settle()
          return counts
        } catch (error) {
          // A connection that cannot even roll back is lost; what went wrong first is what counts.
          const isLost = await client.query('ROLLBACK').then(
            () => false,
            () => true,
          )
          if (isLost || tries === MOST_TRIES) throw error
          allowances.restore()
          if (isBatchViolation(error)) {
            allowances.forget()
            return nothingWritten()
          }
          if (isCallKeyViolation(error)) look = true
          else if (error instanceof StaleAllowances) allowances.forget()
          else if (isNotText(error) && rejectIdsThatAreNoText(block, legs)) continue
          else if (!isRetriable(error)) throw error
        }
      }
    },
  }
}

/**
 * Turns the legs whose ids the database cannot store into unreadable rows; false when there are none. So rare that the
 * database is left to find it.
 */
function rejectIdsThatAreNoText(block: CallBlock, legs: Int32Array): boolean {
  let found = false
  for (const leg of legs) {
    const from = integer(block, leg, INTEGER.idFrom)
    const id = block.text.slice(from, from + integer(block, leg, INTEGER.idLength))
    const flags = integer(block, leg, INTEGER.flags)
    const hasCause = ((flags >> FLAG.causeShift) & FLAG.causeMask) !== 0
    if (hasCause || (isUtf8(id) && !id.includes(0))) continue
    setInteger(block, leg, INTEGER.flags, flags | (SUSPENSE_CAUSE_CODES.unreadable_row << FLAG.causeShift))
    found = true
  }
  return found
}

/** Prices stretch by stretch and sends each while the server stores the one before; then everything else. */
async function priceAndSend(
  client: pg.ClientBase,
  block: CallBlock,
  ordered: OrderedLegs,
  book: RatingBook,
  allowances: AllowanceBook,
  batchId: number,
  place: BatchPlace,
): Promise<BatchCounts> {
  const { sourceId, nowMs } = place
  const pricer = createShardPricer(block, ordered, book, allowances, { batchId, sourceId, postedAtMs: nowMs })
  await sendCalls(client, pricer)
  const { outcome } = pricer
  const { counts } = outcome
  await copyRows(client, 'postings', POSTING_COLUMNS, outcome.postings)
  await copyRows(client, 'usage_totals', USAGE_TOTALS_COLUMNS, outcome.usageTotals)
  await addToBalances(client, outcome.balances)
  if (!(await writeAllowanceUse(client, allowanceChanges(allowances)))) throw new StaleAllowances()
  await keepSuspended(client, block, ordered, outcome.suspended, counts, place)
  await insertUsageBatch(client, {
    ...counts,
    id: batchId,
    kind: place.kind,
    importId: place.importId,
    epoch: place.epoch,
    shard: place.shard,
    batchNo: place.batchNo,
    createdAtMs: nowMs,
  })
  return counts
}

async function sendCalls(client: pg.ClientBase, pricer: ShardPricer): Promise<void> {
  let more = pricer.priceSome(STRETCH_BYTES)
  const [first] = pricer.months.keys()
  if (first === undefined) return
  const rows = pricer.months.get(first)
  const copy = startCopy(client, callsPartition(first), CALL_COLUMNS)
  while (rows !== undefined && rows.length > 0) {
    const stretch = rows.bytes.slice(0, rows.length)
    rows.length = 0
    await copy.send(stretch)
    if (more) more = pricer.priceSome(STRETCH_BYTES)
  }
  await copy.finish()
  for (const [month, rest] of pricer.months) {
    if (month !== first) await copyRows(client, callsPartition(month), CALL_COLUMNS, rest)
  }
}

/** Marks the legs that are in already, and gives another key to one whose key another call has. Returns how many are in. */
async function leaveOutDuplicates(
  client: pg.ClientBase,
  block: CallBlock,
  ordered: OrderedLegs,
  sourceId: number,
  all: boolean,
): Promise<number> {
  let duplicates = 0
  let marks = ordered.legs.keys().toArray()
  if (!all)
    marks = marks.filter((at) => (integer(block, ordered.legs[at] ?? 0, INTEGER.flags) & FLAG.numberMoved) !== 0)
  while (marks.length > 0) {
    const found = await findCallsByKey(client, legsToFind(block, ordered, marks), { formerHolders: true })
    const taken = new Set<number>()
    for (const call of found) {
      const leg = ordered.legs[call.mark] ?? 0
      if (ordered.skip[leg] === 1) continue
      if (call.sourceId === sourceId && isSameCall(block, leg, call)) {
        ordered.skip[leg] = 1
        duplicates++
      } else taken.add(call.mark)
    }
    marks = [...taken].filter((at) => ordered.skip[ordered.legs[at] ?? 0] === 0)
    for (const at of marks) {
      const leg = ordered.legs[at] ?? 0
      ordered.salt[leg] = (ordered.salt[leg] ?? 0) + 1
      keyLeg(block, leg, sourceId, ordered.salt[leg] ?? 0)
    }
  }
  return duplicates
}

function* legsToFind(block: CallBlock, ordered: OrderedLegs, marks: readonly number[]): Generator<LegToFind> {
  for (const mark of marks) {
    const leg = ordered.legs[mark] ?? 0
    const accountId = integer(block, leg, INTEGER.accountId)
    if (accountId === 0 || ordered.skip[leg] === 1) continue
    const inbound = (integer(block, leg, INTEGER.flags) & FLAG.directionMask) === DIRECTION.in
    yield {
      mark,
      accountId,
      startedAtMs: double(block, leg, DOUBLE.startedAtMs),
      keyHigh: keyHigh(block, leg),
      keyLow: keyLow(block, leg),
      ownNumber: formatNumber((inbound ? double(block, leg, DOUBLE.bNumber) : double(block, leg, DOUBLE.aNumber)) ?? 0),
    }
  }
}

/** A key that matches proves nothing yet: the ids must, or where the source gives none, the call's facts. */
function isSameCall(block: CallBlock, leg: number, found: FoundCall): boolean {
  const idLength = integer(block, leg, INTEGER.idLength)
  if (idLength > 0) return found.sourceCallId === textOf(block, integer(block, leg, INTEGER.idFrom), idLength)
  return (
    found.sourceCallId === '' &&
    found.aNumber === formatNumber(double(block, leg, DOUBLE.aNumber)) &&
    found.bNumber === formatNumber(double(block, leg, DOUBLE.bNumber)) &&
    found.durationSeconds === integer(block, leg, INTEGER.durationSeconds)
  )
}

/** Asks once for the allowances the batch may draw on and that are not known yet. */
async function learnAllowances(
  client: pg.ClientBase,
  block: CallBlock,
  ordered: OrderedLegs,
  book: RatingBook,
  allowances: AllowanceBook,
): Promise<void> {
  const asked: { account: RatedAccount; cycle: ReturnType<typeof cycleAt> }[] = []
  let account: RatedAccount | undefined
  let cycle: ReturnType<typeof cycleAt> | undefined
  for (const leg of ordered.legs) {
    const accountId = integer(block, leg, INTEGER.accountId)
    if (accountId === 0) continue
    const atMs = double(block, leg, DOUBLE.startedAtMs)
    if (account?.id === accountId && cycle !== undefined && cycle.fromMs <= atMs && atMs < cycle.toMs) continue
    account = book.accounts.get(accountId)
    if (account === undefined) continue
    cycle = cycleAt(account, atMs)
    if (!allowances.isKnown(account, cycle)) asked.push({ account, cycle })
  }
  if (asked.length === 0) return
  const found = await readAllowanceUse(
    client,
    asked.map((one) => ({ accountId: one.account.id, cycleFromMs: one.cycle.fromMs })),
  )
  allowances.learn(asked, found)
}

function allowanceChanges(allowances: AllowanceBook): AllowanceChange[] {
  const changes: AllowanceChange[] = []
  for (const { account, cycle, planVersionId, quantities, stored, isStored, state } of allowances.touched()) {
    quantities.forEach((quantity, allowanceNo) => {
      const drawn = quantity - (state.remaining[allowanceNo] ?? 0)
      if (drawn === stored[allowanceNo]) return
      changes.push({
        accountId: account.id,
        resellerId: account.resellerId,
        cycleFromMs: cycle.fromMs,
        cycleToMs: cycle.toMs,
        planVersionId,
        allowanceNo,
        drawnBefore: isStored[allowanceNo] === 1 ? stored[allowanceNo] : undefined,
        drawn,
      })
    })
  }
  return changes
}

/** Writes what could not be priced. What is in suspense already, from this file or another, counts as a duplicate. */
async function keepSuspended(
  client: pg.ClientBase,
  block: CallBlock,
  ordered: OrderedLegs,
  suspended: readonly SuspendedLeg[],
  counts: BatchCounts,
  place: BatchPlace,
): Promise<void> {
  const rows = suspended.map((one) => suspenseRow(block, one))
  const kept = await insertSuspense(
    client,
    { sourceId: place.sourceId, importId: place.importId, createdAtMs: place.nowMs, isRetry: place.kind === 'retry' },
    rows,
  )
  await releasePlaced(client, block, ordered, new Set(rows.map(({ key }) => key)), place.sourceId)
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
  block: CallBlock,
  ordered: OrderedLegs,
  stillSuspended: ReadonlySet<bigint>,
  sourceId: number,
): Promise<void> {
  const waiting = await suspendedKeys(client, sourceId)
  if (waiting.size === 0) return
  const keys = ordered.legs.values().map((leg) => keyOf(block, leg))
  await deleteSuspense(client, sourceId, keys.filter((key) => waiting.has(key) && !stillSuspended.has(key)).toArray())
}

function suspenseRow(block: CallBlock, suspended: SuspendedLeg): SuspenseRow {
  const { leg } = suspended
  const cause = suspenseCauseOf(suspended.cause)
  const startedAtMs = double(block, leg, DOUBLE.startedAtMs)
  const durationSeconds = integer(block, leg, INTEGER.durationSeconds)
  return {
    key: keyOf(block, leg),
    cause: suspended.cause,
    resellerId: suspended.resellerId,
    accountId: suspended.accountId,
    detail: cause === undefined ? '' : SUSPENSE_CAUSES[cause].meaning,
    lineNumber: integer(block, leg, INTEGER.lineNumber),
    rawLine: textOf(block, integer(block, leg, INTEGER.lineFrom), integer(block, leg, INTEGER.lineLength)).replaceAll(
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

function keyOf(block: CallBlock, leg: number): bigint {
  return (BigInt(keyHigh(block, leg)) << 32n) | BigInt(keyLow(block, leg))
}

const decoder = new TextDecoder()

function textOf(block: CallBlock, from: number, length: number): string {
  // Shared memory cannot be decoded in place.
  return decoder.decode(block.text.slice(from, from + length))
}
