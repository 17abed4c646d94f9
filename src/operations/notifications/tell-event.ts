import type pg from 'pg'
import { withTransaction } from '#storage/pool.ts'
import { findEvent } from '#storage/queries/events.ts'
import { enterTenant } from '#storage/tenant.ts'
import { insertDeliveriesOfEvent } from '#storage/tables/webhooks.ts'
import { mailsOfEvent } from './mails-of-event.ts'
import { queueMail } from './queue-mail.ts'

/**
 * Tells an event to the webhooks that take it and to the people it concerns, behind the walls of its tenant. Told twice,
 * nothing is sent twice: a delivery and a mail know which event they are of.
 *
 * @returns how many webhooks and people are told; undefined: the event is gone.
 */
export async function tellEvent(
  pool: pg.Pool,
  eventId: bigint,
  now: Date,
): Promise<{ readonly webhooks: number; readonly mails: number } | undefined> {
  const event = await findEvent(pool, eventId)
  if (event === undefined) return undefined
  const { resellerId } = event
  return withTransaction(pool, async (db) => {
    await enterTenant(db, { resellerId })
    const webhooks = await insertDeliveriesOfEvent(db, eventId, now)
    let mails = 0
    for (const mail of await mailsOfEvent(db, resellerId, event)) {
      const id = await queueMail({ db, resellerId, now }, { ...mail, source: `event ${eventId}` })
      if (id !== undefined) mails += 1
    }
    return { webhooks, mails }
  })
}
