import type pg from 'pg'
import { addJob, scheduleJob } from './jobs.ts'

/** What goes with a mail, made again from what is frozen when it is sent: a paper, or a file for a calendar. */
export type MailAttachment =
  | {
      /** The form a port is lodged with goes as a page and as a table. */
      readonly paper: 'statement' | 'receipt' | 'port-request'
      /** The statement's or payment's id; of a port its id and the attempt: `12-1`. */
      readonly id: string
    }
  | {
      readonly paper: 'cut-over'
      /** The port's id. */
      readonly id: string
      /** ISO 8601, as of the mail. */
      readonly cutOverAt: string
      readonly sequence: number
      readonly isCancelled: boolean
      readonly attendee: string
    }

export interface NewMailRow {
  readonly resellerId: number | undefined
  readonly accountId: number | undefined
  readonly kind: string
  readonly recipient: string
  readonly variables: Readonly<Record<string, string>>
  readonly attachment: MailAttachment | undefined
  /** The port it is about, and which of its attempts. */
  readonly port: { readonly id: number; readonly attempt: number } | undefined
  readonly source: string | undefined
  readonly now: Date
}

/** Writes a mail and the job that sends it; undefined: this source told the same person before. */
export async function insertMail(db: pg.ClientBase, mail: NewMailRow): Promise<bigint | undefined> {
  const { rows } = await db.query<{ id: bigint }>(
    `INSERT INTO mails (reseller_id, account_id, kind, recipient, variables, attachment, source, queued_at, port_id,
                        port_attempt)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (reseller_id, source, recipient) DO NOTHING RETURNING id`,
    [
      mail.resellerId ?? null,
      mail.accountId ?? null,
      mail.kind,
      mail.recipient,
      JSON.stringify(mail.variables),
      mail.attachment === undefined ? null : JSON.stringify(mail.attachment),
      mail.source ?? null,
      mail.now,
      mail.port?.id ?? null,
      mail.port?.attempt ?? null,
    ],
  )
  const [row] = rows
  if (row === undefined) return undefined
  await addJob(db, { ...sendingOf(row.id), place: mail.attachment === undefined ? 'awaited' : 'papers' })
  return row.id
}

/** A mail on its way, with what its words are made of. Read by the installation only. */
export interface MailToSend {
  readonly id: bigint
  readonly resellerId: number | null
  readonly accountId: number | null
  readonly kind: string
  readonly recipient: string
  readonly variables: Readonly<Record<string, string>>
  readonly attachment: MailAttachment | null
  readonly portId: number | null
  readonly attempts: number
}

/** The mail, if it is still to be sent. */
export async function findMailToSend(db: pg.Pool, mailId: bigint): Promise<MailToSend | undefined> {
  const { rows } = await db.query<MailToSend>(
    `SELECT id, reseller_id AS "resellerId", account_id AS "accountId", kind, recipient, variables, attachment,
            port_id AS "portId", attempts
       FROM mails WHERE id = $1 AND state = 'queued'`,
    [mailId],
  )
  return rows[0]
}

export interface MailAttempt {
  readonly mailId: bigint
  readonly state: 'queued' | 'waiting' | 'sent' | 'failed'
  readonly subject: string
  readonly answer: string
  /** The next attempt, where there is one. */
  readonly retryAfterSeconds: number | undefined
  /** Its variables are not needed any more, and whoever has them may sign in. */
  readonly forgetVariables: boolean
  readonly now: Date
}

/** Writes down what came of an attempt, and puts the next one into the queue. */
export async function recordMailAttempt(db: pg.ClientBase, attempt: MailAttempt): Promise<void> {
  const { mailId, state, subject, answer, retryAfterSeconds, forgetVariables, now } = attempt
  await db.query(
    `UPDATE mails SET state = $2, subject = $3, answer = $4, attempts = attempts + 1, tried_at = $5,
            sent_at = CASE WHEN $2 = 'sent' THEN $5 ELSE sent_at END, next_try_at = $6,
            variables = CASE WHEN $7 THEN '{}' ELSE variables END
      WHERE id = $1`,
    [
      mailId,
      state,
      subject,
      answer,
      now,
      retryAfterSeconds === undefined ? null : new Date(now.getTime() + retryAfterSeconds * 1000),
      forgetVariables,
    ],
  )
  if (retryAfterSeconds !== undefined) {
    await scheduleJob(db, { ...sendingOf(mailId), place: 'telling', afterSeconds: retryAfterSeconds })
  }
}

/** Puts a mail that came to an end on its way again. */
export async function requeueMail(db: pg.ClientBase, mailId: bigint): Promise<void> {
  await db.query(`UPDATE mails SET state = 'queued', attempts = 0, next_try_at = NULL WHERE id = $1`, [mailId])
  await addJob(db, sendingOf(mailId))
}

function sendingOf(mailId: bigint) {
  return { name: 'send-mail', payload: { mailId: String(mailId) }, key: `mail ${mailId}` } as const
}
