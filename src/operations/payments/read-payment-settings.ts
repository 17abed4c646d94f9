import type pg from 'pg'
import type { BankDetails } from '#domain/branding/brand.ts'
import { noticeOrder, type PaymentSettings } from '#domain/credit-control/payment-settings.ts'
import type { Micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { readAccountDetails } from '#storage/queries/account-details.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readContactEmail } from '#storage/queries/mail-recipients.ts'
import { readPaymentSettings as readSettings } from '#storage/queries/payment-settings.ts'
import { readCharging, type ChargingView } from './automatic/read-charging.ts'

/** How an account pays, with what its page needs beside. */
export interface PaymentSettingsView {
  readonly accountId: number
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly balanceMicros: Micros
  readonly settings: PaymentSettings
  /** The addresses warnings go to now. */
  readonly noticesGoTo: readonly string[]
  readonly charging: ChargingView
  readonly howToPay: {
    readonly bank: BankDetails | null
    readonly reference: string
    readonly supportEmail: string
    readonly supportPhone: string | null
  }
  readonly version: number
}

/** @throws ProblemError 'not_found' for an account the session does not see. */
export async function readPaymentSettings(
  db: pg.ClientBase,
  accountId: number,
  now: Date,
): Promise<PaymentSettingsView> {
  const account = await readAccountDetails(db, accountId)
  const [row] = await readSettings(db, [accountId])
  const brand = account === undefined ? undefined : await readBrand(db, account.resellerId)
  if (account === undefined || row === undefined || brand === undefined)
    throw new ProblemError(problem('not_found', 'There is no such account.'))
  const { version, accountId: _, ...settings } = row
  const { paymentMode, balanceMicros, accountNumber } = account
  const { bank, supportEmail, supportPhone } = brand
  return {
    accountId,
    paymentMode,
    balanceMicros,
    settings,
    noticesGoTo: await noticeAddresses(db, accountId, settings),
    charging: await readCharging(db, accountId, now),
    howToPay: { bank, reference: accountNumber, supportEmail, supportPhone },
    version,
  }
}

/** Who gets the warnings of an account: the chosen contact, else another; and those named beside. */
export async function noticeAddresses(
  db: pg.ClientBase,
  accountId: number,
  { notices }: Pick<PaymentSettings, 'notices'>,
): Promise<readonly string[]> {
  const contact = await readContactEmail(db, accountId, noticeOrder(notices.contact))
  return [...new Set([...(contact === undefined ? [] : [contact]), ...notices.alsoTo])]
}
