import type pg from 'pg'

/** A paper of the account, made again from its frozen lines when the mail is sent. */
export interface MailAttachment {
  readonly paper: 'statement' | 'receipt'
  /** The statement's or payment's id. */
  readonly id: string
}

export interface MailRow {
  readonly resellerId: number | undefined
  readonly accountId: number | undefined
  readonly kind: string
  readonly recipient: string
  readonly variables: Readonly<Record<string, string>>
  readonly attachment: MailAttachment | undefined
  readonly source: string | undefined
  readonly now: Date
}

/** Writes a mail and the job that sends it; undefined: this source told the same person before. */
export async function insertMail(db: pg.ClientBase, mail: MailRow): Promise<bigint | undefined> {
  const { rows } = await db.query<{ id: bigint }>(
    `INSERT INTO mails (reseller_id, account_id, kind, recipient, variables, attachment, source, queued_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (reseller_id, source, recipient) DO NOTHING RETURNING id`,
    [
      mail.resellerId ?? null,
      mail.accountId ?? null,
      mail.kind,
      mail.recipient,
      JSON.stringify(mail.variables),
      mail.attachment === undefined ? null : JSON.stringify(mail.attachment),
      mail.source ?? null,
      mail.now,
    ],
  )
  const [row] = rows
  if (row === undefined) return undefined
  await db.query(`SELECT tollgate_add_job('send-mail', json_build_object('mailId', $1::text), 'mail ' || $1::text)`, [
    String(row.id),
  ])
  return row.id
}
