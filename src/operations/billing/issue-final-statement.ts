import type { WriteContext } from '#operations/operation.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { hasUnbilled } from '#storage/queries/billing/due-accounts.ts'
import { lockBilledAccounts } from '#storage/queries/billing/billed-accounts.ts'
import { issueStatements, type IssuedStatement } from './issue-statements.ts'
import { loadPlanBook } from './plan-book.ts'
import { finalJob } from './statement-job.ts'
import { usageWatermark } from './usage-watermark.ts'

/** What a bill run that closes an account hands through: `now` is then the anniversary's first instant. */
export interface FinalStatementContext {
  readonly billRunId?: number
  readonly issuedAt?: Date
  readonly onFinalStatement?: (statement: IssuedStatement) => void
}

/**
 * Issues the last statement of an account that is being closed: whatever is not yet on one, the shortfall of a minimum
 * spend for the days that are over, and no month in advance. Of an account whose billing never began, only where there is
 * something to tell. Nothing may be posted in the transaction before it: it waits for the import of calls first.
 */
export async function issueFinalStatement(
  context: WriteContext & FinalStatementContext,
  accountId: number,
): Promise<IssuedStatement | undefined> {
  const { db, resellerId, now, billRunId, issuedAt, onFinalStatement } = context
  const watermark = await usageWatermark(db)
  const [account] = await lockBilledAccounts(db, [accountId])
  if (account === undefined) throw new Error(`account ${accountId} is gone`)
  if (account.billedSince === null && !(await hasUnbilled(db, accountId))) return undefined
  const brand = await readBrand(db, resellerId)
  if (brand === undefined) throw new Error(`reseller ${resellerId} is gone`)
  const book = await loadPlanBook(db)
  const issuing = { watermark, billRunId: billRunId ?? null, brand, book }
  const [issued] = await issueStatements({ ...context, now: issuedAt ?? now }, [finalJob(account, now)], issuing)
  if (issued !== undefined) onFinalStatement?.(issued)
  return issued
}
