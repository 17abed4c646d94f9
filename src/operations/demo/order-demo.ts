import { describeNumber, type DescribedNumber } from '#domain/numbers/describe-number.ts'
import { micros } from '#domain/money.ts'
import { completeOrder } from '#operations/numbers/complete-order.ts'
import { allocateOrder, rejectOrder, sendOrder } from '#operations/numbers/move-order.ts'
import { placeOrder } from '#operations/numbers/place-order.ts'
import type { Operation } from '#operations/operation.ts'
import { createNumberPlan } from '#operations/plans/change-number-plan.ts'
import { geographicNumber } from './fiction-numbers.ts'

interface OrderDemo {
  readonly run: <Input, Result>(operation: Operation<Input, Result>, input: Input) => Promise<Result>
  /** Active accounts, by whom the orders are. The last one is charged for a block. */
  readonly accountIds: readonly [number, number, number, number, number]
  /** The plan of single numbers, and that of 1300 and 1800 numbers. */
  readonly linePlanId: number
  readonly specialPlanId: number
}

/** 03 7010 9500, the first of numbers that no account of the demonstration has. */
const FIRST_ORDERED = 39_500

/** One order in each state, and the number plan that prices blocks. */
export async function orderDemo({ run, accountIds, linePlanId, specialPlanId }: OrderDemo): Promise<void> {
  const [trunks, freephone, dental, local, block] = accountIds
  const wish = { rightsOfUse: '', note: '' }
  const melbourne = { state: 'VIC', region: 'Melbourne', pattern: '03 7010*' }
  const prefix = { ...wish, ...melbourne, kind: 'prefix-range', numberPlanId: linePlanId } as const
  const special = { ...wish, pattern: '', answerPoint: geographicNumber(0), numberPlanId: specialPlanId }
  const send = (orderId: number, carrierReference: string): Promise<unknown> =>
    run(sendOrder, { orderId, carrierReference, note: '' })

  await run(placeOrder, { ...prefix, quantity: 20, accountId: trunks })
  const waiting = { ...special, kind: '1800', smartNumber: '1800 QUOKKA', accountId: freephone } as const
  await send(await run(placeOrder, waiting), 'DEMO-1042')

  const allocated = await run(placeOrder, { ...prefix, quantity: 10, accountId: dental })
  await send(allocated, 'DEMO-1040')
  const note = 'In service from the carrier’s side.'
  await run(allocateOrder, { orderId: allocated, numbers: ordered(0, 10), note })

  const numberPlanId = await run(createNumberPlan, {
    name: '100-number block',
    description: 'A hundred numbers in a row, priced as one.',
    monthlyPriceMicros: micros(25_000_000n),
    unit: 'block',
    isBundled: false,
    destination: 'geographic',
  })
  const completed = await run(placeOrder, { ...wish, ...melbourne, kind: 'block', accountId: block, numberPlanId })
  await send(completed, 'DEMO-1037')
  await run(allocateOrder, { orderId: completed, numbers: ordered(100, 100), note: '' })
  await run(completeOrder, { orderId: completed, note: '' })

  const rejected = await run(placeOrder, { ...special, kind: '1300', smartNumber: '1300 WOMBAT', accountId: local })
  await send(rejected, 'DEMO-1039')
  await run(rejectOrder, { orderId: rejected, reason: 'Somebody else holds the right of use of 1300 WOMBAT.' })
}

function ordered(from: number, count: number): readonly DescribedNumber[] {
  return Array.from({ length: count }, (_, index) => geographicNumber(FIRST_ORDERED + from + index)).flatMap(
    (number) => describeNumber(number) ?? [],
  )
}
