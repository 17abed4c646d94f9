import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import type { PaymentSettings } from '#domain/credit-control/payment-settings.ts'
import { checkTopUp } from '#domain/credit-control/top-up.ts'
import { formatDollars } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { readChargedAccounts, type ChargedAccount } from '#storage/queries/automatic-charges.ts'
import { readPaymentSettings } from '#storage/queries/payment-settings.ts'
import { savePaymentSettings } from '#storage/tables/payment-settings.ts'
import { chargeAbilityOf } from './can-charge.ts'

export interface PaymentSettingsChange {
  readonly accountId: number
  /** The sections to set, each as a whole; the others stay. */
  readonly settings: { readonly [Section in keyof PaymentSettings]?: PaymentSettings[Section] | undefined }
  /** The version the change was made against; undefined: whatever there is. */
  readonly ifVersion: number | undefined
}

/**
 * Sets how an account pays and of what it is warned. An automatic charge is switched on only where there is something to
 * charge; its values may be prepared before.
 *
 * @throws ProblemError 'not_found', 'account_not_active', 'changed_meanwhile', 'invalid_value', 'conflict'.
 */
export const changePaymentSettings = operation({
  name: 'payment-settings.change',
  permission: 'payment-settings.write',
  async run(context, { accountId, settings, ifVersion }: PaymentSettingsChange): Promise<void> {
    const { db, resellerId, now, audit, emit } = context
    requireNotCancelled(await lockedAccount(db, accountId))
    const [before] = await readPaymentSettings(db, [accountId])
    if (before === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
    if (ifVersion !== undefined && ifVersion !== before.version) throw changedMeanwhile('the payment settings')
    const after: PaymentSettings = {
      autoTopUp: settings.autoTopUp ?? before.autoTopUp,
      autoDebit: settings.autoDebit ?? before.autoDebit,
      lowBalanceWarning: settings.lowBalanceWarning ?? before.lowBalanceWarning,
      allowanceWarnings: settings.allowanceWarnings ?? before.allowanceWarnings,
      spendAlert: settings.spendAlert ?? before.spendAlert,
      notices: settings.notices ?? before.notices,
    }
    const [account] = await readChargedAccounts(db, [accountId], now)
    const faults = [...checkTopUp(after.autoTopUp), ...(account ? chargeFaults(before, after, account) : [])]
    if (faults.length > 0) throw new ProblemError(...faults)
    const sections = (Object.keys(after) as (keyof PaymentSettings)[]).filter(
      (section) => JSON.stringify(said(before, section)) !== JSON.stringify(said(after, section)),
    )
    if (sections.length === 0) return
    await savePaymentSettings(db, resellerId, accountId, after)
    audit({
      subject: `account ${accountId}`,
      accountId,
      before: Object.fromEntries(sections.map((section) => [section, said(before, section)])),
      after: Object.fromEntries(sections.map((section) => [section, said(after, section)])),
    })
    emit({ type: 'account.payment-settings-changed', accountId, payload: { sections } })
  },
})

/** Whatever is on already stays on: it was switched on when there was something to charge. */
function chargeFaults(before: PaymentSettings, after: PaymentSettings, account: ChargedAccount) {
  const switchedOn = (['autoTopUp', 'autoDebit'] as const).filter((name) => after[name].isOn && !before[name].isOn)
  const { canCharge, reason } = chargeAbilityOf(account)
  const message = `${reason ?? ''} The values can be saved with the switch off.`
  if (!canCharge) return switchedOn.map((name) => problem('conflict', message, { field: `${name}.isOn` }))
  return switchedOn.includes('autoTopUp') && account.paymentMode === 'postpaid'
    ? [problem('conflict', POSTPAID, { field: 'autoTopUp.isOn' })]
    : []
}

const POSTPAID = 'A top-up is for prepaid credit; this account pays its invoices, by auto debit if you like.'

/** A section as the audit keeps it. */
function said(settings: PaymentSettings, section: keyof PaymentSettings): object {
  return Object.fromEntries(
    Object.entries(settings[section]).map(([name, value]: [string, unknown]) => [
      name.replace(/Micros$/, ''),
      typeof value === 'bigint' ? formatDollars(value as PaymentSettings['autoTopUp']['amountMicros'], 2) : value,
    ]),
  )
}
