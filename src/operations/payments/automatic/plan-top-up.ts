import type { TopUpDecision } from '#domain/credit-control/decide-top-up.ts'
import { formatDollars } from '#domain/money.ts'
import { isTopUp } from '#domain/payments/automatic-charge.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { readLastChargeId, readOpenCharges } from '#storage/queries/automatic-charges.ts'
import { insertAutomaticCharges, saveCharging } from '#storage/tables/automatic-charges.ts'
import { readSituation, topUpOf, type Situation } from './situation.ts'

/**
 * Plans a top-up where the balance is below its threshold. Of two at once one plans it.
 *
 * @returns what was decided: 'charge' where it is planned now.
 */
export const planTopUp = operation({
  name: 'automatic-charges.top-up',
  permission: 'automatic-charges.run',
  async run(context, { accountId }: { readonly accountId: number }): Promise<TopUpDecision> {
    const { db, resellerId, now, audit, emit } = context
    await lockedAccount(db, accountId)
    const open = await readOpenCharges(db, accountId)
    if (open.some(({ purpose }) => isTopUp(purpose))) return { is: 'on-its-way' }
    const situation = await readSituation(db, accountId, now)
    const decision = topUpOf(situation, 'low', now)
    if (decision.is === 'weekly-maximum') await tellHeldBack(context, situation, decision)
    if (decision.is !== 'charge') return decision
    const { mode } = situation.settings.autoTopUp
    const purpose = mode === 'fixed' ? 'auto-top-up' : 'top-up-to-level'
    const { amountMicros } = decision
    const reason = `low after ${await readLastChargeId(db, accountId)}`
    const planned = { accountId, purpose, reason, statementId: null, amountMicros, dueAt: now, plannedAt: now } as const
    const [charge] = await insertAutomaticCharges(db, resellerId, [planned])
    if (charge === undefined) return { is: 'on-its-way' }
    const chargeNo = charge.id
    const amount = formatDollars(amountMicros, 2)
    audit({ subject: `account ${accountId}`, accountId, after: { automaticCharge: String(chargeNo), purpose, amount } })
    emit({
      type: 'automatic-charge.planned',
      accountId,
      payload: { automaticChargeId: String(chargeNo), purpose, amount, currency: 'AUD', dueAt: now },
    })
    return decision
  },
})

/** What `automatic-charge.held-back` says: decimal dollars; `until` null: nothing fits before the maximum is raised. */
export interface HeldBack {
  readonly needed: string
  readonly fits: string
  readonly weeklyMaximum: string
  readonly until: Date | null
}

/** Tells that the weekly maximum keeps a top-up from being charged: once, until one is charged again. */
export async function tellHeldBack(
  { db, resellerId, now, audit, emit }: WriteContext,
  { account, settings }: Situation,
  decision: Extract<TopUpDecision, { readonly is: 'weekly-maximum' }>,
): Promise<void> {
  if (account.charging.weekFullSince !== null) return
  const accountId = account.id
  await saveCharging(db, resellerId, accountId, { ...account.charging, weekFullSince: now })
  const payload: HeldBack = {
    needed: formatDollars(decision.neededMicros, 2),
    fits: formatDollars(decision.fitsMicros, 2),
    weeklyMaximum: formatDollars(settings.autoTopUp.weeklyMaximumMicros, 2),
    until: decision.until ?? null,
  }
  audit({ subject: `account ${accountId}`, accountId, after: { topUpHeldBack: payload } })
  emit({ type: 'automatic-charge.held-back', accountId, payload })
}
