import { portMessagesEndpoints } from '#contract/port-messages.ts'
import { PORT_MAILS_OF_CUSTOMERS, type MailKind } from '#domain/notifications/mail-kinds.ts'
import { listPortMails } from '#storage/queries/mails.ts'
import { readPort } from '#storage/queries/ports.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const portMessagesRoutes: readonly Route[] = [
  route(portMessagesEndpoints.listPortMessages, ({ read, params, actor }) =>
    read(async (db) => {
      const { id } = notFound('port', await readPort(db, params.portId))
      const isCustomer = actor.accountId !== undefined
      const mails = (await listPortMails(db, id)).filter(({ kind }) => !isCustomer || isCustomers(kind))
      return {
        items: mails.map(({ id: mailId, kind, attempt, to, subject, status, answer, queuedAt, sentAt }) => ({
          mailId,
          kind,
          attempt,
          to,
          subject,
          status,
          answer: isCustomer ? null : answer,
          queuedAt,
          sentAt,
        })),
      }
    }),
  ),
]

function isCustomers(kind: string): boolean {
  return PORT_MAILS_OF_CUSTOMERS.some((known: MailKind) => known === kind)
}
