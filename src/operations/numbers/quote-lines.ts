import { gstOf, micros, type Micros } from '#domain/money.ts'
import { partMonthAt } from '#domain/plans/part-month.ts'
import { addDays } from '#domain/billing/document-words.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { readAccount, type AccountRow } from '#storage/queries/accounts.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { countBundled, readBalance } from '#storage/queries/lines.ts'
import { numberPlansToTake, readInclusions } from './account-terms.ts'
import { firstCharge } from './number-charges.ts'
import { readNumberPlanTerms } from '#storage/queries/number-plan-terms.ts'

type Context = Pick<WriteContext, 'db' | 'now' | 'resellerId'>

/** What something priced by the month comes to, were it taken now. Amounts are ex GST unless said. */
export interface FirstChargeQuote {
  readonly description: string
  readonly quantity: number
  readonly monthlyMicros: Micros
  /** For the rest of the cycle, today included. */
  readonly chargeMicros: Micros
  readonly gstMicros: Micros
  /** Days in the account's zone, both included. */
  readonly from: string
  readonly to: string
  readonly balanceMicros: Micros
  /** What a prepaid account has too little, inc. GST. */
  readonly missingMicros: Micros
  readonly bundled: { readonly included: number; readonly used: number } | null
}

/**
 * What numbers on a plan would cost an account, as adding them would charge it.
 *
 * @throws ProblemError 'not_found', 'plan_retired'.
 */
export async function quoteNumbers(
  context: Context,
  accountId: number,
  { numberPlanId, quantity }: { readonly numberPlanId: number; readonly quantity: number },
): Promise<FirstChargeQuote> {
  const { db, now } = context
  const account = await knownAccount(context, accountId)
  const unit = (await readNumberPlanTerms(db, [numberPlanId], now)).get(numberPlanId)?.unit ?? 'number'
  const plan = (await numberPlansToTake(context, [numberPlanId], unit)).get(numberPlanId)
  if (plan === undefined) throw new ProblemError(problem('not_found', 'There is no such number plan.'))
  const { numbers: included } = await readInclusions(context, accountId)
  const bundled = plan.isBundled ? { included, used: await countBundled(db, accountId) } : null
  const terms = { serviceType: 'Number', description: plan.name, unitMicros: plan.monthlyPriceMicros } as const
  return { ...(await quote(context, account, { ...terms, quantity })), bundled }
}

/**
 * What further channels would cost an account, as adding them would charge it.
 *
 * @throws ProblemError 'not_found'.
 */
export async function quoteChannels(context: Context, accountId: number, quantity: number): Promise<FirstChargeQuote> {
  const account = await knownAccount(context, accountId)
  const { channelPriceMicros } = await readInclusions(context, accountId)
  const unitMicros = micros(channelPriceMicros)
  const terms = { serviceType: 'Channel', description: 'Additional channels', unitMicros } as const
  return { ...(await quote(context, account, { ...terms, quantity })), bundled: null }
}

async function knownAccount({ db }: Context, accountId: number): Promise<AccountRow> {
  const account = await readAccount(db, accountId)
  if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  return account
}

interface Terms {
  readonly serviceType: 'Number' | 'Channel'
  readonly description: string
  readonly quantity: number
  readonly unitMicros: Micros
}

async function quote(
  { db, now, resellerId }: Context,
  account: AccountRow,
  terms: Terms,
): Promise<Omit<FirstChargeQuote, 'bundled'>> {
  const { description, quantity, unitMicros } = terms
  const month = partMonthAt(account, now)
  const [charge] = firstCharge(account, { ...terms, source: () => '' }, now)
  const chargeMicros = charge?.amountMicros ?? micros(0n)
  const isTaxed = (await readBrand(db, resellerId))?.gstRegistered ?? true
  const gstMicros = isTaxed ? gstOf(chargeMicros) : micros(0n)
  const balanceMicros = micros(await readBalance(db, account.id))
  const left = balanceMicros - chargeMicros - gstMicros
  const isShort = account.paymentMode === 'prepaid' && chargeMicros > 0n && left < 0n
  return {
    description,
    quantity,
    monthlyMicros: micros(unitMicros * BigInt(quantity)),
    chargeMicros,
    gstMicros,
    from: month.from,
    to: addDays(month.cycleTo, -1),
    balanceMicros,
    missingMicros: micros(isShort ? -left : 0n),
  }
}
