import type pg from 'pg'
import { BRAND_DEFAULTS, portalAddress, type Brand } from '#domain/branding/brand.ts'
import { composeMail, type MailBrand } from '#domain/notifications/compose-mail.ts'
import { DEFAULT_TEMPLATES } from '#domain/notifications/default-templates.ts'
import { MAIL_KINDS, SECRET_KINDS, type MailKind } from '#domain/notifications/mail-kinds.ts'
import { mailRetryDelay } from '#domain/notifications/retry-schedule.ts'
import type { Attachment, Handover, Mailer, Message } from '#providers/email/mailer.ts'
import { withTransaction } from '#storage/pool.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readMailTemplates } from '#storage/queries/mails.ts'
import { findMailToSend, recordMailAttempt, type MailAttachment, type MailToSend } from '#storage/tables/mails.ts'
import { readAsTenant } from '#storage/tenant.ts'

/** What it takes to send mail. */
export interface MailTools {
  readonly pool: pg.Pool
  readonly mailer: Mailer
  /** The sender of a reseller without one of its own. */
  readonly from: string
  /** Makes a paper that goes with a mail, in each of its forms, read behind the tenant's walls. */
  readonly makePaper: (
    db: pg.ClientBase,
    resellerId: number,
    paper: MailAttachment,
    now: Date,
  ) => Promise<readonly Attachment[]>
  /** Where the portals of a brand without host names of its own are found. */
  readonly publicUrl: string
  readonly log: (line: string) => void
}

/** How the installation signs what it says to those who run it. */
const OWN_BRAND = { ...BRAND_DEFAULTS, name: 'Your installation', colour: '#445566' }

/**
 * Sends a queued mail: words from the template and brand of now, papers made again from their frozen lines. What came of it
 * is written down, and the next attempt put into the queue. A mail that is not queued any more is left alone, so that
 * the job may run twice; killed between the server's yes and our note of it, the mail goes out again under the same
 * Message-ID.
 *
 * @returns what came of it; undefined: there was nothing to send.
 */
export async function sendMail(tools: MailTools, mailId: bigint, now: Date): Promise<Handover | undefined> {
  const mail = await findMailToSend(tools.pool, mailId)
  if (mail === undefined) return undefined
  const { subject, handover } = await handOver(tools, mail, now)
  const { outcome, answer } = handover
  const retryAfterSeconds = outcome === 'not-now' ? mailRetryDelay(mail.attempts + 1) : undefined
  const state =
    outcome === 'sent' || outcome === 'waiting' ? outcome : retryAfterSeconds === undefined ? 'failed' : 'queued'
  const isOver = state === 'sent' || state === 'failed'
  const forgetVariables = isOver && SECRET_KINDS.some((kind) => kind === mail.kind)
  await withTransaction(tools.pool, (db) =>
    recordMailAttempt(db, { mailId, state, subject, answer, retryAfterSeconds, forgetVariables, now }),
  )
  return handover
}

async function handOver(
  tools: MailTools,
  mail: MailToSend,
  now: Date,
): Promise<{ readonly subject: string; readonly handover: Handover }> {
  let message: Message
  try {
    message = await writeMessage(tools, mail, now)
  } catch (error) {
    tools.log(`mail ${mail.id} cannot be made: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`)
    return { subject: '', handover: { outcome: 'not-now', answer: 'The mail or its paper could not be made.' } }
  }
  return { subject: message.subject, handover: await tools.mailer.send(message) }
}

async function writeMessage(tools: MailTools, mail: MailToSend, at: Date): Promise<Message> {
  const kind = mailKind(mail.kind)
  const { brand, senderEmail, senderName, template, values, attachments } = await gather(tools, mail, kind, at)
  const from = { name: senderName, address: senderEmail ?? tools.from }
  return {
    messageId: `mail-${mail.id}@${from.address.replace(/^.*@/, '')}`,
    from,
    replyTo: brand.supportEmail,
    to: mail.recipient,
    ...composeMail(template, values, brand),
    attachments,
    at,
  }
}

interface Gathered {
  readonly brand: MailBrand
  readonly senderEmail: string | null
  readonly senderName: string
  readonly template: { readonly subject: string; readonly body: string }
  readonly values: Readonly<Record<string, string>>
  readonly attachments: readonly Attachment[]
}

/** Everything a mail is made of, as its tenant may see it. */
async function gather(tools: MailTools, mail: MailToSend, kind: MailKind, now: Date): Promise<Gathered> {
  const { resellerId, accountId, attachment, portId } = mail
  if (resellerId === null) {
    const brand = { ...OWN_BRAND, supportEmail: tools.from }
    const template = DEFAULT_TEMPLATES[kind]
    return { brand, senderEmail: null, senderName: brand.name, template, values: mail.variables, attachments: [] }
  }
  return readAsTenant(tools.pool, { resellerId }, async (db) => {
    const brand = await readBrand(db, resellerId)
    if (brand === undefined) throw new Error(`reseller ${resellerId} is gone`)
    const own = (await readMailTemplates(db, resellerId)).find((template) => template.kind === kind)
    const account = accountId === null ? undefined : await readAccount(db, accountId)
    return {
      brand,
      senderEmail: brand.senderEmail,
      senderName: brand.senderName ?? brand.name,
      template: own ?? DEFAULT_TEMPLATES[kind],
      values: {
        ...mail.variables,
        ...(portId !== null && { 'port.page': portPage(brand, accountId === null, portId, tools.publicUrl) }),
        'customer.name': account?.name ?? '',
        'account.number': account?.accountNumber ?? '',
        'portal.address': customerPortal(brand, tools.publicUrl),
      },
      attachments: attachment === null ? [] : await tools.makePaper(db, resellerId, attachment, now),
    }
  })
}

/** Where whoever gets the mail finds the port: its customer, or those who run the reseller. */
function portPage(
  brand: Pick<Brand, 'staffHostname' | 'customerHostname'>,
  isForStaff: boolean,
  portId: number,
  publicUrl: string,
): string {
  if (isForStaff) return `${portalAddress(brand, 'staff', publicUrl)}/porting/${portId}`
  return `${customerPortal(brand, publicUrl)}/porting/${portId}`
}

function customerPortal(brand: Pick<Brand, 'staffHostname' | 'customerHostname'>, publicUrl: string): string {
  return `${portalAddress(brand, 'customer', publicUrl)}${brand.customerHostname === null ? '/my' : ''}`
}

function mailKind(text: string): MailKind {
  const kind = MAIL_KINDS.find((known) => known === text)
  if (kind === undefined) throw new Error(`there is no kind of mail called ${text}`)
  return kind
}
