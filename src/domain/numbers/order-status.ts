import { problem, type Problem } from '#domain/problem.ts'

/** An order for numbers on its way: asked for, with the carrier, its numbers known, in use; or not to be. */
export const ORDER_STATUSES = ['submitted', 'with-carrier', 'allocated', 'completed', 'rejected', 'withdrawn'] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

interface Step {
  readonly from: readonly OrderStatus[]
  readonly to: OrderStatus
  readonly words: string
}

/** Everything that can happen to an order. What is not here is refused. */
export const ORDER_STEPS = {
  send: { from: ['submitted'], to: 'with-carrier', words: 'sent to the carrier' },
  /** Straight away where the numbers are in the inventory already. */
  allocate: { from: ['submitted', 'with-carrier'], to: 'allocated', words: 'allocated its numbers' },
  complete: { from: ['allocated'], to: 'completed', words: 'completed' },
  reject: { from: ['submitted', 'with-carrier', 'allocated'], to: 'rejected', words: 'rejected' },
  withdraw: { from: ['submitted', 'with-carrier', 'allocated'], to: 'withdrawn', words: 'withdrawn' },
} as const satisfies Record<string, Step>

export type OrderStep = keyof typeof ORDER_STEPS

/** What can be done with an order from where it stands. */
export function allowedSteps(status: OrderStatus): readonly OrderStep[] {
  const steps: readonly (readonly [string, Step])[] = Object.entries(ORDER_STEPS)
  return steps.filter(([, { from }]) => from.includes(status)).map(([name]) => name as OrderStep)
}

/** The status a step leads to, or its refusal, which says what would be possible. */
export function takeOrderStep(orderId: number, status: OrderStatus, step: OrderStep): OrderStatus | Problem {
  const { from, to, words }: Step = ORDER_STEPS[step]
  if (from.includes(status)) return to
  const possible = allowedSteps(status).map((name) => ORDER_STEPS[name].words)
  const way =
    possible.length === 0
      ? 'That is its end; place another order.'
      : `Now it can be ${possible.slice(0, -1).join(', ')}${possible.length > 1 ? ' or ' : ''}${possible.at(-1) ?? ''}.`
  return problem('illegal_transition', `Order ${orderId} is ${status} and cannot be ${words}. ${way}`)
}
