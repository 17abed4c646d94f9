import type pg from 'pg'
import type { DunningStep } from '#domain/credit-control/dunning-ladder.ts'
import { dollarsText } from '#domain/notifications/words.ts'
import { dateText } from '#domain/time/date-text.ts'
import type { DunningLifted, DunningStepTaken } from '#operations/credit-control/dunning-acts.ts'
import { readAccountDetails } from '#storage/queries/account-details.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readContactEmail } from '#storage/queries/mail-recipients.ts'
import type { NewMail } from './queue-mail.ts'
import type { Event, Teller } from './teller.ts'

/** The letter of each step. A suspension tells itself; a disconnection is for a person, and nothing has happened yet. */
const LETTERS = {
  reminder: 'overdue-reminder',
  'second-reminder': 'overdue-second-reminder',
  'restriction-notice': 'restriction-notice',
  restriction: 'service-restricted',
  'suspension-notice': 'suspension-notice',
  suspension: undefined,
  'disconnection-notice': 'disconnection-notice',
  disconnection: undefined,
} as const satisfies Readonly<Record<DunningStep, NewMail['kind'] | undefined>>

/** The letters about what is overdue, to the billing contact, else the main one; and that service is back. */
export const DUNNING_TELLERS: Readonly<Record<string, Teller>> = {
  'dunning.step-taken': tellStep,
  'dunning.closed': tellRestored,
  'dunning.lifted': tellRestored,
}

async function tellStep(db: pg.ClientBase, event: Event, resellerId: number): Promise<readonly NewMail[]> {
  const { step, amount, oldestDueOn, actOn, invoices } = event.payload as DunningStepTaken
  const kind = LETTERS[step]
  const to = await recipient(db, event)
  if (kind === undefined || to === undefined) return []
  const values = {
    'overdue.amount': dollarsText(amount),
    'overdue.since': dateText(oldestDueOn),
    'overdue.invoices': invoices
      .map(({ number, dueOn, outstanding }) => `- ${number}, due ${dateText(dueOn)}: ${dollarsText(outstanding)}`)
      .join('\n'),
    'overdue.howToPay': await howToPay(db, resellerId, to.accountNumber),
  }
  const { email, accountId } = to
  switch (kind) {
    case 'restriction-notice':
    case 'suspension-notice':
    case 'disconnection-notice':
      return [{ kind, to: email, accountId, values: { ...values, 'notice.date': dateText(actOn ?? oldestDueOn) } }]
    case 'overdue-reminder':
    case 'overdue-second-reminder':
    case 'service-restricted':
      return [{ kind, to: email, accountId, values }]
  }
}

/** An account that is reinstated tells that itself. */
async function tellRestored(db: pg.ClientBase, event: Event): Promise<readonly NewMail[]> {
  const { why, wasRestricted, wasSuspended } = event.payload as DunningLifted
  const to = wasRestricted && !wasSuspended ? await recipient(db, event) : undefined
  if (to === undefined) return []
  const reason = why === 'paid' ? 'thank you for your payment.' : 'nothing more is chased at present.'
  return [
    {
      kind: 'service-restored',
      to: to.email,
      accountId: to.accountId,
      values: { reason },
    } satisfies NewMail<'service-restored'>,
  ]
}

async function recipient(db: pg.ClientBase, { accountId }: Event) {
  const account = accountId === null ? undefined : await readAccountDetails(db, accountId)
  const email = account === undefined ? undefined : await readContactEmail(db, account.id, ['billing', 'main'])
  if (account === undefined || email === undefined) return undefined
  return { accountId: account.id, accountNumber: account.accountNumber, email }
}

async function howToPay(db: pg.ClientBase, resellerId: number, accountNumber: string): Promise<string> {
  const bank = (await readBrand(db, resellerId))?.bank
  const portal = 'in the customer portal'
  if (bank === null || bank === undefined)
    return `${portal}, or ask us. Give the account number ${accountNumber} as the reference.`
  const bsb = `${bank.bsb.slice(0, 3)}-${bank.bsb.slice(3)}`
  return `by bank transfer to ${bank.accountName}, BSB ${bsb}, account ${bank.accountNumber}, reference ${accountNumber}; or ${portal}.`
}
