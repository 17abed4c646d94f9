import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { readImport } from '#storage/queries/imports.ts'
import { stopImport } from '#storage/tables/imports.ts'
import { sourceToImport } from './upload-calls.ts'
import { seeUnattributed } from './see-unattributed.ts'

/**
 * Stops an upload that waits or is being read. What was read up to then stays in.
 *
 * @throws ProblemError 'not_found', 'conflict' for one that has come to its end or is no upload, 'forbidden' for that of a
 *   shared source.
 */
export const cancelImport = operation({
  name: 'imports.cancel',
  permission: 'calls.import',
  run: async ({ db, actor, now, audit }, { importId }: { readonly importId: number }): Promise<number> => {
    await seeUnattributed(db, actor)
    const found = await readImport(db, importId)
    if (found === undefined) throw new ProblemError(problem('not_found', 'There is no such import.'))
    await sourceToImport(db, actor, found.source)
    if (!(await stopImport(db, importId, now))) {
      const message = 'Only a file that was sent, and waits or is being read, can be stopped.'
      throw new ProblemError(problem('conflict', message))
    }
    audit({ subject: `import ${importId}`, before: { status: found.status }, after: { stopped: found.fileName } })
    return importId
  },
})
