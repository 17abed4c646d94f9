import type pg from 'pg'
import { formatDollars } from '#domain/money.ts'
import { balanceText, dollarsText } from '#domain/notifications/words.ts'
import type { AutomaticPurpose } from '#domain/payments/automatic-charge.ts'
import { BANK_TOOK_BACK } from '#domain/payments/decline.ts'
import { methodName } from '#domain/payments/payment-method.ts'
import { PURPOSE_WORDS } from '#domain/payments/next-charge.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { dateText, monthText } from '#domain/time/date-text.ts'
import type { ChargeRefused } from '#operations/payments/automatic/answer-try.ts'
import type { CardEnds } from '#operations/payments/automatic/notice-ending-cards.ts'
import type { HeldBack } from '#operations/payments/automatic/plan-top-up.ts'
import { noticeAddresses } from '#operations/payments/read-payment-settings.ts'
import { readAccountDetails, type AccountDetails } from '#storage/queries/account-details.ts'
import { listPaymentMethods } from '#storage/queries/payment-methods.ts'
import { readPaymentSettings } from '#storage/queries/payment-settings.ts'
import { readStatement } from '#storage/queries/statements.ts'
import type { NewMail } from './queue-mail.ts'
import type { Event, Teller } from './teller.ts'

/** Charges that make themselves, to those the account chose for warnings. What went through has its receipt. */
export const AUTOMATIC_CHARGE_TELLERS: Readonly<Record<string, Teller>> = {
  'automatic-charge.planned': tell(async (db, event, { timeZone }) => {
    const { purpose, amount, dueAt, statementId } = event.payload as Planned
    const statement = statementId === undefined ? undefined : await readStatement(db, BigInt(statementId))
    if (purpose !== 'invoice' || statement === undefined) return undefined
    const values = {
      'charge.amount': dollarsText(amount),
      'charge.date': dayText(dueAt, timeZone),
      'charge.method': await methodText(db, event),
      'statement.number': statement.number,
    }
    return { kind: 'automatic-charge-planned', values } satisfies Letter<'automatic-charge-planned'>
  }),
  'automatic-charge.refused': tell(async (db, event, { timeZone }) => {
    const { nextTryAt } = event.payload as ChargeRefused
    // The last one is told with what it brought about.
    if (nextTryAt === null) return undefined
    const values = { ...(await refusalValues(db, event)), 'charge.next': dayText(nextTryAt, timeZone) }
    return { kind: 'automatic-charge-refused', values } satisfies Letter<'automatic-charge-refused'>
  }),
  'automatic-charges.stopped': tell(async (db, event) => {
    // Of a dispute staff are told; its customer began it.
    if ((event.payload as ChargeRefused).code === BANK_TOOK_BACK) return undefined
    const values = await refusalValues(db, event)
    return { kind: 'automatic-charges-stopped', values } satisfies Letter<'automatic-charges-stopped'>
  }),
  'automatic-charge.held-back': tell((_db, event, { balanceMicros, timeZone }) => {
    const { needed, fits, weeklyMaximum, until } = event.payload as HeldBack
    const values = {
      'account.balance': balanceText(formatDollars(balanceMicros, 2)),
      'topUp.needed': dollarsText(needed),
      'topUp.maximum': dollarsText(weeklyMaximum),
      'topUp.room': /[1-9]/.test(fits) ? `At most ${dollarsText(fits)} would fit now.` : 'Nothing fits now.',
      'topUp.until':
        until === null
          ? 'Nothing fits before the maximum is raised.'
          : `There is room again on ${dayText(until, timeZone)}.`,
    }
    return Promise.resolve({ kind: 'top-up-held-back', values } satisfies Letter<'top-up-held-back'>)
  }),
  'payment-method.expires-soon': tell(async (db, event) => {
    const { month } = event.payload as CardEnds
    const values = { 'card.name': await methodText(db, event), 'card.month': monthText(`${month}-01`) }
    return { kind: 'card-expires', values } satisfies Letter<'card-expires'>
  }),
}

type Letter<Kind extends NewMail['kind']> = Pick<NewMail<Kind>, 'kind' | 'values'>

/** What `automatic-charge.planned` says. */
interface Planned {
  readonly purpose: AutomaticPurpose
  readonly amount: string
  readonly dueAt: string
  readonly statementId?: string
}

function tell(
  write: (
    db: pg.ClientBase,
    event: Event,
    account: AccountDetails,
  ) => Promise<Pick<NewMail, 'kind' | 'values'> | undefined>,
): Teller {
  return async (db, event) => {
    const { accountId } = event
    const account = accountId === null ? undefined : await readAccountDetails(db, accountId)
    const [settings] = accountId === null ? [] : await readPaymentSettings(db, [accountId])
    if (account === undefined || settings === undefined) return []
    const letter = await write(db, event, account)
    if (letter === undefined) return []
    const people = await noticeAddresses(db, account.id, settings)
    return people.map((to): NewMail => ({ ...letter, to, accountId: account.id }))
  }
}

async function refusalValues(db: pg.ClientBase, event: Event) {
  const { amount, purpose, words } = event.payload as ChargeRefused
  return {
    'charge.amount': dollarsText(amount),
    'charge.what': PURPOSE_WORDS[purpose],
    'charge.method': await methodText(db, event),
    'charge.words': words,
  }
}

/** What is charged: `Visa ending 4242`. */
async function methodText(db: pg.ClientBase, { accountId, occurredAt }: Event): Promise<string> {
  const methods = accountId === null ? [] : await listPaymentMethods(db, accountId, occurredAt)
  const method = methods.find(({ isDefault }) => isDefault)
  return method === undefined ? 'your card or bank account' : methodName(method)
}

/** An instant of an event's payload, as a day in a zone. */
function dayText(instant: Date | string, timeZone: string): string {
  return dateText(dateAt(new Date(instant).getTime(), timeZone).toString())
}
