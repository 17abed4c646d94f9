import { phoneText } from '#domain/phone-text.ts'
import { refuseBundle } from '#domain/numbers/bundle.ts'
import { refuseCallLimit } from '#domain/numbers/channels.ts'
import { describeNumber } from '#domain/numbers/describe-number.ts'
import { refuseLineType, usualLineType, type LineType } from '#domain/numbers/line-type.ts'
import { ProblemError } from '#domain/problem.ts'
import { postCharges } from '#operations/billing/post-charges.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { countBundled } from '#storage/queries/lines.ts'
import { readAdditionalPlan, type NumberPlanTerms } from '#storage/queries/number-plan-terms.ts'
import { insertHoldings, type NewHolding } from '#storage/tables/numbers.ts'
import {
  lockActiveAccount,
  numberPlansToTake,
  readChannelLimit,
  readInclusions,
  requireCredit,
} from './account-terms.ts'
import { chooseNumbers, type NumberWish } from './choose-numbers.ts'
import { firstCharge, numberSource } from './number-charges.ts'

/** A line wanted: a number, or any of a place; and how it is held. */
export interface NewLine extends NumberWish {
  readonly numberPlanId: number
  /** Left out: what is usual for the number. */
  readonly lineType?: LineType | undefined
  readonly callLimit?: number | null | undefined
}

/**
 * Gives an account numbers from now on, all or none, and charges the rest of their first month.
 *
 * @throws ProblemError 'account_not_active', 'number_not_available', 'bundle_full', 'channel_limit', 'plan_retired',
 *   'insufficient_credit', 'invalid_value'.
 */
export const addAccountNumbers = operation({
  name: 'account-numbers.add',
  permission: 'numbers.write',
  async run(context, { accountId, lines }: { readonly accountId: number; readonly lines: readonly NewLine[] }) {
    const { db, resellerId, now, audit, emit } = context
    const account = await lockActiveAccount(context, accountId)
    const plans = await numberPlansToTake(
      context,
      lines.map(({ numberPlanId }) => numberPlanId),
      'number',
    )
    await checkBundle(context, accountId, lines, plans)
    const limit = await readChannelLimit(context, accountId)
    const chosen = await chooseNumbers(context, accountId, lines)
    const holdings = lines.map((line, index): NewHolding => {
      const number = chosen[index] ?? ''
      const kind = describeNumber(number)?.kind ?? 'geographic'
      const lineType = line.lineType ?? usualLineType(kind)
      const refused = refuseLineType(number, kind, lineType) ?? refuseCallLimit(line.callLimit ?? null, limit)
      if (refused !== undefined) throw new ProblemError(refused)
      const { numberPlanId } = line
      return { number, accountId, numberPlanId, validFrom: now, lineType, callLimit: line.callLimit ?? undefined }
    })
    const ids = await insertHoldings(db, resellerId, holdings, [])
    const charges = holdings.flatMap(({ number, numberPlanId }) => {
      const plan = plans.get(numberPlanId)
      if (plan === undefined) return []
      const source = (from: string): string => numberSource(ids.get(number) ?? 0, from)
      const description = `${plan.name} ${phoneText(number)}`
      const { monthlyPriceMicros: unitMicros } = plan
      return firstCharge(account, { serviceType: 'Number', description, unitMicros, source }, now)
    })
    await requireCredit(context, account, await postCharges(context, charges))
    const added = holdings.map(({ number, numberPlanId, lineType, callLimit }) => ({
      number,
      numberPlan: plans.get(numberPlanId)?.name,
      lineType,
      callLimit,
    }))
    audit({ subject: `account ${accountId}`, accountId, after: { numbersAdded: added } })
    emit({ type: 'number.assigned', accountId, payload: { numbers: added } })
    return holdings.map(({ number }) => number)
  },
})

/** @throws ProblemError 'bundle_full'. */
export async function checkBundle(
  context: Pick<WriteContext, 'db' | 'now'>,
  accountId: number,
  lines: readonly { readonly numberPlanId: number }[],
  plans: ReadonlyMap<number, NumberPlanTerms>,
): Promise<void> {
  const wanted = lines.filter(({ numberPlanId }) => plans.get(numberPlanId)?.isBundled === true).length
  if (wanted === 0) return
  const { planName, numbers: included } = await readInclusions(context, accountId)
  const used = await countBundled(context.db, accountId)
  const wayOut = await readAdditionalPlan(context.db, context.now)
  const refused = refuseBundle({ planName, included, used, wanted }, wayOut)
  if (refused !== undefined) throw new ProblemError(refused)
}
