import type pg from 'pg'
import { withTransaction } from '#storage/pool.ts'
import { hasOperator } from '#storage/queries/members.ts'
import { issueLink } from './issue-link.ts'

/**
 * The one-time link by which the first operator of an empty installation says who it is; good for a day, and the one before
 * is good no longer. Anybody who has it becomes the operator: show it on the console, and nowhere else.
 *
 * @param baseUrl where the installation is found: `https://phones.example.com`.
 * @returns undefined: there is an operator.
 */
export function firstOperatorLink(
  pool: pg.Pool,
  { now, baseUrl }: { readonly now: Date; readonly baseUrl: string },
): Promise<string | undefined> {
  return withTransaction(pool, async (db) => {
    if (await hasOperator(db)) return undefined
    const { token } = await issueLink(db, { purpose: 'first-operator' }, now)
    return `${baseUrl}/link#${token}`
  })
}
