import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import { readEarlierStatements, type EarlierStatementRow } from '#storage/queries/billing/billed-accounts.ts'
import {
  readAccountPlans,
  readExtraChannels,
  readRecurringItems,
  readServiceNumbers,
  type AccountPlanRow,
  type RecurringItemRow,
  type ServiceNumberRow,
} from '#storage/queries/billing/services.ts'
import {
  readUnbilledCharges,
  readUnbilledPayments,
  readUnbilledUsage,
  readUncarriedNotes,
  type BilledSpan,
  type UnbilledChargeRow,
  type UnbilledPaymentRow,
  type UnbilledUsageRow,
  type UncarriedNoteRow,
} from '#storage/queries/billing/unbilled.ts'
import { readAllowanceUse } from '#storage/queries/allowance-use.ts'
import type { StatementJob } from './statement-job.ts'

export interface DrawnAllowance {
  readonly planVersionId: number
  readonly allowanceNo: number
  readonly drawn: number
}

/** What the database has of one account for its statement. */
export interface AccountBill {
  readonly job: StatementJob
  readonly span: BilledSpan
  /** The last two, the later first. */
  readonly earlier: readonly EarlierStatementRow[]
  readonly usage: readonly UnbilledUsageRow[]
  readonly charges: readonly UnbilledChargeRow[]
  readonly payments: readonly UnbilledPaymentRow[]
  readonly notes: readonly UncarriedNoteRow[]
  readonly plans: readonly AccountPlanRow[]
  readonly numbers: readonly ServiceNumberRow[]
  readonly extraChannels: number
  readonly recurring: readonly RecurringItemRow[]
  readonly drawn: readonly DrawnAllowance[]
}

/** Loads what the statements of many accounts are made of, a query for each kind. */
export async function loadAccountBills(
  db: pg.ClientBase,
  jobs: readonly StatementJob[],
  watermark: number,
): Promise<readonly AccountBill[]> {
  const ids = jobs.map(({ account }) => account.id)
  const earlier = byAccount(await readEarlierStatements(db, ids))
  const spans = jobs.map(({ account, to, cycle }): BilledSpan => {
    const last = earlier.get(account.id)?.[0]
    return {
      accountId: account.id,
      timeZone: account.timeZone,
      lastTo: last?.cycleTo ?? null,
      lastWatermark: last?.usageWatermark ?? 0,
      to,
      cycleFrom: new Date(cycle.fromMs),
    }
  })
  const usage = byAccount(await readUnbilledUsage(db, spans, watermark))
  const charges = byAccount(await readUnbilledCharges(db, spans))
  const payments = byAccount(await readUnbilledPayments(db, spans))
  const notes = byAccount(await readUncarriedNotes(db, spans))
  const plans = byAccount(await readAccountPlans(db, spans))
  const numbers = byAccount(await readServiceNumbers(db, spans))
  const channels = byAccount(await readExtraChannels(db, spans))
  const recurring = byAccount(await readRecurringItems(db, ids))
  const cycles = jobs.map(({ account, cycle }) => ({ accountId: account.id, cycleFromMs: cycle.fromMs }))
  const drawn = byAccount(await readAllowanceUse(db, cycles))
  return jobs.map((job, index): AccountBill => {
    const { id } = job.account
    const span = spans[index]
    if (span === undefined) throw new RangeError('a job without its span')
    return {
      job,
      span,
      earlier: earlier.get(id) ?? [],
      usage: usage.get(id) ?? [],
      charges: charges.get(id) ?? [],
      payments: payments.get(id) ?? [],
      notes: notes.get(id) ?? [],
      plans: plans.get(id) ?? [],
      numbers: numbers.get(id) ?? [],
      extraChannels: channels.get(id)?.[0]?.quantity ?? 0,
      recurring: recurring.get(id) ?? [],
      drawn: drawn.get(id) ?? [],
    }
  })
}

/** The closing balance of the last statement. */
export function openingOf({ earlier }: AccountBill): Micros {
  return earlier[0]?.closingMicros ?? (0n as Micros)
}

function byAccount<Row extends { readonly accountId: number }>(rows: readonly Row[]): ReadonlyMap<number, Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.accountId)
    if (group === undefined) groups.set(row.accountId, [row])
    else group.push(row)
  }
  return groups
}
