import type pg from 'pg'
import {
  defaultPaymentSettings,
  type NoticeContact,
  type PaymentSettings,
} from '#domain/credit-control/payment-settings.ts'
import type { TopUpMode } from '#domain/credit-control/top-up.ts'
import { micros, type Micros } from '#domain/money.ts'

export interface PaymentSettingsRow extends PaymentSettings {
  readonly accountId: number
  /** 1 until somebody sets them. */
  readonly version: number
}

interface Stored {
  readonly accountId: number
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly version: number
  readonly topUpOn: boolean | null
  readonly topUpMode: TopUpMode | null
  readonly topUpThreshold: Micros | null
  readonly topUpAmount: Micros | null
  readonly topUpWeek: Micros | null
  readonly autoDebitOn: boolean | null
  readonly lowBalanceOn: boolean | null
  readonly lowBalance: Micros | null
  readonly allowanceWarningsOn: boolean | null
  readonly spendAlertOn: boolean | null
  readonly spendAlert: Micros | null
  readonly noticeContact: NoticeContact | null
  readonly noticeAlso: readonly string[] | null
}

/** How accounts pay, the defaults where nobody said more. */
export async function readPaymentSettings(
  db: Pick<pg.ClientBase, 'query'>,
  accountIds: readonly number[],
): Promise<readonly PaymentSettingsRow[]> {
  const { rows } = await db.query<Stored>(
    `SELECT a.id AS "accountId", a.payment_mode AS "paymentMode", coalesce(s.version, 1) AS version,
            s.top_up_on AS "topUpOn", s.top_up_mode AS "topUpMode",
            s.top_up_threshold_micros AS "topUpThreshold", s.top_up_amount_micros AS "topUpAmount",
            s.top_up_week_micros AS "topUpWeek", s.auto_debit_on AS "autoDebitOn", s.low_balance_on AS "lowBalanceOn",
            s.low_balance_micros AS "lowBalance", s.allowance_warnings_on AS "allowanceWarningsOn",
            s.spend_alert_on AS "spendAlertOn", s.spend_alert_micros AS "spendAlert",
            s.notice_contact AS "noticeContact", s.notice_also AS "noticeAlso"
       FROM accounts a LEFT JOIN payment_settings s ON s.account_id = a.id WHERE a.id = ANY ($1) ORDER BY a.id`,
    [accountIds],
  )
  return rows.map(settingsOf)
}

function settingsOf(row: Stored): PaymentSettingsRow {
  const { autoTopUp, autoDebit, lowBalanceWarning, allowanceWarnings, spendAlert, notices } = defaultPaymentSettings(
    row.paymentMode,
  )
  return {
    accountId: row.accountId,
    version: row.version,
    autoTopUp: {
      isOn: row.topUpOn ?? autoTopUp.isOn,
      mode: row.topUpMode ?? autoTopUp.mode,
      thresholdMicros: micros(row.topUpThreshold ?? autoTopUp.thresholdMicros),
      amountMicros: micros(row.topUpAmount ?? autoTopUp.amountMicros),
      weeklyMaximumMicros: micros(row.topUpWeek ?? autoTopUp.weeklyMaximumMicros),
    },
    autoDebit: { isOn: row.autoDebitOn ?? autoDebit.isOn },
    lowBalanceWarning: {
      isOn: row.lowBalanceOn ?? lowBalanceWarning.isOn,
      amountMicros: micros(row.lowBalance ?? lowBalanceWarning.amountMicros),
    },
    allowanceWarnings: { isOn: row.allowanceWarningsOn ?? allowanceWarnings.isOn },
    spendAlert: {
      isOn: row.spendAlertOn ?? spendAlert.isOn,
      amountMicros: micros(row.spendAlert ?? spendAlert.amountMicros),
    },
    notices: {
      contact: row.noticeContact ?? notices.contact,
      alsoTo: row.noticeAlso ?? notices.alsoTo,
    },
  }
}
