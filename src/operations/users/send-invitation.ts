import type { Actor } from '#domain/access/actor.ts'
import { portalAddress } from '#domain/branding/brand.ts'
import { writeInstant } from '#domain/time/write-instant.ts'
import { issueLink } from '#operations/access/issue-link.ts'
import { queueMail, type MailContext } from '#operations/notifications/queue-mail.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'

export interface Invitation {
  readonly membershipId: number
  readonly userId: number
  /** Undefined: to the reseller's staff. */
  readonly accountId: number | undefined
  readonly email: string
  /** As the mail addresses the person. */
  readonly name: string
  /** Where this installation is found: `https://phones.example.com`. */
  readonly site: string
}

/** Mails the one-time link that accepts a membership; the links mailed for it before are good no longer. */
export async function sendInvitation(
  context: MailContext & { readonly resellerId: number; readonly actor: Pick<Actor, 'name'> },
  { membershipId, userId, accountId, email, name, site }: Invitation,
): Promise<void> {
  const { db, resellerId, now, actor } = context
  const { token, expiresAt } = await issueLink(
    db,
    { purpose: 'invite', userId, membershipId, resellerId, accountId },
    now,
  )
  const brand = await readBrand(db, resellerId)
  const account = accountId === undefined ? undefined : await readAccount(db, accountId)
  const timeZone = account?.timeZone ?? (await readTimeZone(db, resellerId))
  if (brand === undefined) throw new Error(`reseller ${resellerId} is gone`)
  const address = portalAddress(brand, accountId === undefined ? 'staff' : 'customer', site)
  await queueMail(context, {
    kind: 'invitation',
    to: email,
    ...(accountId !== undefined && { accountId }),
    values: {
      'person.name': name,
      'inviter.name': actor.name,
      'organisation.name': account?.name ?? brand.name,
      link: `${address}/link#${token}`,
      'link.expires': writeInstant(expiresAt, timeZone),
    },
  })
}
