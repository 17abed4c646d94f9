import type pg from 'pg'
import { describeNumber } from '#domain/numbers/describe-number.ts'
import { usualLineType, type LineType } from '#domain/numbers/line-type.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { SHARDS } from '#operations/usage/import/call-block.ts'
import { findHolders, lockAssignments } from '#storage/queries/number-holders.ts'
import { insertHoldings, replaceHolder, type InventoryFacts } from '#storage/tables/numbers.ts'
import { lockShard } from '#storage/tables/usage-batch.ts'

export interface NewAssignment {
  /** E.164 digits without +. */
  readonly number: string
  readonly accountId: number
  readonly numberPlanId: number
  readonly validFrom: Date
}

/**
 * Gives many numbers to accounts of a reseller from a date on, in a few statements: the way in for data that exists
 * already. Numbers that are not in the reseller's inventory come into it. No charge, no check of the accounts' status.
 *
 * @throws ProblemError 'conflict' naming the numbers that have a holder or are in service elsewhere on the platform.
 */
export async function assignNumbers(
  db: pg.ClientBase,
  resellerId: number,
  assignments: readonly NewAssignment[],
): Promise<void> {
  await lockAssignments(db)
  const held = await findHolders(db, assignments)
  if (held.length > 0) throw taken('these numbers have a holder then', held)
  const facts = assignments.map(({ number }): InventoryFacts => {
    return describeNumber(number) ?? { number, kind: 'other', state: undefined, region: '' }
  })
  const holdings = assignments.map((assignment, index) => ({ ...assignment, ...lineTypeOf(facts[index]) }))
  const ids = await insertHoldings(db, resellerId, holdings, facts)
  const elsewhere = assignments.map(({ number }) => number).filter((number) => !ids.has(number))
  if (elsewhere.length > 0) throw taken('these numbers are in service elsewhere on the platform', elsewhere)
}

/** What is usual for a number; nothing for one of no kind we know. */
function lineTypeOf(facts: InventoryFacts | undefined): { readonly lineType?: LineType } {
  return facts === undefined || facts.kind === 'other' ? {} : { lineType: usualLineType(facts.kind) }
}

function taken(why: string, numbers: readonly string[]): ProblemError {
  return new ProblemError(problem('conflict', `${why}: ${numbers.slice(0, 5).join(', ')}; end that first`))
}

/**
 * Corrects who held numbers: the present holding of each is superseded and replaced by one of another account for the
 * same time. What was believed before is kept, so that calls loaded under it are known again. Waits for the batches being
 * written; must run in a transaction.
 */
export async function correctHolder(
  db: pg.ClientBase,
  numbers: readonly string[],
  accountId: number,
  correctedAt: Date,
): Promise<void> {
  for (let shard = 0; shard < SHARDS; shard++) await lockShard(db, shard)
  await replaceHolder(db, numbers, accountId, correctedAt)
}
