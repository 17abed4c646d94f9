import type pg from 'pg'
import type { AccountRow } from '#storage/queries/accounts.ts'

export type AccountStandingRow = Pick<
  AccountRow,
  'id' | 'status' | 'billDay' | 'activatedAt' | 'suspendedAt' | 'cancelledAt' | 'cancelOn'
>

/**
 * Writes where an account stands; the caller holds its lock. Returns its new version.
 *
 * @param statusReason why it has its status; undefined: as before.
 */
export async function saveStanding(
  db: pg.ClientBase,
  account: AccountStandingRow,
  statusReason: string | undefined,
): Promise<number> {
  const { rows } = await db.query<{ version: number }>(
    `UPDATE accounts
        SET status = $2, bill_day = $3, activated_at = $4, suspended_at = $5, cancelled_at = $6, cancel_on = $7,
            status_reason = coalesce($8, status_reason), version = version + 1
      WHERE id = $1 RETURNING version`,
    [
      account.id,
      account.status,
      account.billDay,
      account.activatedAt,
      account.suspendedAt,
      account.cancelledAt,
      account.cancelOn,
      statusReason ?? null,
    ],
  )
  const [saved] = rows
  if (saved === undefined) throw new Error(`account ${account.id} is gone`)
  return saved.version
}

export interface StatusChange {
  readonly accountId: number
  /** A step of the machine; `open` is the first. */
  readonly step: string
  readonly fromStatus: string | null
  readonly toStatus: string
  readonly at: Date
  /** `user 12`, `system`. */
  readonly actor: string
  readonly actorName: string
  readonly reason?: string
  readonly words?: string
}

/** Adds steps to the history of their accounts, in order. */
export async function recordStatusChanges(
  db: pg.ClientBase,
  resellerId: number,
  changes: readonly StatusChange[],
): Promise<void> {
  await db.query(
    `INSERT INTO account_status_changes (reseller_id, account_id, step, from_status, to_status, at, actor, actor_name,
                                         reason, words)
     SELECT $1, account_id, step, from_status, to_status, at, actor, actor_name, reason, words
       FROM unnest($2::int4[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[],
                   $9::text[], $10::text[]) WITH ORDINALITY
            AS c (account_id, step, from_status, to_status, at, actor, actor_name, reason, words, nth)
      ORDER BY nth`,
    [
      resellerId,
      changes.map(({ accountId }) => accountId),
      changes.map(({ step }) => step),
      changes.map(({ fromStatus }) => fromStatus),
      changes.map(({ toStatus }) => toStatus),
      changes.map(({ at }) => at),
      changes.map(({ actor }) => actor),
      changes.map(({ actorName }) => actorName),
      changes.map(({ reason = '' }) => reason),
      changes.map(({ words = '' }) => words),
    ],
  )
}

/** Ends the channels an account has beyond its plan's; added at that very instant, a millisecond later. */
export async function endChannels(db: pg.ClientBase, accountId: number, at: Date): Promise<void> {
  await db.query('DELETE FROM account_channels WHERE account_id = $1 AND valid_from > $2', [accountId, at])
  await db.query(
    `UPDATE account_channels SET valid_to = greatest($2, valid_from + interval '1 ms')
      WHERE account_id = $1 AND (valid_to IS NULL OR valid_to > $2)`,
    [accountId, at],
  )
}
