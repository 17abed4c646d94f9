import { changedMeanwhile, operation } from '#operations/operation.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { updateBrand } from '#storage/tables/resellers.ts'

export interface BrandChange {
  readonly brand: { readonly name: string; readonly colour: string; readonly supportEmail: string }
  /** The version the change was made against; undefined: whatever there is. */
  readonly ifVersion: number | undefined
}

/** Changes what the reseller's customers see. */
export const changeBrand = operation({
  name: 'brand.change',
  permission: 'brand.write',
  async run({ db, resellerId, audit }, { brand, ifVersion }: BrandChange) {
    const before = await readBrand(db, resellerId)
    if (before === undefined) throw new Error(`reseller ${resellerId} is gone`)
    const version = await updateBrand(db, resellerId, brand, ifVersion ?? before.version)
    if (version === undefined) throw changedMeanwhile('the brand')
    audit({ subject: `reseller ${resellerId}`, before, after: { ...brand, version } })
    return { ...brand, version }
  },
})
