import { problem, type Problem } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { lockNumbers } from '#storage/queries/numbers.ts'
import { insertNumbers, reviveNumbers, type NewNumber } from '#storage/tables/inventory.ts'

export interface BroughtIn {
  readonly added: readonly string[]
  /** Why the others could not be added, by number. */
  readonly refused: ReadonlyMap<string, Problem>
}

/**
 * Brings numbers into the inventory; those the reseller retired come back. A number is in service once on the platform: who
 * has one that cannot be added is not said.
 */
export async function bringIn(
  { db, resellerId, now }: Pick<WriteContext, 'db' | 'resellerId' | 'now'>,
  numbers: readonly NewNumber[],
  note: string,
): Promise<BroughtIn> {
  const added = await insertNumbers(db, resellerId, numbers, note, now)
  const others = numbers.filter(({ number }) => !added.has(number))
  if (others.length === 0) return { added: [...added], refused: new Map() }
  const asked = others.map(({ number }) => number)
  const ours = new Map((await lockNumbers(db, asked, now)).map((row) => [row.number, row]))
  const refused = new Map<string, Problem>()
  for (const { number } of others) {
    const row = ours.get(number)
    if (row === undefined) refused.set(number, problem('already_exists', elsewhere(number)))
    else if (row.status !== 'retired')
      refused.set(number, problem('already_exists', `${number} is in the inventory already and is ${row.status}.`))
  }
  const retired = others.filter(({ number }) => !refused.has(number))
  const revived = new Set(await reviveNumbers(db, resellerId, retired, now))
  for (const { number } of retired) {
    if (!revived.has(number)) refused.set(number, problem('already_exists', elsewhere(number)))
  }
  return { added: [...added, ...revived].toSorted(), refused }
}

function elsewhere(number: string): string {
  return `${number} is in service on this platform already. If it was allocated to you, ask your platform operator.`
}
