import { formatDollars } from '#domain/money.ts'
import { balanceText, dollarsText } from '#domain/notifications/words.ts'
import { explainRefundFailure } from '#domain/payments/refund.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { dateText } from '#domain/time/date-text.ts'
import { readAccountDetails, type AccountDetails } from '#storage/queries/account-details.ts'
import { readAdminEmails, readContactEmail } from '#storage/queries/mail-recipients.ts'
import type { NewMail } from './queue-mail.ts'
import type { Event, Teller } from './teller.ts'

type Letter<Kind extends NewMail['kind']> = Pick<NewMail<Kind>, 'kind' | 'values'>
type AnyLetter = Pick<NewMail, 'kind' | 'values'>

/** Of events about refunds and charges. */
interface Paid {
  readonly amount: string
  readonly to?: string
  readonly by?: string
  readonly words?: string
  readonly wasProcessing?: boolean
  readonly purpose?: string
  readonly failureCode?: string | null
}

/** Of events about disputes. */
interface Disputed {
  readonly amount: string
  readonly fee: string
  readonly paidBy: string
  readonly reason: string
  readonly respondBy: string | null
  readonly tookMoney: boolean
}

/** Refunds and debits that bounced go to the customer; what staff have to look after, to its administrators. */
export const CARD_PAYMENT_TELLERS: Readonly<Record<string, Teller>> = {
  'payment.refunded': toCustomer(({ payload }, { balanceMicros }) => {
    const { amount, to = '' } = payload as Paid
    const values = {
      'payment.amount': dollarsText(amount),
      'payment.method': to,
      'account.balance': balanceText(formatDollars(balanceMicros, 2)),
    }
    return { kind: 'payment-refunded', values } satisfies Letter<'payment-refunded'>
  }),
  'gateway-charge.failed': toCustomer(({ payload }) => {
    const { amount, by = '', words = '', wasProcessing, purpose } = payload as Paid
    // Who paid on the spot was told there; charges that make themselves have mails of their own.
    if (wasProcessing !== true || purpose !== 'add-credit') return undefined
    const values = { 'payment.amount': dollarsText(amount), 'payment.method': by, 'payment.words': words }
    return { kind: 'payment-failed', values } satisfies Letter<'payment-failed'>
  }),
  'payment.refund-failed': toStaff(({ payload }) => {
    const { amount, to = '', failureCode } = payload as Paid
    const words = explainRefundFailure(failureCode ?? '')
    const values = { 'payment.amount': dollarsText(amount), 'payment.method': to, 'payment.words': words }
    return { kind: 'refund-failed', values } satisfies Letter<'refund-failed'>
  }),
  'dispute.opened': toStaff(({ payload }, { timeZone }) => {
    const { amount, fee, paidBy, reason, respondBy, tookMoney } = payload as Disputed
    const by = respondBy === null ? '' : ` by ${dateText(dateAt(new Date(respondBy).getTime(), timeZone).toString())}`
    const values = {
      'payment.amount': dollarsText(amount),
      'payment.method': paidBy,
      'dispute.reason': reason,
      'dispute.money': tookMoney
        ? `The bank took the money back; it is off the customer’s balance. The payment provider charges you ${dollarsText(fee)}.`
        : 'The bank only asks so far: no money was taken.',
      'dispute.next': `Answer at the payment provider${by}; otherwise it is lost.`,
    }
    return { kind: 'dispute-opened', values } satisfies Letter<'dispute-opened'>
  }),
  'dispute.won': toStaff(({ payload }) => disputeClosed(payload as Disputed, 'won')),
  'dispute.lost': toStaff(({ payload }) => disputeClosed(payload as Disputed, 'lost')),
}

function disputeClosed({ amount, paidBy, tookMoney }: Disputed, result: 'won' | 'lost'): Letter<'dispute-closed'> {
  const back = tookMoney ? 'The money is on the customer’s balance again.' : 'No money was taken.'
  const values = {
    'payment.amount': dollarsText(amount),
    'payment.method': paidBy,
    'dispute.result': result,
    'dispute.money': result === 'won' ? back : 'The money is gone; the customer owes it again.',
  }
  return { kind: 'dispute-closed', values }
}

type Write = (event: Event, account: AccountDetails) => AnyLetter | undefined

function toCustomer(write: Write): Teller {
  return async (db, event) => {
    const account = event.accountId === null ? undefined : await readAccountDetails(db, event.accountId)
    const letter = account === undefined ? undefined : write(event, account)
    if (account === undefined || letter === undefined) return []
    const to = await readContactEmail(db, account.id, ['billing', 'main'])
    return to === undefined ? [] : [{ ...letter, to, accountId: account.id }]
  }
}

function toStaff(write: Write): Teller {
  return async (db, event, resellerId) => {
    const account = event.accountId === null ? undefined : await readAccountDetails(db, event.accountId)
    const letter = account === undefined ? undefined : write(event, account)
    if (account === undefined || letter === undefined) return []
    const people = await readAdminEmails(db, resellerId)
    return people.map((to): NewMail => ({ ...letter, to, accountId: account.id }))
  }
}
