import { orderQuantity, type OrderWish } from '#domain/numbers/number-order.ts'
import { refuseLineType, type LineType } from '#domain/numbers/line-type.ts'
import { likePattern } from '#domain/numbers/number-pattern.ts'
import { isProblem, ProblemError, type Problem } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { insertOrder, insertOrderEntry } from '#storage/tables/number-orders.ts'
import { lockActiveAccount, numberPlansToTake } from './account-terms.ts'

export interface PlacedOrder extends OrderWish {
  readonly accountId: number
  readonly numberPlanId: number
  /** Left out: cloud PBX, for 1300 and 1800 inbound. */
  readonly lineType?: LineType | undefined
  /** The name of a smartnumber, where the 1300 or 1800 number is one. */
  readonly smartNumber?: string | undefined
  /** Who holds its right of use, under what reference. */
  readonly rightsOfUse: string
  readonly note: string
}

/**
 * Asks for numbers that have to come from the carrier. Returns the order's id.
 *
 * @throws ProblemError 'account_not_active', 'plan_retired', 'not_found', 'invalid_value' with its field.
 */
export const placeOrder = operation({
  name: 'number-orders.place',
  permission: 'number-orders.write',
  async run(context, wish: PlacedOrder) {
    const { db, resellerId, now, actor, audit, emit } = context
    const { accountId, kind } = wish
    await lockActiveAccount(context, accountId)
    const quantity = orRefuse(orderQuantity(wish))
    if (wish.pattern !== '') orRefuse(likePattern(wish.pattern))
    const isInbound = kind === '1300' || kind === '1800'
    const lineType = wish.lineType ?? (isInbound ? 'inbound' : 'cloud-pbx')
    const refused = refuseLineType('What is ordered', isInbound ? kind : 'geographic', lineType)
    if (refused !== undefined) throw new ProblemError(refused)
    await numberPlansToTake(context, [wish.numberPlanId], kind === 'block' ? 'block' : 'number')
    const orderId = await insertOrder(db, resellerId, { ...wish, quantity, lineType }, now)
    const entry = { orderId, accountId, at: now, actorName: actor.name, status: 'submitted', note: wish.note } as const
    await insertOrderEntry(db, resellerId, entry)
    audit({ subject: `number order ${orderId}`, accountId, after: { ...wish, quantity, lineType } })
    emit({ type: 'number-order.submitted', accountId, payload: { orderId, kind, quantity } })
    return orderId
  },
})

function orRefuse<Value>(value: Value | Problem): Value {
  if (isProblem(value)) throw new ProblemError(value)
  return value
}
