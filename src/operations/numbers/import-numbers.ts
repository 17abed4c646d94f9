import type { NumberRow } from '#domain/numbers/number-csv.ts'
import { ProblemError, type Problem } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { withoutKeeping } from '#storage/trial.ts'
import { bringIn, type BroughtIn } from './bring-in.ts'

export interface NumberImport {
  readonly rows: readonly NumberRow[]
  /** What was wrong with the others, each with its line. */
  readonly faults: readonly Problem[]
  /** Take the rows that can be taken and tell of the others, instead of none. */
  readonly takeTheGood: boolean
  /** Say what would come of it and keep nothing. */
  readonly dryRun: boolean
}

export interface NumberImportReport {
  readonly added: readonly string[]
  readonly faults: readonly Problem[]
}

/**
 * Brings a file of numbers into the inventory: all of it, unless the faulty rows may be left out.
 *
 * @throws ProblemError with a problem for every row that cannot be taken, each with its line.
 */
export const importNumbers = operation({
  name: 'numbers.import',
  permission: 'inventory.write',
  async run(context, { rows, faults, takeTheGood, dryRun }: NumberImport): Promise<NumberImportReport> {
    const bring = (): Promise<BroughtIn> => bringIn(context, rows, '')
    const { added, refused } = await (dryRun ? withoutKeeping(context.db, bring) : bring())
    const inTheWay = rows.flatMap(({ number, line }) => {
      const why = refused.get(number)
      return why === undefined ? [] : [{ ...why, line, field: 'number' }]
    })
    const all = [...faults, ...inTheWay].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
    if (all.length > 0 && !takeTheGood) throw new ProblemError(...all)
    if (added.length > 0 && !dryRun) context.audit({ subject: 'number inventory', after: { imported: added } })
    return { added, faults: all }
  },
})
