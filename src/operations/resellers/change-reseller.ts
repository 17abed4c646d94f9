import { problem, ProblemError } from '#domain/problem.ts'
import { installationOperation } from '#operations/installation.ts'
import { changedMeanwhile } from '#operations/operation.ts'
import { isPlanOf, isResellerNameTaken, readReseller } from '#storage/queries/resellers.ts'
import { updateReseller, type ResellerTerms } from '#storage/tables/resellers.ts'

export interface ResellerChange {
  readonly resellerId: number
  /** The fields to change; the others stay as they are. */
  readonly terms: { readonly [Field in keyof ResellerTerms]?: ResellerTerms[Field] | undefined }
  readonly ifVersion: number | undefined
}

/**
 * Changes what the operator agreed with a reseller.
 *
 * @throws ProblemError 'not_found', 'changed_meanwhile', 'already_exists' for its name, 'invalid_value' for a wholesale plan
 *   that is not one of its plans.
 */
export const changeReseller = installationOperation({
  name: 'resellers.change',
  permission: 'resellers.write',
  async run({ db, audit }, { resellerId, terms, ifVersion }: ResellerChange) {
    const reseller = await readReseller(db, resellerId)
    if (reseller === undefined) throw new ProblemError(problem('not_found', 'There is no such reseller.'))
    const { name, timeZone, wholesalePlanId, numberQuarantineMonths, version } = reseller
    const before = { name, timeZone, wholesalePlanId, numberQuarantineMonths }
    const changed = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined))
    const after: ResellerTerms = { ...before, ...changed }
    if (await isResellerNameTaken(db, after.name, resellerId)) {
      const message = `There is a reseller ${after.name} already; choose another name.`
      throw new ProblemError(problem('already_exists', message, { field: 'name' }))
    }
    if (after.wholesalePlanId !== null && !(await isPlanOf(db, resellerId, after.wholesalePlanId))) {
      const message = 'This is no calling plan of the reseller; publish it there first.'
      throw new ProblemError(problem('invalid_value', message, { field: 'wholesalePlanId' }))
    }
    if ((await updateReseller(db, resellerId, after, ifVersion ?? version)) === undefined)
      throw changedMeanwhile('the reseller')
    audit(resellerId, { subject: `reseller ${resellerId}`, before, after })
    return readReseller(db, resellerId)
  },
})
