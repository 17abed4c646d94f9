import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import { expiryNotice } from '#domain/payments/card-expiry.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { operation, perform } from '#operations/operation.ts'
import { listEndingCards } from '#storage/queries/automatic-charges.ts'
import { listGatewayResellers } from '#storage/queries/payment-gateways.ts'
import { insertExpiryNotice } from '#storage/tables/automatic-charges.ts'
import { readAsTenant } from '#storage/tenant.ts'

/** What `payment-method.expires-soon` says. */
export interface CardEnds {
  readonly paymentMethodId: number
  readonly notice: 'next-month' | 'this-month'
  /** Its last month, `yyyy-mm`. */
  readonly month: string
}

/**
 * Tells the customers whose default card expires: from 30 days before its last month, and when that has begun; once each.
 * For the timetable, any day.
 *
 * @returns how many were told.
 */
export async function noticeEndingCards(pool: pg.Pool, { now }: { readonly now: Date }): Promise<number> {
  let told = 0
  for (const resellerId of await listGatewayResellers(pool)) {
    const cards = await readAsTenant(pool, { resellerId }, (db) => listEndingCards(db, ...monthsFrom(now)))
    for (const { methodId, accountId, timeZone, expMonth, expYear } of cards) {
      const notice = expiryNotice({ expMonth, expYear }, dateAt(now.getTime(), timeZone).toString())
      if (notice === undefined) continue
      const month = `${expYear}-${String(expMonth).padStart(2, '0')}`
      const input = { accountId, paymentMethodId: methodId, notice, month }
      const request = { actor: systemActor(resellerId), input, now, origin: 'timetable' }
      if (await perform(pool, noticeEndingCard, request, (isNew) => isNew)) told += 1
    }
  }
  return told
}

/** Cards that end in these months may be due a notice, wherever in Australia it is already tomorrow. */
function monthsFrom(now: Date): readonly [from: string, to: string] {
  const month = dateAt(now.getTime(), 'UTC').toPlainYearMonth()
  return [month.toString(), month.add({ months: 2 }).toString()]
}

const noticeEndingCard = operation({
  name: 'automatic-charges.notice-ending-card',
  permission: 'automatic-charges.run',
  async run({ db, resellerId, now, audit, emit }, { accountId, ...ends }: CardEnds & { readonly accountId: number }) {
    const told = { methodId: ends.paymentMethodId, notice: ends.notice, accountId, at: now }
    if (!(await insertExpiryNotice(db, resellerId, told))) return false
    audit({ subject: `account ${accountId}`, accountId, after: ends })
    emit({ type: 'payment-method.expires-soon', accountId, payload: ends })
    return true
  },
})
