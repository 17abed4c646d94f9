import type pg from 'pg'

type Queryable = Pick<pg.Pool, 'query'>

export type TicketPurpose = 'second-factor' | 'passkey-sign-in' | 'passkey-registration' | 'confirm'

export interface Ticket {
  readonly purpose: TicketPurpose
  readonly userId: number | null
  readonly challenge: string | null
}

/** Keeps a step of a sign-in for the next one to find; those that waited in vain are swept out on the way. */
export async function insertTicket(
  db: Queryable,
  tokenHash: Buffer,
  ticket: { purpose: TicketPurpose; userId?: number; challenge?: string },
  { now, expiresAt }: { now: Date; expiresAt: Date },
): Promise<void> {
  await db.query(
    `WITH swept AS (
       DELETE FROM tickets WHERE token_hash IN (SELECT token_hash FROM tickets WHERE expires_at <= $6 LIMIT 10)
     )
     INSERT INTO tickets (token_hash, purpose, user_id, challenge, expires_at) VALUES ($1, $2, $3, $4, $5)`,
    [tokenHash, ticket.purpose, ticket.userId ?? null, ticket.challenge ?? null, expiresAt, now],
  )
}

export async function findTicket(db: Queryable, tokenHash: Buffer, now: Date): Promise<Ticket | undefined> {
  const { rows } = await db.query<Ticket>(
    `SELECT purpose, user_id AS "userId", challenge FROM tickets WHERE token_hash = $1 AND expires_at > $2`,
    [tokenHash, now],
  )
  return rows[0]
}

export async function writeChallenge(db: Queryable, tokenHash: Buffer, challenge: string): Promise<void> {
  await db.query('UPDATE tickets SET challenge = $2 WHERE token_hash = $1', [tokenHash, challenge])
}

/** Takes a ticket out, once: undefined when it is not there any more. */
export async function takeTicket(db: Queryable, tokenHash: Buffer, now: Date): Promise<Ticket | undefined> {
  const { rows } = await db.query<Ticket>(
    `DELETE FROM tickets WHERE token_hash = $1 AND expires_at > $2
     RETURNING purpose, user_id AS "userId", challenge`,
    [tokenHash, now],
  )
  return rows[0]
}
