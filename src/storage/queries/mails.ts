import type pg from 'pg'
import { countRows, decodeCursor, toPage, type PageWithTotal } from './page.ts'

export type MailState = 'queued' | 'waiting' | 'sent' | 'failed'

export interface MailRow {
  readonly id: bigint
  readonly kind: string
  readonly accountId: number | null
  readonly to: string
  readonly status: MailState
  /** As it was sent last. */
  readonly subject: string | null
  readonly attempts: number
  /** What the mail server said last, or why the mail waits. */
  readonly answer: string | null
  readonly queuedAt: Date
  readonly triedAt: Date | null
  readonly sentAt: Date | null
  readonly nextTryAt: Date | null
}

const COLUMNS = `id, kind, account_id AS "accountId", recipient AS "to", state AS status, subject, attempts, answer,
  queued_at AS "queuedAt", tried_at AS "triedAt", sent_at AS "sentAt", next_try_at AS "nextTryAt"`

export interface MailFilter {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly accountId?: number | undefined
  readonly status?: readonly MailState[] | undefined
  readonly kind?: string | undefined
  readonly to?: string | undefined
  readonly withTotal?: boolean | undefined
}

/** The mails the session may see, newest first. */
export async function listMails(db: pg.ClientBase, filter: MailFilter): Promise<PageWithTotal<MailRow>> {
  const [before] = decodeCursor(filter.cursor, 'number') ?? []
  const wanted = `FROM mails WHERE ($1::int4 IS NULL OR account_id = $1) AND ($2::text[] IS NULL OR state = ANY ($2))
        AND ($3::text IS NULL OR kind = $3) AND ($4::text IS NULL OR recipient = $4)`
  const values = [filter.accountId ?? null, filter.status ?? null, filter.kind ?? null, filter.to ?? null]
  const { rows } = await db.query<MailRow>(
    `SELECT ${COLUMNS} ${wanted} AND ($5::int8 IS NULL OR id < $5) ORDER BY id DESC LIMIT $6`,
    [...values, before ?? null, filter.limit + 1],
  )
  const total = await countRows(db, filter.withTotal, wanted, values)
  return { ...toPage(rows, filter.limit, ({ id }) => [Number(id)]), ...total }
}

export interface PortMailRow extends MailRow {
  readonly attempt: number
}

/** The mails about a port the session may see, in order; the last five hundred. */
export async function listPortMails(db: pg.ClientBase, portId: number): Promise<readonly PortMailRow[]> {
  const { rows } = await db.query<PortMailRow>(
    `SELECT * FROM (
       SELECT ${COLUMNS}, coalesce(port_attempt, 0)::int4 AS attempt
         FROM mails WHERE port_id = $1 ORDER BY id DESC LIMIT 500) m
      ORDER BY id`,
    [portId],
  )
  return rows
}

export async function readMail(db: pg.ClientBase, mailId: bigint): Promise<MailRow | undefined> {
  const { rows } = await db.query<MailRow>(`SELECT ${COLUMNS} FROM mails WHERE id = $1`, [mailId])
  return rows[0]
}

export interface StoredTemplate {
  readonly kind: string
  readonly subject: string
  readonly body: string
  readonly version: number
}

/** The reseller's own words: of all kinds it has some for. */
export async function readMailTemplates(db: pg.ClientBase, resellerId: number): Promise<readonly StoredTemplate[]> {
  const { rows } = await db.query<StoredTemplate>(
    'SELECT kind, subject, body, version FROM mail_templates WHERE reseller_id = $1',
    [resellerId],
  )
  return rows
}
