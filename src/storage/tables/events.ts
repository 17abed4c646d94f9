import type pg from 'pg'
import { plainArray, textArray } from './array-text.ts'
import { PLACES } from './jobs.ts'
import type { EventType } from '#domain/notifications/event-types.ts'

export interface NewEvent {
  readonly type: EventType
  readonly accountId?: number
  readonly payload: object
}

/** Writes down what happened and asks the worker to tell it, in the transaction that did it. */
export async function recordEvents(
  db: pg.ClientBase,
  resellerId: number,
  atMs: number,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return
  await db.query(
    `WITH told AS (
       INSERT INTO events (reseller_id, account_id, type, payload, occurred_at)
       SELECT $1, account_id, type, payload, to_timestamp($5 / 1000.0)
         FROM unnest($2::int4[], $3::text[], string_to_array($4, E'\\n')::jsonb[]) AS e (account_id, type, payload)
       RETURNING id
     )
     SELECT tollgate_add_jobs('tell-event', array_agg(json_build_object('eventId', id) ORDER BY id), $6) FROM told`,
    [
      resellerId,
      plainArray(events.map(({ accountId }) => accountId ?? null)),
      textArray(events.map(({ type }) => type)),
      // One text, a line each: JSON has no line breaks of its own.
      events.map(({ payload }) => JSON.stringify(payload)).join('\n'),
      atMs,
      PLACES.telling,
    ],
  )
}
