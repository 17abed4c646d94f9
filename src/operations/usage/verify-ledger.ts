import type pg from 'pg'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { billPeriodAt, billPeriodsBetween } from '#domain/time/bill-period.ts'
import { readRatingData, type RatingData } from '#storage/queries/rating-data.ts'
import { ALLOWANCE_CHECKS } from '#storage/queries/verify/allowances-agree.ts'
import { checkAuditChains } from '#storage/queries/verify/audit-chain.ts'
import { prepareShares, type ShareRow } from '#storage/queries/verify/allowance-shares.ts'
import { AUTOMATIC_CHARGE_CHECKS } from '#storage/queries/verify/automatic-charges-agree.ts'
import { batchChecks } from '#storage/queries/verify/batches-agree.ts'
import { BANK_CHECKS } from '#storage/queries/verify/bank-agrees.ts'
import { GATEWAY_CHECKS } from '#storage/queries/verify/gateway-agrees.ts'
import { BILL_CHECKS } from '#storage/queries/verify/bills-agree.ts'
import { ONCE_CHECKS } from '#storage/queries/verify/calls-once.ts'
import { CARRIER_CHECKS } from '#storage/queries/verify/carriers-agree.ts'
import { INVENTORY_CHECKS } from '#storage/queries/verify/inventory-agrees.ts'
import { IOU_CHECKS } from '#storage/queries/verify/ious-agree.ts'
import { LIVE_CALL_CHECKS } from '#storage/queries/verify/live-calls-agree.ts'
import { PORT_PAPER_CHECKS } from '#storage/queries/verify/port-papers.ts'
import { PORT_OUT_CHECKS } from '#storage/queries/verify/port-outs-agree.ts'
import { PORT_CHECKS } from '#storage/queries/verify/ports-agree.ts'
import { SWITCH_CHECKS } from '#storage/queries/verify/switch-records.ts'
import { runCheck, type CheckResult } from '#storage/queries/verify/ledger-check.ts'
import { ROW_CHECKS } from '#storage/queries/verify/rows-lawful.ts'
import { SUM_CHECKS } from '#storage/queries/verify/sums-agree.ts'
import {
  prepareSums,
  readCallSpan,
  type AllowanceRow,
  type CallSpan,
  type CycleRow,
} from '#storage/queries/verify/sums.ts'
import { SHARDS } from './import/call-block.ts'
import { shareInCycle, toPlanHeld } from './rating-book.ts'
import { repriceStoredCalls } from './verify/reprice-calls.ts'

export interface VerifyRequest {
  /** Whether every call is priced again; left out: up to {@link REPRICED_BY_DEFAULT} calls. */
  readonly reprice?: boolean
  /** Told as each check ends. */
  readonly onChecked?: (result: CheckResult) => void
  /** Told while calls are priced again. */
  readonly onRepriced?: (done: number, calls: number) => void
}

export interface VerifyReport {
  readonly calls: number
  readonly repriced: boolean
  readonly checks: readonly CheckResult[]
}

/** So many calls are priced again in a few seconds; more only on demand. */
export const REPRICED_BY_DEFAULT = 1_000_000

/** Verifies the database as it is at this instant, whoever goes on writing to it. Changes nothing. */
export async function verifyLedger(pool: pg.Pool, request: VerifyRequest = {}): Promise<VerifyReport> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    return await verifyInTransaction(client, request)
  } finally {
    // What went wrong first is what counts.
    await client.query('ROLLBACK').catch(() => {})
    client.release()
  }
}

/**
 * Verifies what the client's transaction sees: that calls, usage totals, postings, balances, allowances, batches and
 * suspense agree to the micro, and that no audit line was touched. Leaves temporary tables to the end of the transaction.
 */
export async function verifyInTransaction(client: pg.ClientBase, request: VerifyRequest): Promise<VerifyReport> {
  const data = await readRatingData(client)
  const span = await readCallSpan(client)
  const calls = await prepareSums(client, span === undefined ? [] : cyclesWithin(data, span), allowancesOf(data))
  await prepareShares(client, sharesOf(data))
  const checks: CheckResult[] = []
  const add = (result: CheckResult): void => {
    checks.push(result)
    request.onChecked?.(result)
  }
  for (const check of [
    ...SUM_CHECKS,
    ...BILL_CHECKS,
    ...BANK_CHECKS,
    ...GATEWAY_CHECKS,
    ...AUTOMATIC_CHARGE_CHECKS,
    ...ALLOWANCE_CHECKS,
    ...batchChecks(SHARDS),
    ...ONCE_CHECKS,
    ...ROW_CHECKS,
    ...INVENTORY_CHECKS,
    ...PORT_CHECKS,
    ...CARRIER_CHECKS,
    ...PORT_OUT_CHECKS,
    ...PORT_PAPER_CHECKS,
    ...SWITCH_CHECKS,
    ...LIVE_CALL_CHECKS,
    ...IOU_CHECKS,
  ]) {
    add(await runCheck(client, check))
  }
  add(await checkAuditChains(client))
  const repriced = request.reprice ?? calls <= REPRICED_BY_DEFAULT
  if (repriced) add(await repriceStoredCalls(client, (done) => request.onRepriced?.(done, calls)))
  return { calls, repriced, checks }
}

/** The billing cycles of every bill day and zone there is, as bills reckon them. */
function cyclesWithin({ accounts }: RatingData, { fromMs, toMs }: CallSpan): readonly CycleRow[] {
  const kinds = new Map(accounts.map(({ billDay, timeZone }) => [`${billDay} ${timeZone}`, { billDay, timeZone }]))
  return [...kinds.values()].flatMap((kind) =>
    [...billPeriodsBetween(kind.billDay, kind.timeZone, fromMs, toMs)].map((period) => ({
      ...kind,
      fromMs: period.fromMs,
      toMs: period.toMs,
    })),
  )
}

/** A plan that cannot be read has no allowances: what was drawn from it is found. */
function allowancesOf({ planVersions }: RatingData): readonly AllowanceRow[] {
  return planVersions.flatMap(({ id, definition }) => {
    const plan = parseCallingPlan(definition)
    if (!('rates' in plan)) return []
    return plan.allowances.map(({ unit, quantity }, allowanceNo) => ({
      planVersionId: id,
      allowanceNo,
      unit,
      quantity,
    }))
  })
}

/** The allowances that are less than whole, for the cycles in which they are. */
function sharesOf({ accounts, accountPlans, planVersions }: RatingData): readonly ShareRow[] {
  const byAccount = Map.groupBy(accountPlans, ({ accountId }) => accountId)
  const versions = Map.groupBy(planVersions, ({ planId }) => planId)
  const shared = accountPlans.filter(({ allowanceDays }) => allowanceDays !== null)
  const holders = new Map(accounts.map((account) => [account.id, account]))
  return shared.flatMap(({ accountId, planId, fromMs }) => {
    const account = holders.get(accountId)
    if (account === undefined) return []
    const cycle = billPeriodAt(account.billDay, account.timeZone, fromMs)
    const share = shareInCycle((byAccount.get(accountId) ?? []).map(toPlanHeld), cycle, planId)
    if (share === undefined) return []
    const row = { accountId, cycleFromMs: cycle.fromMs, ...share }
    return (versions.get(planId) ?? []).map(({ id }) => ({ ...row, planVersionId: id }))
  })
}
