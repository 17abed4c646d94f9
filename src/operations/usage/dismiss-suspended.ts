import { nameOf } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import { findSuspense } from '#storage/queries/suspense.ts'
import { readKeysOfGroup } from '#storage/queries/suspense-groups.ts'
import { dismissSuspense, type SuspenseKey } from '#storage/tables/suspense.ts'
import { operation } from '#operations/operation.ts'
import { seeUnattributed } from './see-unattributed.ts'

/** Some rows by their ids, or all of a group. */
export type RowsToDismiss = { readonly reason: string } & (
  | { readonly ids: readonly SuspenseKey[] }
  | { readonly group: string }
)

/**
 * Gives suspended rows up for good, with the reason. They are kept, can be listed, and do not come back when their file
 * is read again. Of a group the audit has one line.
 *
 * @throws ProblemError 'not_found' when one of them, or the group, is not there: then none is dismissed.
 */
export const dismissSuspended = operation({
  name: 'suspense.dismiss',
  permission: 'suspense.dismiss',
  run: async (
    { db, actor, now, audit },
    { reason, ...rows }: RowsToDismiss,
  ): Promise<{ readonly dismissed: number }> => {
    await seeUnattributed(db, actor)
    const by = { name: nameOf(actor), reason, now }
    if ('group' in rows) {
      const dismissed = await dismissSuspense(db, await readKeysOfGroup(db, rows.group), by)
      if (dismissed === 0) throw new ProblemError(problem('not_found', 'No call of this group is in suspense.'))
      audit({
        subject: 'suspended calls',
        before: { group: rows.group, calls: dismissed },
        after: { dismissed: reason },
      })
      return { dismissed }
    }
    const { ids } = rows
    const found = await findSuspense(db, ids)
    if (found.length < ids.length) {
      throw new ProblemError(problem('not_found', `${ids.length - found.length} of these rows are not in suspense.`))
    }
    const dismissed = await dismissSuspense(db, ids, by)
    for (const row of found) {
      audit({
        subject: `import ${row.importId}, line ${row.lineNumber}`,
        ...(row.accountId !== null && { accountId: row.accountId }),
        before: { cause: suspenseCauseOf(row.cause), row: row.rawLine },
        after: { dismissed: reason },
      })
    }
    return { dismissed }
  },
})
