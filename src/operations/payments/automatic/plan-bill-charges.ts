import { formatDollars, micros } from '#domain/money.ts'
import { decideAutoDebit } from '#domain/payments/auto-debit.ts'
import type { AutomaticPurpose } from '#domain/payments/automatic-charge.ts'
import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { parseDate, startOfDate } from '#domain/time/calendar-date.ts'
import type { AustralianState } from '#domain/usage/geographic-areas.ts'
import type { WriteContext } from '#operations/operation.ts'
import { publicHolidays } from '#providers/calendar/public-holidays.ts'
import { listBillChargers, readDebitableBills, type DebitableBill } from '#storage/queries/automatic-charges.ts'
import { insertAutomaticCharge } from '#storage/tables/automatic-charges.ts'
import { readSituation } from './situation.ts'

type Context = Pick<WriteContext, 'db' | 'resellerId' | 'now' | 'emit'>

/**
 * Plans what accounts are charged by themselves with their bills, in the transaction that issues these: the month ahead or the
 * invoice, and what brings a balance back to its level at the end of the billing month. Nobody's gateway is asked here. For
 * each bill once.
 */
export async function planBillCharges(
  context: Context,
  issued: readonly { readonly id: bigint; readonly accountId: number }[],
): Promise<void> {
  const { db, now } = context
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
  const calendars = new Map<string, BusinessCalendar>()
  for (const bill of bills) {
    if (bill.isFinal) continue
    const { account, settings } = await readSituation(db, bill.accountId, now)
    const calendar = bill.isConsumer ? calendarOf(bill, calendars) : undefined
    const debit = settings.autoDebit.isOn ? decideAutoDebit(bill, calendar) : undefined
    if (debit !== undefined) {
      const purpose = bill.kind === 'invoice' ? 'invoice' : 'auto-debit'
      const on = parseDate(debit.on)
      const dueAt = bill.kind === 'invoice' && on ? new Date(startOfDate(on, bill.timeZone) + MORNING_MS) : now
      await plan(context, bill, { purpose, reason: `statement ${bill.statementId}`, ...debit, dueAt })
    }
    const { autoTopUp } = settings
    if (!autoTopUp.isOn || autoTopUp.mode !== 'restore' || account.paymentMode === 'postpaid') continue
    // The debit comes first; only what is then below the level is topped up.
    const after = account.balanceMicros - account.reservedMicros + (debit?.amountMicros ?? 0n)
    const missing = autoTopUp.amountMicros - after
    const amountMicros = micros(missing - (missing % 10_000n))
    if (amountMicros <= 0n) continue
    const purpose = 'top-up-to-level'
    await plan(context, bill, { purpose, reason: `month-end ${bill.periodTo}`, amountMicros, dueAt: now })
  }
}

/** Invoices are charged in the morning of their day, when somebody is there to help. */
const MORNING_MS = 9 * 3_600_000

async function plan(
  { db, resellerId, now, emit }: Context,
  { accountId, statementId }: DebitableBill,
  charge: {
    readonly purpose: AutomaticPurpose
    readonly reason: string
    readonly amountMicros: DebitableBill['owedMicros']
    readonly dueAt: Date
  },
): Promise<void> {
  const { purpose, reason, amountMicros, dueAt } = charge
  const row = { accountId, purpose, reason, amountMicros, dueAt, plannedAt: now }
  const debited = purpose === 'top-up-to-level' ? null : statementId
  const chargeNo = await insertAutomaticCharge(db, resellerId, { ...row, statementId: debited })
  if (chargeNo === undefined) return
  emit({
    type: 'automatic-charge.planned',
    accountId,
    payload: {
      automaticChargeId: String(chargeNo),
      purpose,
      amount: formatDollars(amountMicros, 2),
      currency: 'AUD',
      dueAt,
      ...(debited !== null && { statementId: String(debited) }),
    },
  })
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
