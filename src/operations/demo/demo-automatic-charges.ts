import { systemActor } from '#domain/access/actor.ts'
import { micros } from '#domain/money.ts'
import { perform } from '#operations/operation.ts'
import { chargeAutomatically } from '#operations/payments/automatic/charge-automatically.ts'
import { changePaymentSettings } from '#operations/payments/change-payment-settings.ts'
import type { PaymentTools } from '#operations/payments/gateway-tools.ts'
import { readChargedAccounts } from '#storage/queries/automatic-charges.ts'
import { readPaymentSettings } from '#storage/queries/payment-settings.ts'
import { readAsTenant } from '#storage/tenant.ts'

const DOLLAR = 1_000_000n

/** Accounts with no more than this are topped up at once, so that there is something to see. */
const LOW = 300n * DOLLAR

/**
 * Switches automatic charges on where something is stored: auto top-up of prepaid accounts, which charges those that are low now
 * (a card without money is refused, and waits for its next try), auto debit of the others. After the cards are stored; harmless
 * where it was done.
 */
export async function furnishAutomaticCharges(
  tools: PaymentTools,
  { resellerId, accountIds }: { readonly resellerId: number; readonly accountIds: readonly number[] },
): Promise<void> {
  const now = tools.clock()
  const { accounts, settings: set } = await readAsTenant(tools.pool, { resellerId }, async (db) => ({
    accounts: await readChargedAccounts(db, accountIds, now),
    settings: await readPaymentSettings(db, accountIds),
  }))
  const furnished = new Set(
    set.filter(({ autoTopUp, autoDebit }) => autoTopUp.isOn || autoDebit.isOn).map((one) => one.accountId),
  )
  for (const { id: accountId, hasMethod, paymentMode, balanceMicros, status } of accounts) {
    if (!hasMethod || status !== 'active' || furnished.has(accountId)) continue
    const threshold = balanceMicros < LOW && balanceMicros > 0n ? (balanceMicros / DOLLAR + 10n) * DOLLAR : 20n * DOLLAR
    const autoTopUp = {
      isOn: true,
      mode: 'fixed',
      thresholdMicros: micros(threshold),
      amountMicros: micros(50n * DOLLAR),
      weeklyMaximumMicros: micros(200n * DOLLAR),
    } as const
    const settings = paymentMode === 'prepaid' ? { autoTopUp } : { autoDebit: { isOn: true } }
    const input = { accountId, settings, ifVersion: undefined }
    const request = { actor: systemActor(resellerId, 'the demo'), input, now, origin: 'demo' }
    await perform(tools.pool, changePaymentSettings, request, () => undefined)
  }
  await chargeAutomatically(tools)
}
