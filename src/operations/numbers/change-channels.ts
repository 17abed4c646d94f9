import { refuseFewerChannels } from '#domain/numbers/channels.ts'
import { micros } from '#domain/money.ts'
import { ProblemError } from '#domain/problem.ts'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import { postCharges } from '#operations/billing/post-charges.ts'
import { operation } from '#operations/operation.ts'
import { readChannels } from '#storage/queries/channels.ts'
import { readHighestCallLimit } from '#storage/queries/lines.ts'
import { writeChannels } from '#storage/tables/channels.ts'
import { lockActiveAccount, readInclusions, requireCredit } from './account-terms.ts'
import { firstCharge } from './number-charges.ts'

/**
 * Sets how many channels an account has beyond its plan's. More begin now, and the rest of their first month is charged;
 * fewer begin at the next bill anniversary, until when the others are paid.
 *
 * @throws ProblemError 'account_not_active', 'channel_limit' for fewer than a line may use, 'insufficient_credit'.
 */
export const changeChannels = operation({
  name: 'channels.change',
  permission: 'channels.write',
  async run(context, { accountId, extra }: { readonly accountId: number; readonly extra: number }) {
    const { db, resellerId, now, audit, emit } = context
    const account = await lockActiveAccount(context, accountId)
    const plan = await readInclusions(context, accountId)
    const before = await readChannels(db, accountId, now)
    const refused = refuseFewerChannels(
      { included: plan.channels, extra },
      extra < before.extra ? await readHighestCallLimit(db, accountId) : undefined,
    )
    if (refused !== undefined) throw new ProblemError(refused)
    const anniversary = new Date(billPeriodAt(account.billDay, account.timeZone, now.getTime()).toMs)
    const later = extra < before.extra ? { extra, from: anniversary } : undefined
    await writeChannels(db, { resellerId, accountId }, { extra: Math.max(extra, before.extra), at: now }, later)
    const charges = firstCharge(
      account,
      {
        serviceType: 'Channel',
        description: 'Additional channels',
        quantity: Math.max(0, extra - before.extra),
        unitMicros: micros(plan.channelPriceMicros),
        source: (from) => `channels ${before.extra + 1} to ${extra} from ${from} at ${now.toISOString()}`,
      },
      now,
    )
    await requireCredit(context, account, await postCharges(context, charges))
    const after = { extra, from: later?.from.toISOString() ?? now.toISOString() }
    audit({ subject: `account ${accountId}`, accountId, before: { channels: before }, after: { channels: after } })
    emit({ type: 'channels.changed', accountId, payload: after })
    return accountId
  },
})
