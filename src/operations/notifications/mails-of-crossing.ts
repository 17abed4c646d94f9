import type pg from 'pg'
import type { Control } from '#domain/credit-control/controls.ts'
import { CONTROL_NAMES } from '#domain/credit-control/describe-control.ts'
import { balanceText, countText, dollarsText, durationText } from '#domain/notifications/words.ts'
import { dateText } from '#domain/time/date-text.ts'
import type {
  AllowanceUsed,
  BalanceLow,
  ControlTripped,
  SpendReached,
} from '#operations/credit-control/crossing-events.ts'
import { noticeAddresses } from '#operations/payments/read-payment-settings.ts'
import { readContactEmail } from '#storage/queries/mail-recipients.ts'
import { readPaymentSettings } from '#storage/queries/payment-settings.ts'
import type { NewMail } from './queue-mail.ts'
import type { Event, Teller } from './teller.ts'

/** What an account is warned of, to those it chose for that. */
export const CROSSING_TELLERS: Readonly<Record<string, Teller>> = {
  'account.balance-low': async (db, event) => {
    const { balance, warnBelow } = event.payload as BalanceLow
    const values = { 'account.balance': balanceText(balance), 'warning.amount': dollarsText(warnBelow) }
    return mailsTo(await noticed(db, event), event, { kind: 'low-balance', values } satisfies Mail<'low-balance'>)
  },
  'account.allowance-used': async (db, event) => {
    const used = event.payload as AllowanceUsed
    const values = {
      'allowance.name': used.allowance,
      'allowance.percent': `${used.percent} %`,
      'allowance.used': `${amountText(used, used.used)} of ${amountText(used, used.included)}`,
      'allowance.until': dateText(used.until),
      // An event of an earlier version has none.
      'allowance.beyond': (used as Partial<AllowanceUsed>).beyond ?? 'by the rates of your plan',
    }
    return mailsTo(await noticed(db, event), event, { kind: 'allowance-used', values } satisfies Mail<'allowance-used'>)
  },
  'account.spend-reached': async (db, event) => {
    const { what, percent, limit, used, until } = event.payload as SpendReached
    const values = {
      'spend.what': what === 'month' ? 'what you set for a billing month' : 'your credit limit',
      'spend.percent': `${percent} %`,
      'spend.used': dollarsText(used),
      'spend.limit': dollarsText(limit),
      'spend.next':
        what === 'month'
          ? `Calls go on and are charged by the rates of your plan; this only tells you. The month ends on ${dateText(until ?? '')}.`
          : 'When all of it is used, calls that cost something wait until you have paid. Calls to emergency numbers always work.',
    }
    return mailsTo(await noticed(db, event), event, { kind: 'spend-alert', values } satisfies Mail<'spend-alert'>)
  },
  'account.control-tripped': async (db, event) => {
    const tripped = event.payload as ControlTripped
    const values = {
      'control.name': CONTROL_NAMES[tripped.control],
      'control.detail': DETAILS[tripped.control](tripped),
      'control.advice': isAboutCalls(tripped.control) ? ABOUT_CALLS : ABOUT_MONEY,
    }
    const people = [
      ...(await noticed(db, event)),
      // Of calls that may be somebody else's, everybody the account knows hears.
      ...(isAboutCalls(tripped.control) ? await everybody(db, event) : []),
    ]
    return mailsTo(people, event, { kind: 'control-tripped', values } satisfies Mail<'control-tripped'>)
  },
}

type Mail<Kind extends NewMail['kind']> = Pick<NewMail<Kind>, 'kind' | 'values'>

function mailsTo(people: readonly string[], { accountId }: Event, mail: Pick<NewMail, 'kind' | 'values'>) {
  return accountId === null ? [] : [...new Set(people)].map((to): NewMail => ({ ...mail, to, accountId }))
}

async function noticed(db: pg.ClientBase, { accountId }: Event): Promise<readonly string[]> {
  const [settings] = accountId === null ? [] : await readPaymentSettings(db, [accountId])
  return settings === undefined ? [] : noticeAddresses(db, settings.accountId, settings)
}

async function everybody(db: pg.ClientBase, { accountId }: Event): Promise<readonly string[]> {
  const found: string[] = []
  for (const kind of ['main', 'billing', 'technical'] as const) {
    const email = accountId === null ? undefined : await readContactEmail(db, accountId, [kind])
    if (email !== undefined) found.push(email)
  }
  return found
}

function amountText({ unit }: AllowanceUsed, amount: string): string {
  if (unit === 'money') return dollarsText(amount)
  return unit === 'seconds' ? durationText(Number(amount)) : `${countText(Number(amount))} calls`
}

const ABOUT_CALLS =
  'Until it is settled, calls may be refused. If these calls are yours, say so in your portal, or tell us, and the limit is lifted. If not, say that, and change the passwords of your phones at once.'
const ABOUT_MONEY =
  'Please pay, so that your calls go on. When you pay by bank transfer, give your account number as the reference.'

function isAboutCalls(control: Control): boolean {
  return control === 'fraud-spend-day' || control === 'fraud-spend-hour' || control === 'overseas-calls'
}

const DETAILS: Readonly<Record<Control, (tripped: ControlTripped) => string>> = {
  'credit-limit': ({ limit, used }) =>
    /[1-9]/.test(limit)
      ? `Your account owes ${dollarsText(used)} and has reached its credit limit of ${dollarsText(limit)}.`
      : `The credit of your account is used up; the balance is ${balanceText(`-${used}`)}.`,
  'fraud-spend-day': ({ limit, used }) =>
    `Calls of the last 24 hours come to ${dollarsText(used)} ex GST; the limit is ${dollarsText(limit)}.`,
  'fraud-spend-hour': ({ limit, used }) =>
    `Calls within one hour came to ${dollarsText(used)} ex GST; the limit is ${dollarsText(limit)}.`,
  'overseas-calls': ({ limit, used }) =>
    `${used} calls went to other countries within one hour; the limit is ${limit}.`,
  iou: ({ limit }) => `The IOU of ${dollarsText(limit)} ex GST is used up.`,
  'card-failures': ({ used }) =>
    `Your card was refused ${used} times; nothing is charged by itself until there is another.`,
}
