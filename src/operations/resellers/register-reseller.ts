import { BRAND_DEFAULTS, type Brand } from '#domain/branding/brand.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { installationOperation } from '#operations/installation.ts'
import { sendInvitation } from '#operations/users/send-invitation.ts'
import { readReseller } from '#storage/queries/resellers.ts'
import { insertMembership, userFor } from '#storage/tables/memberships.ts'
import { updateBrand } from '#storage/tables/resellers.ts'

export interface ResellerToRegister {
  readonly name: string
  /** IANA. */
  readonly timeZone: string
  readonly brand: Pick<Brand, 'name' | 'colour' | 'supportEmail' | 'legalName' | 'abn' | 'gstRegistered'>
  /** Its first owner, invited by e-mail; lower case. */
  readonly owner: { readonly name: string; readonly email: string }
  /** Where this installation is found: `https://phones.example.com`. */
  readonly site: string
}

/**
 * Opens a reseller, with the number plans every reseller starts with, and invites its first owner.
 *
 * @throws ProblemError 'already_exists' for its name.
 */
export const registerReseller = installationOperation({
  name: 'resellers.open',
  permission: 'resellers.write',
  async run({ db, actor, now, audit }, { name, timeZone, brand, owner, site }: ResellerToRegister) {
    const { colour, supportEmail } = brand
    const resellerId = await openReseller(db, {
      name,
      brandName: brand.name,
      brandColour: colour,
      supportEmail,
      timeZone,
      createdAt: now,
    })
    await updateBrand(db, resellerId, { ...BRAND_DEFAULTS, ...brand }, 1)
    const userId = await userFor(db, owner.email, owner.name, now)
    const place = { resellerId, userId, accountId: undefined }
    const membershipId = await insertMembership(db, { ...place, role: 'owner', numbers: undefined, createdAt: now })
    if (membershipId === undefined) throw new Error(`the new reseller ${resellerId} has an owner already`)
    await sendInvitation({ db, resellerId, now, actor }, { ...place, membershipId, ...owner, site })
    audit(resellerId, { subject: `reseller ${resellerId}`, after: { name, timeZone, brand, owner } })
    return readReseller(db, resellerId)
  },
})
