import type pg from 'pg'
import type { AuthorityLetter } from '#domain/porting/authority.ts'
import { PORT_ANCESTRY } from './port-files.ts'

/** A signature that was asked for or given. */
export interface PortSignatureRow {
  readonly id: number
  readonly portId: number
  readonly askedAt: Date
  readonly askedBy: string
  /** Whose it is to be. */
  readonly person: string
  /** Where the link was mailed to; null: signed in the portal. */
  readonly recipient: string | null
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly signedAt: Date | null
}

/** One that was given. */
export interface GivenSignatureRow extends PortSignatureRow {
  readonly signedAt: Date
  /** `yyyy-mm-dd` in the zone of the porting desk. */
  readonly signedOn: string
  readonly signedName: string
  readonly ip: string
  readonly userAgent: string
  /** The canonical text it is under. */
  readonly content: string
  /** Of that, in hex. */
  readonly sha256: string
  readonly letter: AuthorityLetter
}

const ASKED = `s.id, s.port_id AS "portId", s.asked_at AS "askedAt", s.asked_by AS "askedBy", s.person, s.recipient,
  s.expires_at AS "expiresAt", s.revoked_at AS "revokedAt", s.signed_at AS "signedAt"`

const GIVEN = `${ASKED}, s.signed_on AS "signedOn", s.signed_name AS "signedName", s.ip, s.user_agent AS "userAgent",
  s.content, s.sha256, s.letter`

/** The signature that is asked for, over or not; undefined: none is. */
export async function readAskedSignature(db: pg.ClientBase, portId: number): Promise<PortSignatureRow | undefined> {
  const { rows } = await db.query<PortSignatureRow>(
    `SELECT ${ASKED} FROM port_signatures s WHERE s.port_id = $1 AND s.signed_at IS NULL AND s.revoked_at IS NULL`,
    [portId],
  )
  return rows[0]
}

/** The signatures given for a port, the last first; those for the port it was split from count for it, too. */
export async function readGivenSignatures(db: pg.ClientBase, portId: number): Promise<readonly GivenSignatureRow[]> {
  const { rows } = await db.query<GivenSignatureRow>(
    `${PORT_ANCESTRY}
     SELECT ${GIVEN} FROM line JOIN port_signatures s ON s.port_id = line.id AND s.signed_at <= line.until
      ORDER BY s.signed_at DESC, s.id DESC LIMIT 100`,
    [portId],
  )
  return rows
}

/** What a link that asks for a signature leads to. */
export interface SignLinkRow extends PortSignatureRow {
  readonly resellerId: number
  readonly accountId: number
}

/** The link of a token, good or not; undefined: there never was one. Reads across tenants: nobody is signed in. */
export async function findSignLink(db: Pick<pg.Pool, 'query'>, tokenHash: Buffer): Promise<SignLinkRow | undefined> {
  const { rows } = await db.query<SignLinkRow>(
    `SELECT ${ASKED}, s.reseller_id AS "resellerId", s.account_id AS "accountId"
       FROM port_sign_tokens t JOIN port_signatures s ON s.id = t.signature_id WHERE t.token_hash = $1`,
    [tokenHash],
  )
  return rows[0]
}

/** The e-mail address of a person's own login. */
export async function readOwnEmail(db: pg.ClientBase, userId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ email: string }>('SELECT email FROM users WHERE id = $1', [userId])
  return rows[0]?.email
}
