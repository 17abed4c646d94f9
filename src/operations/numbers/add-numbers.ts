import { ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import type { NewNumber } from '#storage/tables/inventory.ts'
import { bringIn } from './bring-in.ts'

export interface AddedNumbers {
  readonly numbers: readonly NewNumber[]
  readonly note: string
}

/** Adds numbers to the inventory, all or none. */
export const addNumbers = operation({
  name: 'numbers.add',
  permission: 'inventory.write',
  async run(context, { numbers, note }: AddedNumbers) {
    const { added, refused } = await bringIn(context, numbers, note)
    if (refused.size > 0) throw new ProblemError(...refused.values())
    context.audit({ subject: 'number inventory', after: { added, note } })
    return added
  },
})
