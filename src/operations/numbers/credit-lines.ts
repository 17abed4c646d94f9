import { phoneText } from '#domain/phone-text.ts'
import { micros } from '#domain/money.ts'
import { partMonthAt } from '#domain/plans/part-month.ts'
import type { NewCharge } from '#operations/billing/post-charges.ts'
import type { WriteContext } from '#operations/operation.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import { sumCharged, type LineRow } from '#storage/queries/lines.ts'

/** What gives back the charges of lines that were added just now: one for each number, or for the block. */
export async function creditsFor(
  { db, now }: Pick<WriteContext, 'db' | 'now'>,
  account: AccountRow,
  lines: readonly LineRow[],
): Promise<readonly NewCharge[]> {
  const named = lines.map(({ assignmentId, blockId, blockFirst, number, numberPlanName }) =>
    blockId === null
      ? { of: `number ${assignmentId}`, description: `Removed: ${numberPlanName} ${phoneText(number)}` }
      : { of: `block ${blockId}`, description: `Removed: ${numberPlanName} ${phoneText(blockFirst ?? '')}` },
  )
  const credits: NewCharge[] = []
  for (const [of, description] of new Map(named.map((line) => [line.of, line.description]))) {
    const charged = await sumCharged(db, account.id, `${of} from `)
    if (charged <= 0n) continue
    const { from, cycleTo } = partMonthAt(account, now)
    credits.push({
      accountId: account.id,
      serviceType: 'Number',
      description,
      quantity: 1,
      unitMicros: micros(-charged),
      amountMicros: micros(-charged),
      periodFrom: from,
      periodTo: cycleTo,
      chargedAt: now,
      source: `${of} removed`,
    })
  }
  return credits
}
