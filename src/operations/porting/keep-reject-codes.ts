import type pg from 'pg'
import { REJECT_PROCESS_WORDS, type RejectCodePlace, type RejectCodeTerms } from '#domain/porting/reject-codes.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { readCarrierName } from '#storage/queries/calendars.ts'
import { readRejectCode, type RejectCodeRow } from '#storage/queries/reject-codes.ts'
import { deleteRejectCode, insertRejectCode, updateRejectCode } from '#storage/tables/reject-codes.ts'

/**
 * Adds a code carriers reject with. Returns its id.
 *
 * @throws ProblemError 'not_found' for the carrier, 'already_exists'.
 */
export const addRejectCode = operation({
  name: 'reject-codes.add',
  permission: 'ports.settings',
  async run({ db, resellerId, audit }, { terms, ...place }: RejectCodePlace & { readonly terms: RejectCodeTerms }) {
    const carrier = place.carrierId === null ? null : await readCarrierName(db, place.carrierId)
    if (carrier === undefined) throw new ProblemError(problem('not_found', 'There is no such carrier.'))
    const id = await insertRejectCode(db, resellerId, place, terms)
    if (id === undefined) {
      const message = `${place.code} of ${REJECT_PROCESS_WORDS[place.process]} is there already: change that one.`
      throw new ProblemError(problem('already_exists', message, { field: 'code' }))
    }
    audit({ subject: `reject code ${id}`, before: {}, after: { ...place, ...terms } })
    return id
  },
})

/**
 * Changes what a code means from now on, retires it or brings it back; what was rejected with it before keeps its words.
 *
 * @throws ProblemError 'not_found', 'changed_meanwhile'.
 */
export const changeRejectCode = operation({
  name: 'reject-codes.change',
  permission: 'ports.settings',
  async run(
    { db, audit },
    {
      rejectCodeId,
      terms,
      ifVersion,
    }: { readonly rejectCodeId: number; readonly terms: RejectCodeTerms; readonly ifVersion: number | undefined },
  ) {
    const row = await knownCode(db, rejectCodeId)
    if (!(await updateRejectCode(db, rejectCodeId, terms, ifVersion ?? row.version)))
      throw changedMeanwhile('this code')
    audit({ subject: `reject code ${rejectCodeId}`, before: termsOf(row), after: terms })
    return rejectCodeId
  },
})

/**
 * Takes a code away that nothing was rejected with.
 *
 * @throws ProblemError 'not_found', 'in_use' for one that was used: it is retired.
 */
export const removeRejectCode = operation({
  name: 'reject-codes.remove',
  permission: 'ports.settings',
  async run({ db, audit }, { rejectCodeId }: { readonly rejectCodeId: number }) {
    const row = await knownCode(db, rejectCodeId)
    if (row.uses > 0) {
      const times = row.uses === 1 ? 'Something was' : `${row.uses} attempts were`
      throw new ProblemError(problem('in_use', `${times} rejected with this code: retire it.`))
    }
    await deleteRejectCode(db, rejectCodeId)
    const { process, code, carrierId } = row
    audit({ subject: `reject code ${rejectCodeId}`, before: { process, code, carrierId, ...termsOf(row) }, after: {} })
    return rejectCodeId
  },
})

async function knownCode(db: pg.ClientBase, rejectCodeId: number): Promise<RejectCodeRow> {
  const row = await readRejectCode(db, rejectCodeId)
  if (row === undefined) throw new ProblemError(problem('not_found', 'There is no such code.'))
  return row
}

function termsOf(row: RejectCodeRow): RejectCodeTerms {
  const { reason, label, customerText, fix, isRetryable, isWholeOrder, isRetired } = row
  return { reason, label, customerText, fix, isRetryable, isWholeOrder, isRetired }
}
