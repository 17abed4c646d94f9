import type { Brand } from '#domain/branding/brand.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { replaceHostnames } from '#storage/tables/brand.ts'
import { updateBrand } from '#storage/tables/resellers.ts'

export interface BrandChange {
  /** The fields to change; the others stay as they are. */
  readonly brand: { readonly [Field in keyof Brand]?: Brand[Field] | undefined }
  /** The version the change was made against; undefined: whatever there is. */
  readonly ifVersion: number | undefined
}

/**
 * Changes what the reseller's customers see.
 *
 * @throws ProblemError 'changed_meanwhile'; 'already_exists' for a host name that leads to another reseller.
 */
export const changeBrand = operation({
  name: 'brand.change',
  permission: 'brand.write',
  async run({ db, resellerId, audit }, { brand, ifVersion }: BrandChange) {
    const before = await readBrand(db, resellerId)
    if (before === undefined) throw new Error(`reseller ${resellerId} is gone`)
    const { pictures, version: _, ...old } = before
    const changed = Object.fromEntries(Object.entries(brand).filter(([, value]) => value !== undefined))
    const whole: Brand = { ...old, ...changed }
    if (whole.staffHostname !== null && whole.staffHostname === whole.customerHostname)
      throw new ProblemError(
        problem('invalid_value', 'The two portals need a host name each.', { field: 'customerHostname' }),
      )
    const version = await updateBrand(db, resellerId, whole, ifVersion ?? before.version)
    if (version === undefined) throw changedMeanwhile('the brand')
    const taken = await replaceHostnames(db, resellerId, whole)
    if (taken !== undefined) {
      const field = taken === whole.staffHostname ? 'staffHostname' : 'customerHostname'
      throw new ProblemError(problem('already_exists', `${taken} is in use already; choose another name.`, { field }))
    }
    const names = Object.keys(changed) as (keyof Brand)[]
    audit({
      subject: `reseller ${resellerId}`,
      before: Object.fromEntries(names.map((name) => [name, old[name]])),
      after: changed,
    })
    return { ...whole, pictures, version }
  },
})
