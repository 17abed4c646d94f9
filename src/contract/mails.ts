import { z } from 'zod'
import { MAIL_KINDS } from '#domain/notifications/mail-kinds.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { counting, email, id, instant, longId, pageWithTotal, paging, prose, words } from './wire.ts'

const kind = z.enum(MAIL_KINDS).meta({ id: 'MailKind' })

export const MAIL_STATUSES = ['queued', 'waiting', 'sent', 'failed'] as const
export const mailStatus = z.enum(MAIL_STATUSES).meta({ id: 'MailStatus' })

export const mail = z
  .object({
    id: longId,
    kind: z.string(),
    accountId: id.nullable(),
    to: z.string(),
    status: mailStatus,
    subject: z.string().nullable().meta({ description: 'As it was sent last' }),
    attempts: z.number().int(),
    answer: z.string().nullable().meta({ description: 'What the mail server said last, or why the mail waits' }),
    queuedAt: instant,
    triedAt: instant.nullable(),
    sentAt: instant.nullable(),
    nextTryAt: instant.nullable(),
  })
  .meta({ id: 'Mail' })

const filter = {
  ...paging,
  ...counting,
  status: oneOrMore(MAIL_STATUSES).optional(),
  kind: kind.optional(),
  to: email.optional(),
}

const template = {
  subject: words(200).meta({ description: 'One line, with variables like {{customer.name}}' }),
  body: prose(10_000)
    .refine((text) => text !== '', 'This cannot be empty.')
    .meta({ description: 'Paragraphs with an empty line between them; {{link}} alone becomes a button' }),
}

const mailTemplate = z
  .object({
    kind,
    ...template,
    isOwn: z.boolean().meta({ description: 'false: the default words' }),
    variables: z.array(z.string()),
    version: z.number().int().meta({ description: '0: the default words' }),
  })
  .meta({ id: 'MailTemplate' })

export const mailsEndpoints = {
  listMails: endpoint({
    id: 'mails.list',
    method: 'GET',
    path: '/mails',
    summary: 'The e-mails sent, failed or on their way, newest first',
    access: 'mails.read',
    query: z.object({ ...filter, accountId: id.optional() }),
    response: pageWithTotal(mail),
  }),
  listAccountMails: endpoint({
    id: 'mails.list-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/mails',
    summary: 'The e-mails about one account, newest first',
    access: 'mails.read',
    params: z.object({ accountId: id }),
    query: z.object(filter),
    response: pageWithTotal(mail),
  }),
  resendMail: endpoint({
    id: 'mails.resend',
    method: 'POST',
    path: '/mails/{mailId}/resend',
    summary: 'Send an e-mail again, with the words and papers of now',
    access: 'mails.write',
    params: z.object({ mailId: longId }),
    response: mail,
  }),
  listMailTemplates: endpoint({
    id: 'mail-templates.list',
    method: 'GET',
    path: '/mail-templates',
    summary: 'The words of every kind of e-mail',
    access: 'brand.write',
    response: z.object({ items: z.array(mailTemplate) }),
  }),
  readMailTemplate: endpoint({
    id: 'mail-templates.read',
    method: 'GET',
    path: '/mail-templates/{kind}',
    summary: 'The words of one kind of e-mail, and the variables that may stand in them',
    access: 'brand.write',
    params: z.object({ kind }),
    response: mailTemplate,
    etag: true,
  }),
  writeMailTemplate: endpoint({
    id: 'mail-templates.write',
    method: 'PUT',
    path: '/mail-templates/{kind}',
    summary: 'Give a kind of e-mail words of one’s own',
    access: 'brand.write',
    params: z.object({ kind }),
    body: z.object(template).strict(),
    response: mailTemplate,
    etag: true,
  }),
  resetMailTemplate: endpoint({
    id: 'mail-templates.reset',
    method: 'DELETE',
    path: '/mail-templates/{kind}',
    summary: 'Give a kind of e-mail its default words back',
    access: 'brand.write',
    params: z.object({ kind }),
  }),
  previewMailTemplate: endpoint({
    id: 'mail-templates.preview',
    method: 'POST',
    path: '/mail-templates/{kind}/preview',
    summary: 'How an e-mail would look with these words, under the reseller’s brand and with sample values',
    access: 'brand.write',
    params: z.object({ kind }),
    body: z.object(template).strict(),
    response: z.object({ subject: z.string(), text: z.string(), html: z.string() }).meta({ id: 'MailPreview' }),
  }),
} satisfies Record<string, Endpoint>
