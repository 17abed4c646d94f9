import type pg from 'pg'

/** Rows deleted by one statement: few enough that nobody waits for it. */
const AT_ONCE = 5000

/** What is kept for a time and then deleted: which rows, given the instant before which they are old. */
const OLD = {
  'answers to repeated requests': ['idempotency_keys', 'created_at < $1'],
  'webhook deliveries': ['webhook_deliveries', `queued_at < $1 AND state <> 'queued'`],
  mails: ['mails', `queued_at < $1 AND state <> 'queued'`],
  events: ['events', 'occurred_at < $1'],
  sessions: ['sessions', 'expires_at < $1'],
  'steps of signing in': ['tickets', 'expires_at < $1'],
  'failed sign-ins': ['sign_in_failures', 'last_failed_at < $1 AND locked_until < $1'],
  'one-time links': ['links', 'expires_at < $1'],
  // What belongs to one goes before it.
  'changes of rate sheets under review': [
    'rate_deck_draft_changes',
    'draft_id IN (SELECT id FROM rate_deck_drafts WHERE expires_at < $1)',
  ],
  'losses of rate sheets under review': [
    'rate_deck_draft_losses',
    'draft_id IN (SELECT id FROM rate_deck_drafts WHERE expires_at < $1)',
  ],
  'rate sheets under review': ['rate_deck_drafts', 'expires_at < $1'],
  'lines of access logs': ['access_log', 'at < $1'],
  'calls that never got a record': ['call_reservations', `state = 'lapsed' AND expires_at < $1`],
  'refused calls': ['call_refusals', 'refused_at < $1'],
  'records of the switch': ['kamailio.acc_cdrs', 'taken_at < $1'],
} as const

export type Prunable = keyof typeof OLD

/**
 * Deletes what is older than an instant, a few thousand rows at a time.
 *
 * @returns how many.
 */
export async function prune(pool: pg.Pool, what: Prunable, before: Date): Promise<number> {
  const [table, isOld] = OLD[what]
  let deleted = 0
  for (;;) {
    const { rowCount } = await pool.query(
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${isOld} LIMIT ${AT_ONCE}))`,
      [before],
    )
    deleted += rowCount ?? 0
    if ((rowCount ?? 0) < AT_ONCE) return deleted
  }
}
