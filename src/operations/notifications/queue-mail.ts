import type pg from 'pg'
import type { MailKind, MailValues } from '#domain/notifications/mail-kinds.ts'
import { insertMail, type MailAttachment } from '#storage/tables/mails.ts'

export interface NewMail<Kind extends MailKind = MailKind> {
  readonly kind: Kind
  /** One address, as it was checked when it was entered. */
  readonly to: string
  readonly accountId?: number
  /** What the variables of the kind stand for, written as people read them: `$128.70`, `20 November 2026`. */
  readonly values: MailValues<Kind>
  /** A paper to send with it. */
  readonly attachment?: MailAttachment
  /** The port it is about, and which of its attempts; it then may hold a link to the page of it. */
  readonly port?: { readonly id: number; readonly attempt: number }
  /** What it is about (`event 71`): a second mail of the same source to the same person is not queued. */
  readonly source?: string
}

/** As much of a write's context as a mail takes. */
export interface MailContext {
  readonly db: pg.ClientBase
  /** Undefined: the installation's own mail, to somebody who runs it. */
  readonly resellerId: number | undefined
  readonly now: Date
}

/**
 * Puts a mail on its way, in the transaction of whoever writes it: it is sent once that is committed, under the
 * reseller's brand, and tried again where the mail server is not there.
 *
 * @returns the mail's id; undefined where this source told the same person before.
 */
export async function queueMail<Kind extends MailKind>(
  { db, resellerId, now }: MailContext,
  { kind, to, accountId, values, attachment, port, source }: NewMail<Kind>,
): Promise<bigint | undefined> {
  return insertMail(db, {
    resellerId,
    accountId,
    kind,
    recipient: to,
    variables: values,
    attachment,
    port,
    source,
    now,
  })
}
