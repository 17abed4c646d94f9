import type pg from 'pg'
import { documentNumber } from '#domain/billing/document-number.ts'
import { formatDollars } from '#domain/money.ts'
import { balanceText, dollarsText } from '#domain/notifications/words.ts'
import { dateText } from '#domain/time/date-text.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { readAccountDetails, type AccountDetails } from '#storage/queries/account-details.ts'
import { readAdminEmails, readContactEmail } from '#storage/queries/mail-recipients.ts'
import { readReceipt } from '#storage/queries/receipts.ts'
import { AUTOMATIC_CHARGE_TELLERS } from './mails-of-automatic-charge.ts'
import { CARD_PAYMENT_TELLERS } from './mails-of-card-payment.ts'
import { CROSSING_TELLERS } from './mails-of-crossing.ts'
import { DUNNING_TELLERS } from './mails-of-dunning.ts'
import { PORT_TELLERS } from './mails-of-port.ts'
import { RISK_TELLERS } from './mails-of-risk.ts'
import { PORT_OUT_TELLERS } from './mails-of-port-out.ts'
import type { NewMail } from './queue-mail.ts'
import { statementMail } from './statement-mail.ts'
import type { Event, Teller } from './teller.ts'

/** Which events become mails, and to whom. */
const TELLERS: Readonly<Record<string, Teller>> = {
  'statement.issued': tellStatement,
  'adjustment-note.issued': tellStatement,
  'payment.received': tellPayment,
  'account.activated': tellAccount('account-activated', ({ planName, billDay }) => ({
    'plan.name': planName ?? '',
    'account.anniversary': String(billDay),
  })),
  'account.suspended': tellAccount('account-suspended', (_account, event) => ({ reason: reasonOf(event) })),
  'account.reinstated': tellAccount('account-reinstated', () => ({ reason: 'everything works as before.' })),
  'account.cancellation-scheduled': tellAccount('cancellation-scheduled', cancellation),
  'account.cancellation-withdrawn': tellAccount('cancellation-withdrawn', () => ({})),
  'account.cancelled': tellAccount('account-cancelled', cancellation),
  ...CROSSING_TELLERS,
  ...RISK_TELLERS,
  ...DUNNING_TELLERS,
  ...CARD_PAYMENT_TELLERS,
  ...AUTOMATIC_CHARGE_TELLERS,
  'webhook.disabled': tellWebhook,
  ...PORT_OUT_TELLERS,
  ...PORT_TELLERS,
}

/**
 * The mails an event makes: a statement to the billing contact, else the main one (the platform's help pages say so), a
 * receipt likewise, what happens to the account to the main contact, else the billing one. None where nobody is known.
 *
 * @param db behind the tenant's walls.
 */
export async function mailsOfEvent(db: pg.ClientBase, resellerId: number, event: Event): Promise<readonly NewMail[]> {
  const tell = Object.hasOwn(TELLERS, event.type) ? TELLERS[event.type] : undefined
  return tell === undefined ? [] : tell(db, event, resellerId)
}

async function tellStatement(db: pg.ClientBase, event: Event): Promise<readonly NewMail[]> {
  const id = idOf(event, 'statementId')
  const mail = id === undefined ? undefined : await statementMail(db, id)
  return mail === undefined ? [] : [mail]
}

async function tellPayment(db: pg.ClientBase, event: Event): Promise<readonly NewMail[]> {
  const id = idOf(event, 'paymentId')
  const receipt = id === undefined ? undefined : await readReceipt(db, id)
  if (receipt === undefined) return []
  const { accountId, timeZone } = receipt
  const account = await readAccountDetails(db, accountId)
  const to = await readContactEmail(db, accountId, ['billing', 'main'])
  if (to === undefined || account === undefined) return []
  const values = {
    'receipt.number': documentNumber('receipt', receipt.receiptNumber),
    'payment.amount': dollarsText(formatDollars(receipt.amountMicros, 2)),
    'payment.method': paidBy(receipt),
    'payment.date': dateText(dateAt(receipt.receivedAt.getTime(), timeZone).toString()),
    'account.balance': balanceText(formatDollars(account.balanceMicros, 2)),
  }
  const attachment = { paper: 'receipt', id: String(id) } as const
  return [{ kind: 'receipt', to, accountId, values, attachment } satisfies NewMail<'receipt'>]
}

/** `bank transfer`; of what the gateway took also which: `card, Visa ending 4242`. */
function paidBy({ method, reference }: { readonly method: string; readonly reference: string }): string {
  const isNamed = (method === 'card' || method === 'direct-debit') && reference !== ''
  return `${method.replaceAll('-', ' ')}${isNamed ? `, ${reference}` : ''}`
}

type AccountKind =
  | 'account-activated'
  | 'account-suspended'
  | 'account-reinstated'
  | 'cancellation-scheduled'
  | 'cancellation-withdrawn'
  | 'account-cancelled'

function tellAccount<Kind extends AccountKind>(
  kind: Kind,
  valuesOf: (account: AccountDetails, event: Event) => NewMail<Kind>['values'],
): Teller {
  return async (db, event) => {
    const { accountId } = event
    const account = accountId === null ? undefined : await readAccountDetails(db, accountId)
    if (account === undefined) return []
    const to = await readContactEmail(db, account.id, ['main', 'billing'])
    if (to === undefined) return []
    const mail: NewMail<Kind> = { kind, to, accountId: account.id, values: valuesOf(account, event) }
    return [mail]
  }
}

function cancellation({ cancelOn, timeZone }: AccountDetails, event: Event) {
  const day = cancelOn ?? dateAt(event.occurredAt.getTime(), timeZone).toString()
  return { 'cancellation.date': dateText(day), reason: reasonOf(event) }
}

/** A reason is a word of a list; what staff noted beside it is not for the customer. */
const REASONS: Readonly<Record<string, string>> = {
  unpaid: 'a bill has not been paid.',
  'no-credit': 'its credit is used up.',
  'suspected-fraud': 'calls were made that may not be yours.',
  'customer-request': 'you asked for it.',
  'breach-of-terms': 'its use was against our terms.',
  'legal-order': 'we are bound by law to do so.',
}

function reasonOf({ payload }: Event): string {
  const word: unknown = 'reason' in payload ? payload.reason : undefined
  const known = typeof word === 'string' && Object.hasOwn(REASONS, word) ? REASONS[word] : undefined
  return known ?? 'talk to us for the reason.'
}

async function tellWebhook(db: pg.ClientBase, event: Event, resellerId: number): Promise<readonly NewMail[]> {
  const { url, error }: { url?: unknown; error?: unknown } = event.payload
  const values = {
    'webhook.url': typeof url === 'string' ? url : '',
    'webhook.error': typeof error === 'string' ? error : '',
  }
  const people = await readAdminEmails(db, resellerId)
  return people.map((to) => ({ kind: 'webhook-disabled', to, values }) satisfies NewMail<'webhook-disabled'>)
}

function idOf({ payload }: Event, name: string): bigint | undefined {
  const value: unknown = Object.entries(payload).find(([key]) => key === name)?.[1]
  return typeof value === 'string' && /^\d{1,18}$/.test(value) ? BigInt(value) : undefined
}
