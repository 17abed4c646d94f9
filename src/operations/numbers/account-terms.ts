import { requireActive } from '#domain/accounts/account-status.ts'
import type { ChannelLimit } from '#domain/numbers/channels.ts'
import { formatDollars, micros } from '#domain/money.ts'
import { problem, ProblemError, type Problem } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { lockAccount, type AccountRow } from '#storage/queries/accounts.ts'
import { readPlanTermsAt } from '#storage/queries/calling-plans.ts'
import { readChannels } from '#storage/queries/channels.ts'
import { readBalance, readPlanIdAt } from '#storage/queries/lines.ts'
import { readNumberPlanTerms, type NumberPlanTerms } from '#storage/queries/number-plan-terms.ts'
import type { ChargeRow } from '#storage/tables/charges.ts'

type Context = Pick<WriteContext, 'db' | 'now'>

/** @throws ProblemError 'not_found'. */
export async function lockKnownAccount({ db }: Pick<Context, 'db'>, accountId: number): Promise<AccountRow> {
  const account = await lockAccount(db, accountId)
  if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  return account
}

/** @throws ProblemError 'not_found', 'account_not_active'. */
export async function lockActiveAccount(context: Pick<Context, 'db'>, accountId: number): Promise<AccountRow> {
  const account = await lockKnownAccount(context, accountId)
  requireActive(account)
  return account
}

/** What an account's calling plan includes now: nothing where it is on none. */
export interface PlanInclusions {
  readonly planName: string
  readonly numbers: number
  readonly channels: number
  readonly channelPriceMicros: bigint
}

export async function readInclusions({ db, now }: Context, accountId: number): Promise<PlanInclusions> {
  const planId = await readPlanIdAt(db, accountId, now)
  const terms = planId === undefined ? undefined : await readPlanTermsAt(db, planId, now)
  return {
    planName: terms?.name ?? 'none',
    numbers: terms?.includedNumbers ?? 0,
    channels: terms?.includedChannels ?? 0,
    channelPriceMicros: terms?.channelPriceMicros ?? 0n,
  }
}

export async function readChannelLimit(context: Context, accountId: number): Promise<ChannelLimit> {
  const { channels } = await readInclusions(context, accountId)
  const { extra } = await readChannels(context.db, accountId, context.now)
  return { included: channels, extra }
}

/**
 * The number plans asked for, each of which may be taken now.
 *
 * @throws ProblemError 'not_found', 'plan_retired', 'invalid_value' for one that prices something else.
 */
export async function numberPlansToTake(
  { db, now }: Context,
  ids: readonly number[],
  unit: NumberPlanTerms['unit'],
): Promise<ReadonlyMap<number, NumberPlanTerms>> {
  const plans = await readNumberPlanTerms(db, [...new Set(ids)], now)
  const field = 'numberPlanId'
  for (const id of ids) {
    const plan = plans.get(id)
    if (plan === undefined) throw new ProblemError(problem('not_found', 'There is no such number plan.', { field }))
    if (plan.status === 'retired') {
      const message = `Number plan "${plan.name}" is retired and takes no more numbers; choose another.`
      throw new ProblemError(problem('plan_retired', message, { field }))
    }
    if (plan.unit !== unit) {
      const priced = plan.unit === 'block' ? 'whole 100-number blocks' : 'single numbers'
      throw new ProblemError(problem('invalid_value', `Number plan "${plan.name}" prices ${priced}.`, { field }))
    }
  }
  return plans
}

/**
 * Sees that a prepaid account could pay what it has just been charged. Postpaid ones always can.
 *
 * @throws ProblemError 'insufficient_credit' with the amount that is missing; the charges are undone with the rest.
 */
export async function requireCredit(
  { db }: Pick<Context, 'db'>,
  account: AccountRow,
  charged: readonly Pick<ChargeRow, 'amountMicros' | 'gstMicros'>[],
): Promise<void> {
  const total = charged.reduce((sum, { amountMicros, gstMicros }) => sum + amountMicros + gstMicros, 0n)
  if (account.paymentMode !== 'prepaid' || total <= 0n) return
  const refused = refuseCredit(account, await readBalance(db, account.id), total)
  if (refused !== undefined) throw new ProblemError(refused)
}

/**
 * Why a prepaid account cannot pay a total; undefined: it can, or it is postpaid.
 *
 * @param balance what is left once it is paid.
 * @param total inc. GST.
 */
export function refuseCredit(
  account: Pick<AccountRow, 'paymentMode' | 'accountNumber'>,
  balance: bigint,
  total: bigint,
): Problem | undefined {
  if (account.paymentMode !== 'prepaid' || total <= 0n || balance >= 0n) return undefined
  const [cost, credit, missing] = [total, balance + total, wholeCents(0n - balance)].map((amount) =>
    formatDollars(micros(amount), 2),
  )
  return problem(
    'insufficient_credit',
    `This costs $${cost} incl. GST and account ${account.accountNumber} has $${credit}: $${missing} are missing. Add ` +
      'credit first.',
  )
}

/** A payment has no part of a cent: up to the next. */
function wholeCents(amount: bigint): bigint {
  return ((amount + 9999n) / 10_000n) * 10_000n
}
