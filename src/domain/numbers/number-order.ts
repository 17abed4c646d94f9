import { problem, type Problem } from '#domain/problem.ts'
import { GEOGRAPHIC_AREAS } from '#domain/usage/geographic-areas.ts'
import { dialledForm, type DescribedNumber, type NumberKind } from './describe-number.ts'

/** What the carrier can be asked for: numbers of a prefix in a region, a hundred in a row, a 1300 or an 1800 number. */
export const ORDER_KINDS = ['prefix-range', 'block', '1300', '1800'] as const
export type OrderKind = (typeof ORDER_KINDS)[number]

/** Fewer than ten of a prefix are not ordered: they are added one by one. Source: the platform's help pages on ordering. */
const LEAST_OF_A_PREFIX = 10
const MOST_OF_A_PREFIX = 1000
const BLOCK_SIZE = 100

/** What is wanted. */
export interface OrderWish {
  readonly kind: OrderKind
  readonly state?: string | undefined
  readonly region?: string | undefined
  /** What the numbers should look like, `0370*`; '' for any. */
  readonly pattern: string
  /** Left out: a hundred for a block, one for 1300 and 1800. */
  readonly quantity?: number | undefined
  /** Where calls to a 1300 or 1800 number go. */
  readonly answerPoint?: string | undefined
}

/** How many numbers an order is for, or why it cannot be placed so. */
export function orderQuantity(wish: OrderWish): number | Problem {
  const { kind, quantity } = wish
  const isGeographic = kind === 'prefix-range' || kind === 'block'
  if (isGeographic) {
    const refused = refusePlace(wish)
    if (refused !== undefined) return refused
  } else if (wish.answerPoint === undefined) {
    return problem('invalid_value', `Say where calls to the ${kind} number go.`, { field: 'answerPoint' })
  }
  if (kind === 'prefix-range') return prefixQuantity(quantity)
  const fixed = kind === 'block' ? BLOCK_SIZE : 1
  if (quantity === undefined || quantity === fixed) return fixed
  const one = kind === 'block' ? 'A block has 100 numbers' : `One ${kind} number is ordered at a time`
  return problem('invalid_value', `${one}: write ${fixed} or leave the quantity out.`, { field: 'quantity' })
}

function refusePlace({ state, region }: OrderWish): Problem | undefined {
  if (state === undefined) return problem('invalid_value', 'Say in which state.', { field: 'state' })
  if (region === undefined) return problem('invalid_value', 'Say in which region.', { field: 'region' })
  const regions = GEOGRAPHIC_AREAS.filter((area) => area.state === state).map(({ label }) => label)
  if (regions.includes(region)) return undefined
  return problem('invalid_value', `${state} has no region "${region}"; it has ${regions.join('; ')}.`, {
    field: 'region',
  })
}

function prefixQuantity(quantity: number | undefined): number | Problem {
  if (quantity !== undefined && quantity >= LEAST_OF_A_PREFIX && quantity <= MOST_OF_A_PREFIX) return quantity
  const field = { field: 'quantity' }
  if (quantity === undefined) return problem('invalid_value', `Say how many, ${LEAST_OF_A_PREFIX} or more.`, field)
  if (quantity > MOST_OF_A_PREFIX)
    return problem('invalid_value', `Order at most ${MOST_OF_A_PREFIX} at a time.`, field)
  const few = `A prefix is ordered for ${LEAST_OF_A_PREFIX} numbers or more. Add fewer from the inventory one by one.`
  return problem('invalid_value', few, field)
}

/** Why numbers cannot be what an order gets; undefined where they can. */
export function refuseAllocation(
  { kind, quantity }: { readonly kind: OrderKind; readonly quantity: number },
  numbers: readonly DescribedNumber[],
): Problem | undefined {
  const field = { field: 'numbers' }
  const twice = numbers.find(({ number }, index) => numbers.findIndex((other) => other.number === number) !== index)
  if (twice !== undefined) return problem('invalid_value', `${twice.number} is there twice; leave one out.`, field)
  if (numbers.length !== quantity) {
    return problem('invalid_value', `The order is for ${quantity} numbers, and these are ${numbers.length}.`, field)
  }
  const wanted: NumberKind = kind === '1300' || kind === '1800' ? kind : 'geographic'
  const wrong = numbers.find((number) => number.kind !== wanted)
  if (wrong !== undefined) {
    const message = `${dialledForm(wrong.number)} is a ${wrong.kind} number, and the order is for ${wanted} numbers.`
    return problem('invalid_value', message, field)
  }
  return kind === 'block' && !isBlock(numbers)
    ? problem('invalid_value', 'A block is the hundred numbers from one that ends in 00.', field)
    : undefined
}

/** Whether numbers are the hundred from one that ends in 00. */
export function isBlock(numbers: readonly { readonly number: string }[]): boolean {
  const [first = 0, ...others] = numbers.map(({ number }) => Number(number)).toSorted((one, other) => one - other)
  return (
    first % BLOCK_SIZE === 0 &&
    others.length === BLOCK_SIZE - 1 &&
    others.every((number, index) => number === first + index + 1)
  )
}
