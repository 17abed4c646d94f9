import { paymentSettingsEndpoints } from '#contract/payment-settings.ts'
import { changePaymentSettings } from '#operations/payments/change-payment-settings.ts'
import { readPaymentSettings, type PaymentSettingsView } from '#operations/payments/read-payment-settings.ts'
import { route, type Route } from '../route.ts'
import { chargingView } from '../views/automatic-charges.ts'

export const paymentSettingsRoutes: readonly Route[] = [
  route(paymentSettingsEndpoints.readPaymentSettings, async ({ params, read, now }) =>
    viewOf(await read((db) => readPaymentSettings(db, params.accountId, now))),
  ),
  route(paymentSettingsEndpoints.writePaymentSettings, ({ params: { accountId }, body, ifMatch, perform, now }) => {
    const { autoTopUp, autoDebit, lowBalanceWarning, allowanceWarnings, spendAlert, notices } = body
    const settings = {
      autoTopUp: autoTopUp && {
        isOn: autoTopUp.isOn,
        mode: autoTopUp.mode,
        thresholdMicros: autoTopUp.threshold,
        amountMicros: autoTopUp.amount,
        weeklyMaximumMicros: autoTopUp.weeklyMaximum,
      },
      autoDebit,
      lowBalanceWarning: lowBalanceWarning && {
        isOn: lowBalanceWarning.isOn,
        amountMicros: lowBalanceWarning.amount,
      },
      allowanceWarnings,
      spendAlert: spendAlert && { isOn: spendAlert.isOn, amountMicros: spendAlert.amount },
      notices,
    }
    return perform(changePaymentSettings, { accountId, settings, ifVersion: ifMatch }, async (_, db) =>
      viewOf(await readPaymentSettings(db, accountId, now)),
    )
  }),
]

function viewOf({ settings, charging, balanceMicros, ...view }: PaymentSettingsView) {
  const { autoTopUp, autoDebit, lowBalanceWarning, allowanceWarnings, spendAlert, notices } = settings
  return {
    ...view,
    balance: balanceMicros,
    currency: 'AUD' as const,
    autoTopUp: {
      isOn: autoTopUp.isOn,
      mode: autoTopUp.mode,
      threshold: autoTopUp.thresholdMicros,
      amount: autoTopUp.amountMicros,
      weeklyMaximum: autoTopUp.weeklyMaximumMicros,
    },
    autoDebit,
    lowBalanceWarning: { isOn: lowBalanceWarning.isOn, amount: lowBalanceWarning.amountMicros },
    allowanceWarnings,
    spendAlert: { isOn: spendAlert.isOn, amount: spendAlert.amountMicros },
    notices,
    canCharge: charging.ability.canCharge,
    cannotChargeReason: charging.ability.reason,
    automaticCharges: chargingView(charging),
  }
}
