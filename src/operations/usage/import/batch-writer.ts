import { isUtf8 } from 'node:buffer'
import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import { readCorrections } from '#storage/queries/rating-data.ts'
import { hasReservations, settleReservations } from '#storage/tables/call-reservations.ts'
import { takeBytes } from '#storage/tables/copy-buffer.ts'
import { copyRows, startCopy } from '#storage/tables/copy-rows.ts'
import {
  addToBalances,
  callsPartition,
  ensureCallsPartitions,
  insertUsageBatch,
  lockShard,
  nextBatchId,
  writeAllowanceUse,
  type UsageBatchRow,
} from '#storage/tables/usage-batch.ts'
import { addToUsageDays } from '#storage/tables/usage-days.ts'
import { CALL_COLUMNS, POSTING_COLUMNS, USAGE_TOTALS_COLUMNS } from '#storage/tables/usage-rows.ts'
import type { UsageBook } from '../rating-book.ts'
import { createAllowanceBook, type AllowanceBook } from './allowance-book.ts'
import { allowanceChanges, learnAllowances } from './batch-allowances.ts'
import {
  createShardRoom,
  DOUBLE,
  double,
  FLAG,
  INTEGER,
  integer,
  setInteger,
  type CallBlock,
  type LegRecords,
  type ShardBlock,
} from './call-block.ts'
import { leaveOutDuplicates } from './duplicate-legs.ts'
import { storedKey } from './leg-key.ts'
import { orderLegs, type OrderedLegs } from './leg-order.ts'
import {
  createPricingRoom,
  createShardPricer,
  nothingWritten,
  type BatchCounts,
  type BatchOutcome,
  type PricingRoom,
  type ShardPricer,
} from './shard-pricer.ts'
import { keepSuspended } from './suspended-legs.ts'
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
  /** The last correction of a number's holder the legs were read under. */
  readonly corrections: string
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

export function createBatchWriter(client: pg.ClientBase, book: UsageBook): BatchWriter {
  const allowances = createAllowanceBook()
  const room = createShardRoom()
  const pricingRoom = createPricingRoom()
  const partitions = new Set<number>()
  // Once a batch met calls that were in already, the next is likely to: it looks before it writes.
  let looksFirst = false

  const makePartitions = async (months: ReadonlySet<number>): Promise<void> => {
    const missing = [...months].filter((month) => !partitions.has(month))
    if (missing.length === 0) return
    await ensureCallsPartitions(client, missing)
    for (const month of missing) partitions.add(month)
  }

  return {
    async write(from, own, place) {
      const ordered = orderLegs(from, own, room, place.sourceId)
      const { block, legs } = ordered
      const { months, hasMovedNumbers } = survey(block)
      await makePartitions(months)
      let look = looksFirst
      for (let tries = 1; ; tries++) {
        await client.query('BEGIN')
        try {
          await lockShard(client, place.shard)
          await expectCorrections(client, place.corrections)
          // Taken behind the lock: in one shard the ids are in the order in which the batches were priced.
          const batchId = await nextBatchId(client)
          if (look || hasMovedNumbers)
            looksFirst = (await leaveOutDuplicates(client, ordered, place.sourceId, look)) > 0
          await learnAllowances(client, ordered, book, allowances)
          const counts = await priceAndSend(client, ordered, book, allowances, batchId, place, pricingRoom)
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

/** A call whose number was found to be another account's while its file was read must not be written under the old one. */
async function expectCorrections(client: pg.ClientBase, corrections: string): Promise<void> {
  if ((await readCorrections(client)) === corrections) return
  throw new ProblemError(
    problem(
      'conflict',
      'the holder of a number was corrected while these calls were being read; what is in is right: run the same command ' +
        'again, and the rest is read under the correction',
    ),
  )
}

/** The months (UTC, epoch milliseconds) the owned legs start in, and whether a number among them was passed on. */
function survey(block: ShardBlock): { readonly months: ReadonlySet<number>; readonly hasMovedNumbers: boolean } {
  const months = new Set<number>()
  let hasMovedNumbers = false
  let fromMs = 0
  let toMs = 0
  for (let leg = 0; leg < block.legs; leg++) {
    if ((integer(block, leg, INTEGER.flags) & FLAG.numberMoved) !== 0) hasMovedNumbers = true
    const at = double(block, leg, DOUBLE.startedAtMs)
    if ((fromMs <= at && at < toMs) || integer(block, leg, INTEGER.accountId) === 0) continue
    const date = new Date(at)
    fromMs = Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
    toMs = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
    months.add(fromMs)
  }
  return { months, hasMovedNumbers }
}

/**
 * Turns the legs whose ids the database cannot store into unreadable rows; false when there are none. So rare that the
 * database is left to find it.
 */
function rejectIdsThatAreNoText(block: LegRecords, legs: Int32Array): boolean {
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
  ordered: OrderedLegs,
  book: UsageBook,
  allowances: AllowanceBook,
  batchId: number,
  place: BatchPlace,
  room: PricingRoom,
): Promise<BatchCounts> {
  const { sourceId, nowMs } = place
  const pricer = createShardPricer(ordered, book, allowances, { batchId, sourceId, postedAtMs: nowMs }, room)
  await sendCalls(client, pricer, room)
  const { outcome } = pricer
  const { counts } = outcome
  await copyRows(client, 'postings', POSTING_COLUMNS, outcome.postings)
  await copyRows(client, 'usage_totals', USAGE_TOTALS_COLUMNS, outcome.usageTotals)
  await addToUsageDays(client, place.shard, outcome.days.rows())
  const drawn = allowanceChanges(allowances)
  await addToBalances(client, withDrawing(outcome.balances, drawn))
  await settleLegs(client, ordered, sourceId)
  if (!(await writeAllowanceUse(client, drawn))) throw new StaleAllowances()
  await keepSuspended(client, ordered, outcome.suspended, counts, place)
  await insertUsageBatch(client, {
    ...counts,
    id: batchId,
    kind: place.kind,
    importId: place.importId,
    epoch: place.epoch,
    shard: place.shard,
    batchNo: place.batchNo,
    createdAtMs: nowMs,
    monthsFromMs: [...pricer.months.keys()],
  })
  return counts
}

/** Who draws on allowances is among those whose balances move, by nothing if need be: calls that are asked for see it there. */
function withDrawing(
  balances: BatchOutcome['balances'],
  drawn: readonly { readonly accountId: number }[],
): BatchOutcome['balances'] {
  const moved = new Set(balances.map(({ accountId }) => accountId))
  const others = new Set(drawn.map(({ accountId }) => accountId).filter((id) => !moved.has(id)))
  if (others.size === 0) return balances
  const still = [...others].map((accountId) => ({ accountId, retailMicros: 0, wholesaleMicros: 0 }))
  return [...balances, ...still].toSorted((one, other) => one.accountId - other.accountId)
}

/** What was held for these calls while they were made is held no longer, priced or in suspense. */
async function settleLegs(client: pg.ClientBase, { block, legs }: OrderedLegs, sourceId: number): Promise<void> {
  if (!(await hasReservations(client, sourceId))) return
  await settleReservations(
    client,
    sourceId,
    Array.from(legs, (leg) => storedKey(block, leg)),
  )
}

async function sendCalls(client: pg.ClientBase, pricer: ShardPricer, { spare }: PricingRoom): Promise<void> {
  let more = pricer.priceSome(STRETCH_BYTES)
  const [first] = pricer.months.keys()
  const rows = first === undefined ? undefined : pricer.months.get(first)
  if (first === undefined || rows === undefined) return
  const copy = startCopy(client, callsPartition(first), CALL_COLUMNS)
  while (rows.length > 0) {
    const { bytes } = rows
    const stretch = bytes.subarray(0, rows.length)
    takeBytes(rows, spare.pop() ?? new Uint8Array(bytes.length))
    // The bytes are the stream's until they are sent; then they are filled again.
    await copy.send(stretch, () => spare.push(bytes))
    if (more) more = pricer.priceSome(STRETCH_BYTES)
  }
  await copy.finish()
  for (const [month, rest] of pricer.months) {
    if (month !== first) await copyRows(client, callsPartition(month), CALL_COLUMNS, rest)
  }
}
