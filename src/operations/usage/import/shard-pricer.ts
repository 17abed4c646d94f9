import { usagePostings, type UsageAmounts } from '#domain/ledger/posting.ts'
import { gstMicros, micros } from '#domain/money.ts'
import type { AllowanceState } from '#domain/rating/compile-plan.ts'
import { CALL_SERVICE_TYPES, UNCLASSIFIED, type CallServiceType } from '#domain/usage/service-type.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import { createCopyBuffer, type CopyBuffer } from '#storage/tables/copy-buffer.ts'
import { COST_BASIS } from '#domain/usage/call-codes.ts'
import {
  writeCallRow,
  writePostingRow,
  newUsageTotals,
  writeUsageTotalsRow,
  type CallRow,
  type UsageTotals,
} from '#storage/tables/usage-rows.ts'
import { createDaySums, type DaySums } from '../day-sums.ts'
import { createLegPricer, newLegFacts } from '../leg-pricer.ts'
import { cycleAt, type PlanInForce, type RatedAccount, type UsageBook } from '../rating-book.ts'
import type { AllowanceBook, AllowanceUse } from './allowance-book.ts'
import { double, DOUBLE, FLAG, idBytes, idStart, INTEGER, integer } from './call-block.ts'
import { keyHigh, keyLow } from './leg-key.ts'
import type { OrderedLegs } from './leg-order.ts'

/** Everything a batch writes besides its calls. */
export interface BatchOutcome {
  readonly counts: BatchCounts
  readonly postings: CopyBuffer
  readonly usageTotals: CopyBuffer
  readonly balances: { readonly accountId: number; readonly retailMicros: number; readonly wholesaleMicros: number }[]
  readonly suspended: SuspendedLeg[]
  readonly days: DaySums
}

export interface BatchCounts {
  calls: number
  rated: number
  free: number
  duplicates: number
  suspended: number
  rejected: number
  chargeMicros: number
  gstMicros: number
  costMicros: number
  /** Rated calls whose wholesale price is not known. */
  costUnknown: number
}

/** A leg for suspense, and what is known of it. */
export interface SuspendedLeg {
  readonly leg: number
  readonly cause: number
  readonly resellerId: number | null
  readonly accountId: number | null
  readonly serviceType: number
}

/** Prices one shard's part of a block, a stretch at a time. */
export interface ShardPricer {
  readonly outcome: BatchOutcome
  /**
   * The rows of `calls` by month (epoch milliseconds of its first instant, UTC). Those of the first month may be taken
   * out after each stretch.
   */
  readonly months: ReadonlyMap<number, CopyBuffer>
  /** Prices on until the first month's rows fill `bytes` or the legs are done; false when they are. */
  priceSome(bytes: number): boolean
}

export interface BatchIdentity {
  readonly batchId: number
  readonly sourceId: number
  readonly postedAtMs: number
}

/** Room for a stretch of calls and the row that ends it. */
const ROWS_BYTES = 520 * 1024

/** What batches write into, one after the other. */
export interface PricingRoom {
  readonly postings: CopyBuffer
  readonly usageTotals: CopyBuffer
  /** The rows of a batch's first month; of a further one, which is rare, they have room of their own. */
  readonly calls: CopyBuffer
  /** Bytes that go in turn with those of `calls` while these are sent. */
  readonly spare: Uint8Array[]
}

export function createPricingRoom(): PricingRoom {
  return {
    postings: createCopyBuffer(1 << 20),
    usageTotals: createCopyBuffer(1 << 21),
    calls: createCopyBuffer(ROWS_BYTES),
    spare: [],
  }
}

export function createShardPricer(
  ordered: OrderedLegs,
  book: UsageBook,
  allowances: AllowanceBook,
  { batchId, sourceId, postedAtMs }: BatchIdentity,
  room: PricingRoom,
): ShardPricer {
  const { block, legs, skip } = ordered
  const pricer = createLegPricer(book)
  const { price } = pricer
  const { retail } = price
  const facts = newLegFacts()
  const row = emptyCallRow(batchId, sourceId)
  const added = { calls: 1, durationSeconds: 0, chargeMicros: 0, costMicros: NaN }
  const counts = nothingWritten()
  const outcome: BatchOutcome = {
    counts,
    postings: room.postings,
    usageTotals: room.usageTotals,
    balances: [],
    suspended: [],
    days: createDaySums(book.clockOf),
  }
  room.postings.length = 0
  room.usageTotals.length = 0
  room.calls.length = 0
  const months = new Map<number, CopyBuffer>()
  const totals: UsageTotals[] = Array.from({ length: CALL_SERVICE_TYPES.length + 1 }, newUsageTotals)

  let at = 0
  let account: RatedAccount | undefined
  let cycleFromMs = NaN
  let cycleToMs = NaN
  let monthFromMs = NaN
  let monthToMs = NaN
  let monthRows = room.calls
  let lastUse: AllowanceUse | undefined
  let postingNo = 0
  let retailMicros = 0
  let wholesaleMicros = 0

  const suspend = (leg: number, cause: number, serviceType: number): void => {
    if (cause === SUSPENSE_CAUSE_CODES.unreadable_row) counts.rejected++
    else counts.suspended++
    outcome.suspended.push({
      leg,
      cause,
      serviceType,
      resellerId: account?.resellerId ?? null,
      accountId: account?.id ?? null,
    })
  }

  const closeCycle = (): void => {
    if (account === undefined) return
    const accountId = account.id
    const usage: UsageAmounts[] = []
    for (let code = UNCLASSIFIED; code <= CALL_SERVICE_TYPES.length; code++) {
      const sums = totals[code]
      if (sums === undefined || sums.calls === 0) continue
      writeUsageTotalsRow(
        outcome.usageTotals,
        { cycleFromMs, accountId, resellerId: account.resellerId, batchId, serviceType: code },
        sums,
      )
      const serviceType = CALL_SERVICE_TYPES[code - 1]
      if (serviceType !== undefined) usage.push(amountsOf(serviceType, sums))
      retailMicros -= sums.chargeMicros + sums.gstMicros
      wholesaleMicros -= sums.costMicros
      counts.chargeMicros += sums.chargeMicros
      counts.gstMicros += sums.gstMicros
      counts.costMicros += sums.costMicros
      clearTotals(sums)
    }
    for (const posting of usagePostings(accountId, postedAtMs, batchId, usage)) {
      writePostingRow(outcome.postings, posting, account.resellerId, postingNo++)
    }
  }

  const closeAccount = (): void => {
    closeCycle()
    if (account !== undefined && (retailMicros !== 0 || wholesaleMicros !== 0)) {
      outcome.balances.push({ accountId: account.id, retailMicros, wholesaleMicros })
    }
    retailMicros = 0
    wholesaleMicros = 0
    postingNo = 0
    cycleFromMs = NaN
    cycleToMs = NaN
  }

  const openMonth = (startedAtMs: number): void => {
    const start = new Date(startedAtMs)
    monthFromMs = Date.UTC(start.getUTCFullYear(), start.getUTCMonth())
    monthToMs = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1)
    monthRows = months.get(monthFromMs) ?? (months.size === 0 ? room.calls : createCopyBuffer(ROWS_BYTES))
    months.set(monthFromMs, monthRows)
  }

  const allowancesOf = (of: RatedAccount, atMs: number, plan: PlanInForce): AllowanceState => {
    const isSame = lastUse?.account === of && lastUse.planVersionId === plan.planVersionId
    if (lastUse === undefined || !isSame || atMs < lastUse.cycle.fromMs || atMs >= lastUse.cycle.toMs) {
      lastUse = allowances.use(of, cycleAt(of, atMs), plan)
    }
    return lastUse.state
  }

  const priceLeg = (leg: number): void => {
    const accountId = integer(block, leg, INTEGER.accountId)
    if (accountId !== (account?.id ?? 0)) {
      closeAccount()
      account = book.accounts.get(accountId)
    }
    if (skip[leg] === 1) {
      counts.duplicates++
      return
    }
    const flags = integer(block, leg, INTEGER.flags)
    const cause = (flags >> FLAG.causeShift) & FLAG.causeMask
    if (cause !== 0 || account === undefined) return suspend(leg, cause || SUSPENSE_CAUSE_CODES.no_owner, 0)

    const startedAtMs = double(block, leg, DOUBLE.startedAtMs)
    facts.direction = flags & FLAG.directionMask
    facts.a = double(block, leg, DOUBLE.aNumber)
    facts.b = double(block, leg, DOUBLE.bNumber)
    facts.onnet = (flags & FLAG.onnet) !== 0
    facts.startedAtMs = startedAtMs
    facts.durationSeconds = integer(block, leg, INTEGER.durationSeconds)
    facts.statedCostMicros = double(block, leg, DOUBLE.statedCostMicros)
    pricer.priceLeg(account, facts, allowancesOf)
    if (price.cause !== 0) return suspend(leg, price.cause, price.serviceType)
    if (price.costBasis === COST_BASIS.unknown) counts.costUnknown++

    if (!(cycleFromMs <= startedAtMs && startedAtMs < cycleToMs)) {
      closeCycle()
      const cycle = cycleAt(account, startedAtMs)
      cycleFromMs = cycle.fromMs
      cycleToMs = cycle.toMs
    }
    if (!(monthFromMs <= startedAtMs && startedAtMs < monthToMs)) openMonth(startedAtMs)
    row.aNumber = facts.a
    row.bNumber = facts.b
    row.forwardedFrom = double(block, leg, DOUBLE.forwardedFrom)
    row.startedAtMs = startedAtMs
    row.keyHigh = keyHigh(block, leg)
    row.keyLow = keyLow(block, leg)
    row.chargeMicros = retail.chargeMicros
    row.allowanceMicros = retail.allowanceMicros
    row.accountId = accountId
    row.resellerId = account.resellerId
    row.durationSeconds = facts.durationSeconds
    row.planVersionId = price.planVersionId
    row.rateId = price.rateId
    row.costRateId = price.costRateId
    row.costBasis = price.costBasis
    row.costMicros = price.costMicros
    row.billedSeconds = retail.billedSeconds
    row.allowanceSeconds = retail.allowanceSeconds
    row.serviceType = price.serviceType
    row.direction = facts.direction
    row.disposition = (flags >> FLAG.dispositionShift) & FLAG.dispositionMask
    row.allowanceCalls = retail.allowanceCalls
    writeCallRow(monthRows, row, idBytes(block, leg), idStart(block, leg), integer(block, leg, INTEGER.idLength))

    counts.calls++
    if (price.isFree) counts.free++
    else counts.rated++
    const sums = totals[price.serviceType]
    if (sums === undefined) return
    sums.calls++
    sums.durationSeconds += facts.durationSeconds
    sums.billedSeconds += retail.billedSeconds
    sums.chargeMicros += retail.chargeMicros
    sums.gstMicros += gstMicros(retail.chargeMicros)
    if (!Number.isNaN(row.costMicros)) sums.costMicros += row.costMicros
    added.durationSeconds = facts.durationSeconds
    added.chargeMicros = retail.chargeMicros
    added.costMicros = row.costMicros
    outcome.days.add(account.resellerId, startedAtMs, added, 1)
  }

  return {
    outcome,
    months,
    priceSome(bytes) {
      for (; at < legs.length; at++) {
        if (room.calls.length >= bytes) return true
        priceLeg(legs[at] ?? 0)
      }
      closeAccount()
      account = undefined
      return false
    },
  }
}

function amountsOf(serviceType: CallServiceType, sums: UsageTotals): UsageAmounts {
  return {
    serviceType,
    chargeMicros: micros(BigInt(sums.chargeMicros)),
    gstMicros: micros(BigInt(sums.gstMicros)),
    costMicros: micros(BigInt(sums.costMicros)),
  }
}

export function nothingWritten(): BatchCounts {
  return {
    calls: 0,
    rated: 0,
    free: 0,
    duplicates: 0,
    suspended: 0,
    rejected: 0,
    chargeMicros: 0,
    gstMicros: 0,
    costMicros: 0,
    costUnknown: 0,
  }
}

function clearTotals(sums: UsageTotals): void {
  sums.calls = 0
  sums.durationSeconds = 0
  sums.billedSeconds = 0
  sums.chargeMicros = 0
  sums.gstMicros = 0
  sums.costMicros = 0
}

function emptyCallRow(batchId: number, sourceId: number): CallRow {
  return {
    aNumber: 0,
    bNumber: 0,
    forwardedFrom: 0,
    startedAtMs: 0,
    keyHigh: 0,
    keyLow: 0,
    chargeMicros: 0,
    allowanceMicros: 0,
    accountId: 0,
    resellerId: 0,
    durationSeconds: 0,
    billedSeconds: 0,
    allowanceSeconds: 0,
    planVersionId: 0,
    rateId: 0,
    costRateId: 0,
    batchId,
    sourceId,
    serviceType: 0,
    direction: 0,
    disposition: 0,
    allowanceCalls: 0,
    costBasis: 0,
    costMicros: NaN,
  }
}
