import { phoneText } from '#domain/phone-text.ts'
import { partsOfCycles } from '#domain/billing/backdated-charge.ts'
import { oldestBillableDay } from '#domain/billing/late-limit.ts'
import { proRata } from '#domain/billing/pro-rata.ts'
import { micros, type Micros } from '#domain/money.ts'
import { refuseCallLimit } from '#domain/numbers/channels.ts'
import { describeNumber } from '#domain/numbers/describe-number.ts'
import { refuseLineType, usualLineType, type LineType } from '#domain/numbers/line-type.ts'
import { pastSpan, type PastSpan } from '#domain/numbers/past-span.ts'
import { isProblem, problem, ProblemError } from '#domain/problem.ts'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { dayRange } from '#domain/time/day-range.ts'
import { postCharges } from '#operations/billing/post-charges.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import { readLastStatementEnds } from '#storage/queries/billing/due-accounts.ts'
import { isHeldElsewhere, lockAssignments, readHolders } from '#storage/queries/number-holders.ts'
import { readNumberPlanTerms } from '#storage/queries/number-plan-terms.ts'
import { lockNumbers } from '#storage/queries/numbers.ts'
import { insertPastHolding } from '#storage/tables/numbers.ts'
import { lockActiveAccount, numberPlansToTake, readChannelLimit } from './account-terms.ts'
import { checkBundle } from './add-account-numbers.ts'
import { numberSource } from './number-charges.ts'

export interface PastNumber {
  readonly accountId: number
  /** E.164 digits. */
  readonly number: string
  readonly numberPlanId: number
  /** Left out: what is usual for the number. */
  readonly lineType?: LineType | undefined
  readonly callLimit?: number | null | undefined
  /** A day in the account's zone, before today. */
  readonly from: string
}

export interface GivenNumber extends PastSpan {
  readonly number: string
  /** What it costs from then on, in one charge; undefined: nothing. */
  readonly charge:
    | {
        readonly description: string
        readonly amountMicros: Micros
        readonly gstMicros: Micros
        readonly from: string
        /** The day after the last. */
        readonly to: string
      }
    | undefined
}

/**
 * Gives an account a number from a day in the past, until the next holder's time or until further notice, and charges what
 * bill runs would have. A prepaid account is charged even where its credit does not suffice: it had the number.
 *
 * @throws ProblemError 'account_not_active', 'invalid_value' for a day that is not past or before the account was activated,
 *   'number_not_available', 'plan_retired', 'bundle_full', 'channel_limit'.
 */
export const addPastNumber = operation({
  name: 'account-numbers.add-backdated',
  permission: 'numbers.correct',
  async run(context, wanted: PastNumber): Promise<GivenNumber> {
    const { db, resellerId, now, audit, emit } = context
    const { accountId, number, numberPlanId } = wanted
    const account = await lockActiveAccount(context, accountId)
    const plans = await numberPlansToTake(context, [numberPlanId], 'number')
    await lockAssignments(db)
    const span = await spanOf(context, account, wanted)
    const kind = describeNumber(number)?.kind ?? 'geographic'
    const lineType = wanted.lineType ?? usualLineType(kind)
    const callLimit = wanted.callLimit ?? null
    const refused =
      refuseLineType(number, kind, lineType) ?? refuseCallLimit(callLimit, await readChannelLimit(context, accountId))
    if (refused !== undefined) throw new ProblemError(refused)
    if (span.toMs === undefined) {
      await checkInventory(context, account, number)
      await checkBundle(context, accountId, [wanted], plans)
    }
    const validFrom = new Date(span.fromMs)
    const validTo = span.toMs === undefined ? undefined : new Date(span.toMs)
    const facts = describeNumber(number) ?? { number, kind: 'other' as const, state: undefined, region: '' }
    const holding = { number, accountId, numberPlanId, lineType, callLimit: callLimit ?? undefined, validFrom }
    const assignmentId = await insertPastHolding(db, resellerId, { ...holding, validTo, facts, now })
    if (assignmentId === undefined) throw notAvailable(`${number} is in service elsewhere on the platform.`, 'number')
    const planName = plans.get(numberPlanId)?.name ?? ''
    const charge = await chargeFor(context, account, { numberPlanId, planName, number, span, assignmentId })
    const added = {
      number,
      numberPlan: planName,
      lineType,
      from: validFrom,
      ...(validTo !== undefined && { to: validTo }),
    }
    audit({ subject: `account ${accountId}`, accountId, after: { numberAddedInThePast: added } })
    emit({ type: 'number.assigned', accountId, payload: { numbers: [added] } })
    return { ...span, number, charge }
  },
})

async function spanOf({ db, now }: WriteContext, account: AccountRow, { number, from }: PastNumber): Promise<PastSpan> {
  const { timeZone, activatedAt } = account
  const day = dayRange(from, from, timeZone)
  if (isProblem(day)) throw new ProblemError({ ...day, field: 'from' })
  if (from >= dateAt(now.getTime(), timeZone).toString()) {
    const message = 'Write a day before today; from now on a number is added without one.'
    throw new ProblemError(problem('invalid_value', message, { field: 'from' }))
  }
  const activeMs = activatedAt?.getTime() ?? day.fromMs
  if (activeMs >= day.toMs) {
    const since = dateAt(activeMs, timeZone).toString()
    const message = `The account was activated on ${since}: choose that day or a later one.`
    throw new ProblemError(problem('invalid_value', message, { field: 'from' }))
  }
  const holders = (await readHolders(db, number)).map((holder) => ({
    accountNumber: holder.accountNumber,
    fromMs: holder.from.getTime(),
    toMs: holder.to?.getTime(),
  }))
  const span = pastSpan(number, { fromMs: Math.max(day.fromMs, activeMs), dayEndMs: day.toMs }, holders)
  if (isProblem(span)) throw new ProblemError(span)
  if (await isHeldElsewhere(db, number, span)) {
    throw notAvailable(`${number} was in service elsewhere on the platform after that day.`, 'from')
  }
  return span
}

/** What is given until further notice must be free now, or rest: what is reserved for others or on its way stays so. */
async function checkInventory({ db, now }: WriteContext, account: AccountRow, number: string): Promise<void> {
  const [row] = await lockNumbers(db, [number], now)
  if (row === undefined || row.status === 'available' || row.status === 'quarantined') return
  if (row.status === 'reserved' && row.orderId === null && row.accountId === account.id) return
  throw notAvailable(`${number} is ${row.status} now and cannot be given to an account until further notice.`, 'number')
}

function notAvailable(message: string, field: string): ProblemError {
  return new ProblemError(problem('number_not_available', message, { field }))
}

async function chargeFor(
  context: WriteContext,
  account: AccountRow,
  given: {
    readonly numberPlanId: number
    readonly planName: string
    readonly number: string
    readonly span: PastSpan
    readonly assignmentId: number
  },
): Promise<GivenNumber['charge']> {
  const { db, now } = context
  const { timeZone } = account
  const { numberPlanId, planName, number, span, assignmentId } = given
  const oldest = oldestBillableDay(dateAt(now.getTime(), timeZone).toString(), account.isConsumer)
  const begins = dateAt(span.fromMs, timeZone).toString()
  const from = begins > oldest ? begins : oldest
  const to = dateAt(span.toMs ?? (await chargedUntil(context, account, span)), timeZone).toString()
  let total = 0n
  for (const part of partsOfCycles(account, { from, to })) {
    const terms = await readNumberPlanTerms(db, [numberPlanId], new Date(part.atMs))
    total += proRata(terms.get(numberPlanId)?.monthlyPriceMicros ?? micros(0n), part)
  }
  const amountMicros = micros(total)
  if (amountMicros === 0n) return undefined
  const description = `${planName} ${phoneText(number)}`
  const [posted] = await postCharges(context, [
    {
      accountId: account.id,
      serviceType: 'Number',
      description,
      quantity: 1,
      unitMicros: amountMicros,
      amountMicros,
      periodFrom: from,
      periodTo: to,
      chargedAt: now,
      source: numberSource(assignmentId, from),
    },
  ])
  return { description, amountMicros, gstMicros: posted?.gstMicros ?? micros(0n), from, to }
}

/** The end of the cycle that is charged already: each later one is the bill run's at its anniversary. */
async function chargedUntil({ db }: WriteContext, account: AccountRow, { fromMs }: PastSpan): Promise<number> {
  const { id, billDay, timeZone, activatedAt } = account
  const billed = (await readLastStatementEnds(db, [id])).get(id) ?? activatedAt
  const lastMs = Math.max(fromMs, billed?.getTime() ?? fromMs)
  return billPeriodAt(billDay, timeZone, lastMs).toMs
}
