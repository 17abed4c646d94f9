import { minimumShortfall } from '#domain/billing/minimum-spend.ts'
import { monthlyCharges, type MonthlyCharge, type ServiceNumber } from '#domain/billing/monthly-charges.ts'
import type { Micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { AccountPlanRow } from '#storage/queries/billing/services.ts'
import type { AccountBill } from './load-account-bills.ts'
import type { PlanBook } from './plan-book.ts'
import { dayAt } from './statement-job.ts'

/** The plan an account was on when its cycle ended; undefined: none. */
function planAtEnd({ plans, job }: AccountBill): AccountPlanRow | undefined {
  return plans.findLast(({ validFrom, validTo }) => validFrom < job.to && (validTo === null || validTo >= job.to))
}

/** What the account's plan wants its calls to come to at least; undefined: nothing. */
export function minimumOf(bill: AccountBill, book: PlanBook): Micros | undefined {
  const plan = planAtEnd(bill)
  if (plan === undefined) return undefined
  const { minimumMonthlySpendMicros } = book.termsAt(plan.planId, new Date(bill.job.to.getTime() - 1))
  return minimumMonthlySpendMicros > 0n ? minimumMonthlySpendMicros : undefined
}

/** The shortfall of the cycle that ends: for the days of it on the plan. Undefined: none. */
export function minimumCharge(bill: AccountBill, minimum: Micros, spent: Micros): MonthlyCharge | undefined {
  const { job } = bill
  const plan = planAtEnd(bill)
  if (plan === undefined) return undefined
  const { startDate } = job.cycle
  const since = dayAt(plan.validFrom.getTime(), job.account.timeZone)
  const from = since > startDate ? since : startDate
  const part = { cycleFrom: startDate, cycleTo: job.cycleTo, from, to: job.periodTo }
  const amount = minimumShortfall(minimum, spent, part)
  if (amount === 0n) return undefined
  return {
    serviceType: 'BillingRecord',
    description: 'Minimum monthly spend not reached',
    quantity: 1,
    unitMicros: amount,
    amountMicros: amount,
    periodFrom: from,
    periodTo: job.periodTo,
    source: `minimum spend from ${startDate}`,
  }
}

/**
 * What the account pays in advance for the month that begins, at the prices in force then.
 *
 * @throws ProblemError 'conflict' for an account that is billed and has no plan.
 */
export function advanceCharges(bill: AccountBill, book: PlanBook): readonly MonthlyCharge[] {
  const { job, plans, numbers, extraChannels, recurring } = bill
  const { next, to, account } = job
  if (next === undefined) return []
  const held = plans.findLast(({ validFrom, validTo }) => validFrom <= to && (validTo === null || validTo > to))
  if (held === undefined) {
    throw new ProblemError(
      problem('conflict', `Account ${account.accountNumber} has no calling plan on ${next.from}; give it one.`),
    )
  }
  const plan = book.termsAt(held.planId, to)
  const services = numbers.map(({ assignmentId, number, numberPlanId, blockId, blockFirst }): ServiceNumber => {
    const { name, unit, monthlyPriceMicros } = book.numberPriceAt(numberPlanId, to)
    const block = blockId === null ? null : { id: blockId, firstNumber: blockFirst ?? number }
    return { assignmentId, number, planName: name, unit, monthlyPriceMicros, block }
  })
  return monthlyCharges({ plan, numbers: services, extraChannels, recurring }, next)
}
