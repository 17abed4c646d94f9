import type pg from 'pg'
import type { PaymentSettings } from '#domain/credit-control/payment-settings.ts'

/**
 * Writes how an account pays: all of it. Lock the account first: the version is not asked again.
 *
 * @returns the version it has now.
 */
export async function savePaymentSettings(
  db: pg.ClientBase,
  resellerId: number,
  accountId: number,
  { autoTopUp, autoDebit, lowBalanceWarning, allowanceWarnings, spendAlert, notices }: PaymentSettings,
): Promise<number> {
  const { rows } = await db.query<{ version: number }>(
    `INSERT INTO payment_settings AS s (account_id, reseller_id, top_up_on, top_up_mode, top_up_threshold_micros,
       top_up_amount_micros, top_up_week_micros, auto_debit_on, low_balance_on, low_balance_micros,
       allowance_warnings_on, notice_contact, notice_also, spend_alert_on, spend_alert_micros, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 2)
     ON CONFLICT (account_id) DO UPDATE SET
       top_up_on = excluded.top_up_on, top_up_mode = excluded.top_up_mode,
       top_up_threshold_micros = excluded.top_up_threshold_micros, top_up_amount_micros = excluded.top_up_amount_micros,
       top_up_week_micros = excluded.top_up_week_micros, auto_debit_on = excluded.auto_debit_on,
       low_balance_on = excluded.low_balance_on, low_balance_micros = excluded.low_balance_micros,
       allowance_warnings_on = excluded.allowance_warnings_on, notice_contact = excluded.notice_contact,
       notice_also = excluded.notice_also, spend_alert_on = excluded.spend_alert_on,
       spend_alert_micros = excluded.spend_alert_micros, version = s.version + 1
     RETURNING version`,
    [
      accountId,
      resellerId,
      autoTopUp.isOn,
      autoTopUp.mode,
      autoTopUp.thresholdMicros,
      autoTopUp.amountMicros,
      autoTopUp.weeklyMaximumMicros,
      autoDebit.isOn,
      lowBalanceWarning.isOn,
      lowBalanceWarning.amountMicros,
      allowanceWarnings.isOn,
      notices.contact,
      notices.alsoTo,
      spendAlert.isOn,
      spendAlert.amountMicros,
    ],
  )
  return rows[0]?.version ?? 0
}
