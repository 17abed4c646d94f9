import { phoneText } from '#domain/phone-text.ts'
import type { LineType } from '#domain/numbers/line-type.ts'
import { postCharges, type NewCharge } from '#operations/billing/post-charges.ts'
import type { WriteContext } from '#operations/operation.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import type { NumberPlanTerms } from '#storage/queries/number-plan-terms.ts'
import type { ChargeRow } from '#storage/tables/charges.ts'
import { insertBlock } from '#storage/tables/lines.ts'
import { insertHoldings } from '#storage/tables/numbers.ts'
import { numberPlansToTake } from './account-terms.ts'
import { checkBundle } from './add-account-numbers.ts'
import { blockSource, firstCharge, numberSource } from './number-charges.ts'

/** Numbers that go to an account all on the same terms. */
export interface Gift {
  /** E.164 digits, in order; locked in the inventory. */
  readonly numbers: readonly string[]
  readonly numberPlanId: number
  readonly lineType: LineType
  /** Whether they are a whole 100-number block, taken and charged as one. */
  readonly isBlock: boolean
}

/**
 * Gives numbers to a locked account from now on and charges the rest of their first month: each number, or a block once.
 *
 * @returns what was charged.
 * @throws ProblemError 'bundle_full', 'plan_retired', 'not_found', 'invalid_value'.
 */
export async function giveNumbers(
  context: WriteContext,
  account: AccountRow,
  { numbers, numberPlanId, lineType, isBlock }: Gift,
): Promise<readonly ChargeRow[]> {
  const { db, resellerId, now, emit } = context
  const plans = await numberPlansToTake(context, [numberPlanId], isBlock ? 'block' : 'number')
  await checkBundle(
    context,
    account.id,
    numbers.map(() => ({ numberPlanId })),
    plans,
  )
  const [first] = numbers
  const blockId = isBlock && first !== undefined ? await insertBlock(db, resellerId, account.id, first, now) : undefined
  const holdings = numbers.map((number) => ({
    number,
    accountId: account.id,
    numberPlanId,
    validFrom: now,
    lineType,
    ...(blockId !== undefined && { blockId }),
  }))
  const ids = await insertHoldings(db, resellerId, holdings, [])
  const plan = plans.get(numberPlanId)
  const charged = await postCharges(
    context,
    plan === undefined ? [] : chargesOf(context, account, numbers, plan, blockId, ids),
  )
  emit({
    type: 'number.assigned',
    accountId: account.id,
    payload: { numbers: numbers.map((number) => ({ number, numberPlan: plan?.name, lineType })) },
  })
  return charged
}

function chargesOf(
  { now }: Pick<WriteContext, 'now'>,
  account: AccountRow,
  numbers: readonly string[],
  { name, monthlyPriceMicros: unitMicros }: NumberPlanTerms,
  blockId: number | undefined,
  ids: ReadonlyMap<string, number>,
): readonly NewCharge[] {
  if (blockId !== undefined) {
    const description = `${name} ${phoneText(numbers[0] ?? '')} to ${phoneText(numbers.at(-1) ?? '')}`
    const source = (from: string): string => blockSource(blockId, from)
    return firstCharge(account, { serviceType: 'Number', description, unitMicros, source }, now)
  }
  return [...ids].flatMap(([number, id]) => {
    const source = (from: string): string => numberSource(id, from)
    return firstCharge(
      account,
      { serviceType: 'Number', description: `${name} ${phoneText(number)}`, unitMicros, source },
      now,
    )
  })
}
