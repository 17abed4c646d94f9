import { accountActivityEndpoints } from '#contract/account-activity.ts'
import { describeActivity, operationsOf } from '#domain/access/activity.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { listAccountAudit } from '#storage/queries/audit.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const accountActivityRoutes: readonly Route[] = [
  route(accountActivityEndpoints.listAccountActivity, ({ read, params, query: { kind, ...page } }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      const operations = kind === undefined ? undefined : operationsOf(kind)
      const { items, nextCursor } = await listAccountAudit(db, params.accountId, operations, page)
      return {
        items: items.map(({ no, at, actorName, operation, subject, before, after }) => ({
          no,
          at,
          who: actorName,
          operation,
          subject,
          ...describeActivity({ operation, before, after }),
        })),
        nextCursor,
      }
    }),
  ),
]
