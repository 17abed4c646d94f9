import type { NumberKind } from '#domain/numbers/describe-number.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { findFreeNumbers } from '#storage/queries/numbers.ts'
import { lockForStep } from './known-numbers.ts'

/** A certain number, or any free one of a place. */
export interface NumberWish {
  /** E.164 digits. */
  readonly number?: string | undefined
  readonly kind?: NumberKind | undefined
  readonly state?: string | undefined
  readonly region?: string | undefined
}

/**
 * A number for each wish, locked until the transaction ends: of two that want the same, one gets it.
 *
 * @throws ProblemError 'number_not_available', 'not_found', or 'invalid_value' for a number wanted twice.
 */
export async function chooseNumbers(
  context: Pick<WriteContext, 'db' | 'now'>,
  accountId: number,
  wishes: readonly NumberWish[],
): Promise<readonly string[]> {
  const named = wishes.flatMap(({ number }) => number ?? [])
  const twice = named.find((number, index) => named.indexOf(number) !== index)
  if (twice !== undefined) throw new ProblemError(problem('invalid_value', `${twice} is there twice; leave one out.`))
  await lockNamed(context, accountId, named)
  const taken = new Set(named)
  const chosen: string[] = []
  for (const wish of wishes) {
    const number = wish.number ?? (await takeFree(context, wish, taken))
    taken.add(number)
    chosen.push(number)
  }
  return chosen
}

async function lockNamed(
  context: Pick<WriteContext, 'db' | 'now'>,
  accountId: number,
  numbers: readonly string[],
): Promise<void> {
  for (const { number, status, accountId: reservedFor, orderId } of await lockForStep(context, numbers, 'assign')) {
    if (status !== 'reserved') continue
    if (orderId !== null) {
      const message = `${number} is allocated to order ${orderId}; completing that order gives it to its account.`
      throw new ProblemError(problem('number_not_available', message, { field: 'number' }))
    }
    if (reservedFor !== null && reservedFor !== accountId) {
      const message = `${number} is reserved for another account; release the reservation, or choose another number.`
      throw new ProblemError(problem('number_not_available', message, { field: 'number' }))
    }
  }
}

async function takeFree(
  { db, now }: Pick<WriteContext, 'db' | 'now'>,
  { kind = 'geographic', state, region }: NumberWish,
  taken: ReadonlySet<string>,
): Promise<string> {
  // Those taken by the same request are free for the database still.
  const found = await findFreeNumbers(db, { kind, state, region }, now, taken.size + 1, true)
  const free = found.find(({ number }) => !taken.has(number))
  if (free !== undefined) return free.number
  const place = [region, state].filter((part) => part !== undefined).join(', ')
  const where = place === '' ? '' : ` in ${place}`
  throw new ProblemError(
    problem(
      'number_not_available',
      `No ${kind} number is free${where}. Choose another place, add numbers to the inventory, or order some.`,
      { field: 'region' },
    ),
  )
}
