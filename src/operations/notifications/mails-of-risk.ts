import type pg from 'pg'
import { writeInstant } from '#domain/time/write-instant.ts'
import { balanceText, dollarsText } from '#domain/notifications/words.ts'
import type { CallsAnswered } from '#operations/credit-control/answer-fraud.ts'
import type { IouEnded, IouStarted } from '#operations/credit-control/iou.ts'
import { noticeAddresses } from '#operations/payments/read-payment-settings.ts'
import { readAccountDetails } from '#storage/queries/account-details.ts'
import { readAdminEmails } from '#storage/queries/mail-recipients.ts'
import { readPaymentSettings } from '#storage/queries/payment-settings.ts'
import type { NewMail } from './queue-mail.ts'
import type { Event, Teller } from './teller.ts'

/** IOUs, to those an account chose for its warnings; calls that were not a customer's, to those who run the reseller. */
export const RISK_TELLERS: Readonly<Record<string, Teller>> = {
  'iou.started': async (db, event) => {
    const { value, balance, expiresAt } = event.payload as IouStarted
    return toNoticed(db, event, (timeZone) => ({
      kind: 'iou-started',
      values: {
        'iou.value': dollarsText(value),
        'iou.expires': writeInstant(new Date(expiresAt), timeZone),
        'account.balance': balanceText(balance),
      },
    }))
  },
  'iou.ended': async (db, event) => {
    const { because, lent, balance } = event.payload as IouEnded
    return toNoticed(db, event, () => ({
      kind: 'iou-ended',
      values: { 'iou.words': ENDS[because], 'iou.lent': dollarsText(lent), 'account.balance': balanceText(balance) },
    }))
  },
  'account.calls-denied': async (db, event, resellerId) => {
    const { names, by, words } = event.payload as CallsAnswered
    const account = event.accountId === null ? undefined : await readAccountDetails(db, event.accountId)
    if (account === undefined) return []
    const values = {
      'control.name': names.join(', '),
      'denied.customer': `${account.name} (account ${account.accountNumber})`,
      'denied.by': by,
      'denied.words': words === '' ? 'Nothing more was said.' : words,
    }
    const people = await readAdminEmails(db, resellerId)
    return people.map((to): NewMail<'calls-denied'> => ({ kind: 'calls-denied', to, accountId: account.id, values }))
  },
}

const ENDS: Readonly<Record<IouEnded['because'], string>> = {
  paid: 'It was repaid by your payment: thank you.',
  expired: 'Its time is over, and calls that cost something wait for a payment.',
  stopped: 'It was switched off, and calls that cost something wait for a payment.',
}

async function toNoticed(
  db: pg.ClientBase,
  { accountId }: Event,
  mailOf: (
    timeZone: string,
  ) => Pick<NewMail<'iou-started'>, 'kind' | 'values'> | Pick<NewMail<'iou-ended'>, 'kind' | 'values'>,
): Promise<readonly NewMail[]> {
  const account = accountId === null ? undefined : await readAccountDetails(db, accountId)
  const [settings] = account === undefined ? [] : await readPaymentSettings(db, [account.id])
  if (account === undefined || settings === undefined) return []
  const people = await noticeAddresses(db, account.id, settings)
  return people.map((to): NewMail => ({ ...mailOf(account.timeZone), to, accountId: account.id }))
}
