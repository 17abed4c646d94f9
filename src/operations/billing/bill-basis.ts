import type { ChargeItem, StatementBasis, UsageItem } from '#domain/billing/statement-basis.ts'
import { addressLines, withLastDay } from '#domain/billing/document-words.ts'
import { documentNumber } from '#domain/billing/document-number.ts'
import { oldestBillableDay } from '#domain/billing/late-limit.ts'
import type { MonthlyCharge } from '#domain/billing/monthly-charges.ts'
import type { DocumentAllowance } from '#domain/billing/statement-document.ts'
import type { Brand } from '#domain/branding/brand.ts'
import { formatDollars, micros, type Micros } from '#domain/money.ts'
import { sharedQuantity } from '#domain/plans/allowance-share.ts'
import type { Allowance } from '#domain/plans/calling-plan.ts'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import { serviceTypeName, type CallServiceType, type ServiceType } from '#domain/usage/service-type.ts'
import type { UnbilledUsageRow } from '#storage/queries/billing/unbilled.ts'
import { openingOf, type AccountBill } from './load-account-bills.ts'
import type { PlanBook } from './plan-book.ts'
import { dayAt } from './statement-job.ts'

/** A charge the statement's own transaction has made. */
export interface MadeCharge {
  readonly charge: MonthlyCharge
  readonly gstMicros: Micros
  readonly isTaxed: boolean
  readonly chargedOn: string
}

/** A bill with its usage told apart: what is billed, and what came too late for that. */
export interface SortedUsage {
  readonly billed: readonly UsageItem[]
  readonly tooLate: readonly UnbilledUsageRow[]
}

/**
 * Sorts usage into what comes on the statement and what is too old for it. A cycle counts as old as its first day, so
 * that no call in it is older than the limit; what a re-rating gives back is given back however old it is.
 */
export function sortUsage({ job, usage }: AccountBill, issuedOn: string): SortedUsage {
  const { account, cycle } = job
  const billed: UsageItem[] = []
  const tooLate: UnbilledUsageRow[] = []
  for (const row of usage) {
    const isLate = row.cycleFrom.getTime() < cycle.fromMs
    const made = isLate ? billPeriodAt(account.billDay, account.timeZone, row.cycleFrom.getTime()) : undefined
    if (made !== undefined && row.chargeMicros >= 0n) {
      if (made.startDate < oldestBillableDay(issuedOn, account.isConsumer)) {
        tooLate.push(row)
        continue
      }
    }
    billed.push({
      serviceType: serviceTypeName(row.serviceType) as CallServiceType,
      calls: Number(row.calls),
      durationSeconds: Number(row.durationSeconds),
      chargeMicros: row.chargeMicros,
      gstMicros: row.gstMicros,
      late: made === undefined ? null : withLastDay({ from: made.startDate, to: dayAt(made.toMs, account.timeZone) }),
    })
  }
  return { billed, tooLate }
}

/** Everything a statement says, from what the database has and what was charged just now. */
export function basisOf(
  bill: AccountBill,
  made: readonly MadeCharge[],
  usage: SortedUsage,
  { brand, book, issuedOn }: { readonly brand: Brand; readonly book: PlanBook; readonly issuedOn: string },
): StatementBasis {
  const { job, earlier, charges, payments, notes } = bill
  const { account, cycle, periodTo } = job
  return {
    buyer: { ...account, addressLines: addressLines(account.address) },
    brand,
    period: { from: periodFrom(bill), to: periodTo },
    issuedOn,
    isFinal: job.isFinal,
    openingMicros: openingOf(bill),
    usage: usage.billed,
    charges: [
      ...charges.map((row): ChargeItem => ({
        ...row,
        serviceType: serviceTypeName(row.serviceType) as ServiceType,
        isTaxed: row.taxCode === 1,
      })),
      ...made.map(({ charge, ...rest }): ChargeItem => ({ ...charge, ...rest })),
    ],
    payments: payments.map(({ receiptNo, receivedOn, method, reference, amountMicros }) => ({
      receivedOn,
      method,
      reference,
      receipt: receiptNo === null ? null : documentNumber('receipt', receiptNo),
      amountMicros,
    })),
    adjustments: notes.map(({ number, issuedOn: notedOn, refersTo, totalMicros }) => ({
      number,
      issuedOn: notedOn,
      refersTo,
      totalMicros,
    })),
    plans: plansOf(bill, book),
    allowances: allowancesOf(bill, book, cycle.fromMs),
    earlier,
  }
}

/** Where the last statement ended; of the first, where the account's billing began. */
export function periodFrom({ job, earlier }: AccountBill): string {
  const [last] = earlier
  if (last !== undefined) return last.periodTo
  const { billedSince, timeZone } = job.account
  const since = billedSince === null ? job.cycle.startDate : dayAt(billedSince.getTime(), timeZone)
  return since > job.cycle.startDate ? since : job.cycle.startDate
}

/** The plans of the period, each with its days; one replaced on the day it began has none. */
function plansOf(bill: AccountBill, book: PlanBook): StatementBasis['plans'] {
  const { job, plans } = bill
  const { timeZone } = job.account
  const first = periodFrom(bill)
  return plans.flatMap(({ planId, validFrom, validTo }) => {
    if (validFrom >= job.to) return []
    const since = dayAt(validFrom.getTime(), timeZone)
    const from = since > first ? since : first
    const to = validTo === null || validTo >= job.to ? job.periodTo : dayAt(validTo.getTime(), timeZone)
    if (from >= to) return []
    const { name, type } = book.termsAt(planId, new Date(Math.max(validFrom.getTime(), job.cycle.fromMs)))
    return [{ name, type, from, to }]
  })
}

/** The allowances of the plan versions in force in the cycle or drawn on in it, in their order. */
function allowancesOf({ job, plans, drawn }: AccountBill, book: PlanBook, cycleFromMs: number): DocumentAllowance[] {
  const shares = new Map<number, { days: number; cycleDays: number } | undefined>()
  for (const { planId, validFrom, validTo, allowanceDays, cycleDays } of plans) {
    if (validFrom >= job.to) continue
    const lastMs = Math.min(validTo?.getTime() ?? Infinity, job.to.getTime()) - 1
    const { versionId } = book.termsAt(planId, new Date(Math.max(lastMs, validFrom.getTime())))
    const isShared = validFrom.getTime() > cycleFromMs && allowanceDays !== null && cycleDays !== null
    shares.set(versionId, isShared ? { days: allowanceDays, cycleDays } : undefined)
  }
  for (const { planVersionId } of drawn) if (!shares.has(planVersionId)) shares.set(planVersionId, undefined)
  return [...shares].flatMap(([versionId, share]) => {
    const terms = book.version(versionId)
    if (terms === undefined) return []
    return book.allowancesOf(terms).map((allowance, allowanceNo) => {
      const use = drawn.find((row) => row.planVersionId === versionId && row.allowanceNo === allowanceNo)
      return allowanceLine(allowance, sharedQuantity(allowance.quantity, share), use?.drawn ?? 0)
    })
  })
}

function allowanceLine({ name, unit }: Allowance, included: number, used: number): DocumentAllowance {
  const write = (quantity: number): string =>
    unit === 'money' ? formatDollars(micros(BigInt(quantity)), 2) : String(quantity)
  const remaining = write(Math.max(0, included - used))
  return { included: write(included), name, remaining, unit, used: write(used) }
}
