import { nameOf } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import { findSuspense } from '#storage/queries/suspense.ts'
import { dismissSuspense, type SuspenseKey } from '#storage/tables/suspense.ts'
import { operation } from '#operations/operation.ts'
import { seeUnattributed } from './see-unattributed.ts'

/**
 * Gives suspended rows up for good, with the reason. They are kept, can be listed, and do not come back when their file
 * is read again.
 *
 * @throws ProblemError 'not_found' when one of them is not there: then none is dismissed.
 */
export const dismissSuspended = operation({
  name: 'suspense.dismiss',
  permission: 'suspense.dismiss',
  run: async (
    { db, actor, now, audit },
    { ids, reason }: { readonly ids: readonly SuspenseKey[]; readonly reason: string },
  ): Promise<{ readonly dismissed: number }> => {
    await seeUnattributed(db, actor)
    const found = await findSuspense(db, ids)
    if (found.length < ids.length) {
      throw new ProblemError(problem('not_found', `${ids.length - found.length} of these rows are not in suspense.`))
    }
    const dismissed = await dismissSuspense(db, ids, { name: nameOf(actor), reason, now })
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
