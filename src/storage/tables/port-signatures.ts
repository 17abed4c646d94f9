import type pg from 'pg'
import type { AuthorityLetter } from '#domain/porting/authority.ts'
import type { PortOwner } from './ports.ts'

interface AskedSignature {
  readonly askedAt: Date
  readonly askedBy: string
  readonly person: string
  /** Undefined: it is given at once, without a link. */
  readonly link: { readonly recipient: string; readonly expiresAt: Date; readonly tokenHash: Buffer } | undefined
}

/** Writes that a signature is asked for; one that was before is withdrawn. Returns its id. */
export async function insertSignature(
  db: pg.ClientBase,
  { resellerId, accountId, portId }: PortOwner,
  { askedAt, askedBy, person, link }: AskedSignature,
): Promise<number> {
  await revokeAsked(db, portId, askedAt)
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO port_signatures (reseller_id, account_id, port_id, asked_at, asked_by, person, recipient, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [resellerId, accountId, portId, askedAt, askedBy, person, link?.recipient ?? null, link?.expiresAt ?? null],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('no id for the signature')
  if (link === undefined) return id
  await db.query(
    'INSERT INTO port_sign_tokens (reseller_id, account_id, signature_id, token_hash) VALUES ($1, $2, $3, $4)',
    [resellerId, accountId, id, link.tokenHash],
  )
  return id
}

/** Withdraws the signature that is asked for. False: none is. */
export async function revokeAsked(db: pg.ClientBase, portId: number, at: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE port_signatures SET revoked_at = $2 WHERE port_id = $1 AND signed_at IS NULL AND revoked_at IS NULL',
    [portId, at],
  )
  return rowCount === 1
}

interface Signed {
  readonly at: Date
  /** `yyyy-mm-dd` in the zone of the porting desk. */
  readonly on: string
  readonly name: string
  readonly ip: string
  readonly userAgent: string
  readonly content: string
  readonly sha256: string
  readonly letter: AuthorityLetter
}

/** Writes that a signature was given, while its link is good. False: it is not any more. */
export async function updateSigned(db: pg.ClientBase, signatureId: number, signed: Signed): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE port_signatures
        SET signed_at = $2, signed_on = $3, signed_name = $4, ip = $5, user_agent = $6, content = $7, sha256 = $8, letter = $9
      WHERE id = $1 AND signed_at IS NULL AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)`,
    [
      signatureId,
      signed.at,
      signed.on,
      signed.name,
      signed.ip,
      signed.userAgent,
      signed.content,
      signed.sha256,
      JSON.stringify(signed.letter),
    ],
  )
  return rowCount === 1
}

/** Writes the day of the authority into the request of a locked port; what else of it is being typed is at its version still. */
export async function updateAuthorisedOn(db: pg.ClientBase, portId: number, day: string, now: Date): Promise<void> {
  await db.query(
    `UPDATE ports SET details = jsonb_set(details, '{authorisedOn}', to_jsonb($2::text)), changed_at = $3 WHERE id = $1`,
    [portId, day, now],
  )
}
