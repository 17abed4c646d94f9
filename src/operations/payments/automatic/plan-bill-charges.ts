import { formatDollars, micros } from '#domain/money.ts'
import { decideAutoDebit, type AutoDebit } from '#domain/payments/auto-debit.ts'
import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { parseDate, startOfDate } from '#domain/time/calendar-date.ts'
import type { AustralianState } from '#domain/usage/geographic-areas.ts'
import type { WriteContext } from '#operations/operation.ts'
import { publicHolidays } from '#providers/calendar/public-holidays.ts'
import {
  listBillChargers,
  readChargedAccounts,
  readDebitableBills,
  type ChargedAccount,
  type DebitableBill,
} from '#storage/queries/automatic-charges.ts'
import { readPaymentSettings, type PaymentSettingsRow } from '#storage/queries/payment-settings.ts'
import { insertAutomaticCharges, type NewAutomaticCharge } from '#storage/tables/automatic-charges.ts'

/** Invoices are charged in the morning of their day, when somebody is there to help. */
const MORNING_MS = 9 * 3_600_000

/**
 * Plans what accounts are charged by themselves with their bills, in the transaction that issues these: the month ahead or the
 * invoice, and what brings a balance back to its level at the end of the billing month. Nobody's gateway is asked here. For
 * each bill once.
 */
export async function planBillCharges(
  { db, resellerId, now, emit }: Pick<WriteContext, 'db' | 'resellerId' | 'now' | 'emit'>,
  issued: readonly { readonly id: bigint; readonly accountId: number }[],
): Promise<void> {
  const chargers = await listBillChargers(
    db,
    issued.map(({ accountId }) => accountId),
  )
  if (chargers.length === 0) return
  const bills = await readDebitableBills(
    db,
    chargers,
    issued.map(({ id }) => id),
  )
  const accounts = new Map((await readChargedAccounts(db, chargers, now)).map((account) => [account.id, account]))
  const settings = new Map((await readPaymentSettings(db, chargers)).map((row) => [row.accountId, row]))
  const calendars = new Map<string, BusinessCalendar>()
  const charges = bills.flatMap((bill) => {
    const account = accounts.get(bill.accountId)
    const set = settings.get(bill.accountId)
    // The last invoice of an account that is closed is for its people to pay.
    if (account === undefined || set === undefined || bill.isFinal) return []
    const calendar = bill.isConsumer ? calendarOf(bill, calendars) : undefined
    const debit = set.autoDebit.isOn ? decideAutoDebit(bill, calendar) : undefined
    return [...debitOf(bill, debit, now), ...restorationOf(bill, account, set, debit, now)]
  })
  for (const { id, accountId, purpose, amountMicros, dueAt, statementId } of await insertAutomaticCharges(
    db,
    resellerId,
    charges,
  )) {
    const payload = {
      automaticChargeId: String(id),
      purpose,
      amount: formatDollars(amountMicros, 2),
      currency: 'AUD',
      dueAt,
      ...(statementId !== null && { statementId: String(statementId) }),
    }
    emit({ type: 'automatic-charge.planned', accountId, payload })
  }
}

function debitOf(bill: DebitableBill, debit: AutoDebit | undefined, now: Date): NewAutomaticCharge[] {
  if (debit === undefined) return []
  const { accountId, statementId, kind, timeZone } = bill
  const { amountMicros } = debit
  const on = parseDate(debit.on)
  const isInvoice = kind === 'invoice' && on !== undefined
  return [
    {
      accountId,
      purpose: isInvoice ? 'invoice' : 'auto-debit',
      reason: `statement ${statementId}`,
      statementId,
      amountMicros,
      dueAt: isInvoice ? new Date(startOfDate(on, timeZone) + MORNING_MS) : now,
      plannedAt: now,
    },
  ]
}

/** The debit comes first; only what is then below the level is topped up. Reckoned anew when it is sent. */
function restorationOf(
  { accountId, periodTo }: DebitableBill,
  { paymentMode, balanceMicros, reservedMicros }: ChargedAccount,
  { autoTopUp }: PaymentSettingsRow,
  debit: AutoDebit | undefined,
  now: Date,
): NewAutomaticCharge[] {
  if (!autoTopUp.isOn || autoTopUp.mode !== 'restore' || paymentMode === 'postpaid') return []
  const missing = autoTopUp.amountMicros - (balanceMicros - reservedMicros + (debit?.amountMicros ?? 0n))
  const amountMicros = micros(missing - (missing % 10_000n))
  const reason = `month-end ${periodTo}`
  return amountMicros > 0n
    ? [
        {
          accountId,
          purpose: 'top-up-to-level',
          reason,
          statementId: null,
          amountMicros,
          dueAt: now,
          plannedAt: now,
        },
      ]
    : []
}

/** Business days where the customer is; where that is not known, those that are such in all of Australia. */
function calendarOf(
  { state, timeZone, issuedOn }: DebitableBill,
  known: Map<string, BusinessCalendar>,
): BusinessCalendar {
  const key = `${state ?? ''} ${timeZone} ${issuedOn.slice(0, 4)}`
  const found = known.get(key)
  if (found !== undefined) return found
  const year = Number(issuedOn.slice(0, 4))
  const holidays = publicHolidays(isState(state) ? [state] : STATES, year, year + 1)
  const calendar: BusinessCalendar = {
    timeZone,
    weekdays: new Set([1, 2, 3, 4, 5]),
    opensAt: 0,
    closesAt: 24 * 60,
    holidayDates: new Set(holidays.keys()),
    closedDates: new Set(),
  }
  known.set(key, calendar)
  return calendar
}

const STATES: readonly AustralianState[] = ['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA']

function isState(state: string | null): state is AustralianState {
  return STATES.some((one) => one === state)
}
