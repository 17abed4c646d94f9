import { mailsEndpoints } from '#contract/mails.ts'
import { composeMail } from '#domain/notifications/compose-mail.ts'
import { DEFAULT_TEMPLATES } from '#domain/notifications/default-templates.ts'
import { MAIL_KINDS, type MailKind } from '#domain/notifications/mail-kinds.ts'
import { checkTemplate, sampleValues, variablesOf } from '#domain/notifications/template.ts'
import { ProblemError } from '#domain/problem.ts'
import { changeMailTemplate, resetMailTemplate } from '#operations/notifications/change-mail-template.ts'
import { resendMail } from '#operations/notifications/resend-mail.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { listMails, readMailTemplates, type StoredTemplate } from '#storage/queries/mails.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const mailsRoutes: readonly Route[] = [
  route(mailsEndpoints.listMails, ({ read, query }) => read((db) => listMails(db, query))),
  route(mailsEndpoints.listAccountMails, ({ read, params, query }) =>
    read(async (db) => {
      const { id } = notFound('account', await readAccount(db, params.accountId))
      return listMails(db, { ...query, accountId: id })
    }),
  ),
  route(mailsEndpoints.resendMail, ({ perform, params }) => perform(resendMail, params, (mail) => mail)),
  route(mailsEndpoints.listMailTemplates, async ({ read, actor }) => {
    const own = await read((db) => readMailTemplates(db, actor.resellerId ?? 0))
    return { items: MAIL_KINDS.map((kind) => view(kind, own)) }
  }),
  route(mailsEndpoints.readMailTemplate, async ({ read, actor, params }) =>
    view(params.kind, await read((db) => readMailTemplates(db, actor.resellerId ?? 0))),
  ),
  route(mailsEndpoints.writeMailTemplate, ({ perform, params, body, ifMatch }) =>
    perform(changeMailTemplate, { ...params, template: body, ifVersion: ifMatch }, (own) => view(params.kind, [own])),
  ),
  route(mailsEndpoints.resetMailTemplate, ({ perform, params }) => perform(resetMailTemplate, params, () => ({}))),
  route(mailsEndpoints.previewMailTemplate, async ({ read, actor, params: { kind }, body }) => {
    const problems = checkTemplate(kind, body)
    if (problems.length > 0) throw new ProblemError(...problems)
    const brand = notFound('reseller', await read((db) => readBrand(db, actor.resellerId ?? 0)))
    return composeMail(body, sampleValues(kind), brand)
  }),
]

function view(kind: MailKind, own: readonly StoredTemplate[]) {
  const stored = own.find((template) => template.kind === kind)
  const { subject, body } = stored ?? DEFAULT_TEMPLATES[kind]
  const isOwn = stored !== undefined
  return { kind, subject, body, isOwn, variables: variablesOf(kind), version: stored?.version ?? 0 }
}
