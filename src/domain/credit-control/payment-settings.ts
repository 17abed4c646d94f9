import { micros, type Micros } from '#domain/money.ts'
import type { AutoTopUp } from './top-up.ts'

export type NoticeContact = 'main' | 'billing' | 'technical'

/** How an account pays, of what it is warned, and who is told. */
export interface PaymentSettings {
  readonly autoTopUp: AutoTopUp
  readonly autoDebit: { readonly isOn: boolean }
  /** Below which balance; with GST, as the balance is. */
  readonly lowBalanceWarning: { readonly isOn: boolean; readonly amountMicros: Micros }
  /** At 50, 85 and 100 per cent of an allowance, and at 50 and 85 of the credit limit of a postpaid account. */
  readonly allowanceWarnings: { readonly isOn: boolean }
  /** At the same shares of what calls of a billing month come to, with GST. */
  readonly spendAlert: { readonly isOn: boolean; readonly amountMicros: Micros }
  readonly notices: { readonly contact: NoticeContact; readonly alsoTo: readonly string[] }
}

/** What an account has until somebody says more: a postpaid one is below zero by its nature, and is not warned of it. */
export function defaultPaymentSettings(paymentMode: 'prepaid' | 'postpaid'): PaymentSettings {
  return {
    autoTopUp: {
      isOn: false,
      mode: 'fixed',
      thresholdMicros: micros(10_000_000n),
      amountMicros: micros(50_000_000n),
      weeklyMaximumMicros: micros(200_000_000n),
    },
    autoDebit: { isOn: false },
    lowBalanceWarning: { isOn: paymentMode === 'prepaid', amountMicros: micros(10_000_000n) },
    allowanceWarnings: { isOn: true },
    spendAlert: { isOn: false, amountMicros: micros(100_000_000n) },
    notices: { contact: 'billing', alsoTo: [] },
  }
}

/** The contacts notices go to: the first of these that there is. */
export function noticeOrder(contact: NoticeContact): readonly NoticeContact[] {
  return [contact, ...(['billing', 'main', 'technical'] as const).filter((other) => other !== contact)]
}
