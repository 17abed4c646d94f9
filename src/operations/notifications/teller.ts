import type pg from 'pg'
import type { EventRow } from '#storage/queries/events.ts'
import type { NewMail } from './queue-mail.ts'

/** An event and its payload, which may be anything. */
export type Event = Pick<EventRow, 'type' | 'accountId' | 'occurredAt'> & { readonly payload: object }

/** Makes the mails of an event, behind the tenant's walls. */
export type Teller = (db: pg.ClientBase, event: Event, resellerId: number) => Promise<readonly NewMail[]>
