import { recurringCharge } from '#domain/billing/monthly-charges.ts'
import { formatDollars, type Micros } from '#domain/money.ts'
import { partMonthAt } from '#domain/plans/part-month.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { lockAccount, type AccountRow } from '#storage/queries/accounts.ts'
import { readRecurringItem } from '#storage/queries/charges.ts'
import { endRecurringItem, insertRecurringItem } from '#storage/tables/recurring-items.ts'
import { postCharges } from './post-charges.ts'
import type pg from 'pg'

export interface NewItem {
  readonly accountId: number
  readonly description: string
  readonly quantity: number
  /** Ex GST, a month; below zero: a discount. */
  readonly unitMicros: Micros
  /** Days in the account's zone; left out: from today, until further notice. */
  readonly from?: string | undefined
  /** The last day. */
  readonly until?: string | undefined
}

/**
 * Puts something on an account that is charged every month in advance. What is left of the present month is charged now,
 * by days.
 *
 * @throws ProblemError 'not_found', 'account_not_active', 'invalid_value' for a day before this billing cycle or an end
 *   before the beginning.
 */
export const addRecurringItem = operation({
  name: 'billing.add-recurring-item',
  permission: 'billing.write',
  async run(context, { accountId, description, quantity, unitMicros, from, until }: NewItem): Promise<number> {
    const { db, resellerId, now, audit, emit } = context
    const account = await lockBilled(db, accountId)
    const month = partMonthAt(account, now)
    const fromDate = from ?? month.from
    if (fromDate < month.cycleFrom) {
      const message = `It can begin on ${month.cycleFrom} at the earliest, the first day of this billing cycle.`
      throw new ProblemError(problem('invalid_value', message, { field: 'from' }))
    }
    const toDate = until === undefined ? null : Temporal.PlainDate.from(until).add({ days: 1 }).toString()
    if (toDate !== null && toDate <= fromDate) {
      throw new ProblemError(problem('invalid_value', 'It cannot end before it begins.', { field: 'until' }))
    }
    const item = { description, quantity, unitMicros, fromDate, toDate }
    const id = await insertRecurringItem(db, { ...item, resellerId, accountId, createdAt: now })
    const { cycleFrom, cycleTo } = month
    const charge = recurringCharge({ ...item, id }, { cycleFrom, cycleTo, from: cycleFrom })
    if (charge !== undefined) {
      await postCharges(context, [{ ...charge, serviceType: 'BillingRecord', accountId, chargedAt: now }])
    }
    const after = {
      itemId: id,
      description,
      quantity,
      unitPrice: formatDollars(unitMicros),
      from: fromDate,
      to: toDate,
    }
    audit({ subject: `account ${accountId}`, accountId, after })
    emit({ type: 'recurring-item.added', accountId, payload: { ...after, currency: 'AUD' } })
    return id
  },
})

/**
 * Ends a recurring item: with the billing cycle unless a day is named. What is paid in advance is not given back.
 *
 * @throws ProblemError 'not_found', 'invalid_value' for a day that is over.
 */
export const stopRecurringItem = operation({
  name: 'billing.end-recurring-item',
  permission: 'billing.write',
  async run(
    { db, now, audit, emit },
    {
      accountId,
      itemId,
      until,
    }: { readonly accountId: number; readonly itemId: number; readonly until?: string | undefined },
  ): Promise<number> {
    const account = await lockAccount(db, accountId)
    const item = account === undefined ? undefined : await readRecurringItem(db, accountId, itemId)
    if (account === undefined || item === undefined) {
      throw new ProblemError(problem('not_found', 'There is no such recurring item.'))
    }
    const month = partMonthAt(account, now)
    const chosen = until === undefined ? month.cycleTo : Temporal.PlainDate.from(until).add({ days: 1 }).toString()
    if (chosen < month.from) {
      throw new ProblemError(
        problem('invalid_value', `Its last day can be today, ${month.from}, or later.`, { field: 'until' }),
      )
    }
    const toDate = chosen > item.fromDate ? chosen : item.fromDate
    await endRecurringItem(db, { accountId, itemId, toDate })
    const after = { itemId, description: item.description, to: toDate }
    audit({ subject: `account ${accountId}`, accountId, before: { itemId, to: item.toDate }, after })
    emit({ type: 'recurring-item.ended', accountId, payload: after })
    return itemId
  },
})

async function lockBilled(db: pg.ClientBase, accountId: number): Promise<AccountRow> {
  const account = await lockAccount(db, accountId)
  if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  if (account.status === 'active' || account.status === 'suspended') return account
  throw new ProblemError(problem('account_not_active', `This account is ${account.status}: nothing can recur on it.`))
}
