import type { AustralianState } from '#domain/usage/geographic-areas.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { readNumbers } from '#storage/queries/numbers.ts'
import { updateNumberFacts } from '#storage/tables/inventory.ts'

export interface NumberChange {
  readonly number: string
  /** What is left out stays. */
  readonly state?: AustralianState | null | undefined
  readonly region?: string | undefined
  readonly note?: string | undefined
  readonly ifVersion: number | undefined
}

/** Changes where a number of the inventory is said to be, and the note about it. */
export const changeNumber = operation({
  name: 'numbers.change',
  permission: 'inventory.write',
  async run({ db, now, audit }, { number, state, region, note, ifVersion }: NumberChange) {
    const [row] = await readNumbers(db, [number], now)
    if (row === undefined) throw new ProblemError(problem('not_found', 'There is no such number.'))
    const before = { state: row.state, region: row.region, note: row.note }
    const after = {
      state: state === undefined ? row.state : state,
      region: region ?? row.region,
      note: note ?? row.note,
    }
    const written = await updateNumberFacts(db, number, after, ifVersion ?? row.version, now)
    if (!written) throw changedMeanwhile('this number')
    audit({ subject: `number ${number}`, before, after })
    return number
  },
})
