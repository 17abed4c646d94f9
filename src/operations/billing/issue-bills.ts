import { closeAccount } from '#operations/accounts/close-account.ts'
import { releaseNumbers } from '#operations/numbers/release-numbers.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { switchPlan } from '#operations/plans/switch-plan.ts'
import { lockAccount } from '#storage/queries/accounts.ts'
import { lockBilledAccounts, type BilledAccount } from '#storage/queries/billing/billed-accounts.ts'
import { readDueChanges, readLastStatementEnds } from '#storage/queries/billing/due-accounts.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { addToBillRun } from '#storage/tables/bill-runs.ts'
import { issueStatements, type IssuedStatement, type Issuing } from './issue-statements.ts'
import { loadPlanBook } from './plan-book.ts'
import { anniversaryJob, isDue, lastDueCycle, nextCycle, type DueUntil, type StatementJob } from './statement-job.ts'
import { usageWatermark } from './usage-watermark.ts'

export interface BillsRequest {
  readonly accountIds: readonly number[]
  readonly billRunId: number
  readonly until: DueUntil
  /** Of the run: the line all its statements are drawn at. */
  readonly watermark: number
  /** Whether a plan, a number or an account may change on an anniversary. */
  readonly hasChanges: boolean
}

/**
 * Bills accounts of a reseller for every anniversary that is due, the oldest first, in one transaction: all of it or none.
 * What another run billed meanwhile is not due any more.
 */
export const issueBills = operation({
  name: 'billing.run',
  permission: 'billing.run',
  async run(context, request: BillsRequest): Promise<readonly IssuedStatement[]> {
    const { db, resellerId, audit } = context
    const { accountIds, billRunId, until, hasChanges } = request
    // Closing an account draws a line of its own, and has to be first to wait for imports.
    const watermark = hasChanges ? await usageWatermark(db) : request.watermark
    const brand = await readBrand(db, resellerId)
    if (brand === undefined) throw new Error(`reseller ${resellerId} is gone`)
    const issuing: Issuing = { watermark, billRunId, brand, book: await loadPlanBook(db) }
    const issued: IssuedStatement[] = []
    let accounts = await lockBilledAccounts(db, accountIds)
    while (accounts.length > 0) {
      const jobs = await dueJobs(context, accounts, until)
      const open: StatementJob[] = []
      for (const job of jobs) {
        const closing = hasChanges ? await applyDueChanges({ ...context, billRunId }, job) : undefined
        if (closing === undefined) open.push(job)
        else issued.push(...closing)
      }
      issued.push(...(await issueStatements(context, open, issuing)))
      accounts = open.flatMap(({ account }) => (account.status === 'cancelled' ? [] : [account]))
    }
    await addToBillRun(db, billRunId, { accounts: accountIds.length, statements: issued })
    if (issued.length > 0) {
      const numbers = issued.map(({ number }) => number).toSorted()
      audit({
        subject: `bill run ${billRunId}`,
        after: { statements: issued.length, from: numbers[0], to: numbers.at(-1) },
        ...(accountIds.length === 1 && accountIds[0] !== undefined && { accountId: accountIds[0] }),
      })
    }
    return issued
  },
})

/** The oldest statement each account is due, where it is due one. */
async function dueJobs(
  { db }: Pick<WriteContext, 'db'>,
  accounts: readonly BilledAccount[],
  until: DueUntil,
): Promise<readonly StatementJob[]> {
  const ends = await readLastStatementEnds(
    db,
    accounts.map(({ id }) => id),
  )
  return accounts.flatMap((account) => {
    const since = ends.get(account.id) ?? account.billedSince
    if (since === null || account.status === 'new') return []
    const cycle = nextCycle(account, since)
    if (!isDue(account, cycle, until)) return []
    // What came in late of a closed account comes on one statement, however many months have passed.
    return [anniversaryJob(account, account.status === 'cancelled' ? lastDueCycle(account, cycle, until) : cycle)]
  })
}

/**
 * What was to happen on the anniversary happens, as of its first instant: another plan, numbers given back, the account
 * closed. Closed, it has its final statement, which is returned.
 */
async function applyDueChanges(
  context: WriteContext & { readonly billRunId: number },
  { account, to, periodTo }: StatementJob,
): Promise<readonly IssuedStatement[] | undefined> {
  const { db } = context
  if (account.status === 'cancelled') return undefined
  if (account.cancelOn !== null && account.cancelOn <= periodTo) {
    const row = await lockAccount(db, account.id)
    if (row === undefined) throw new Error(`account ${account.id} is gone`)
    const finals: IssuedStatement[] = []
    const { now: issuedAt } = context
    const atAnniversary = {
      ...context,
      now: to,
      issuedAt,
      onFinalStatement: (final: IssuedStatement) => finals.push(final),
    }
    await closeAccount(atAnniversary, row, { reason: 'Cancelled for this anniversary' })
    return finals
  }
  const { planId, numbers } = await readDueChanges(db, account.id, periodTo)
  if (planId !== null) await switchPlan(context, account.id, planId, to)
  if (numbers.length > 0) await releaseNumbers(context, { accountId: account.id, numbers, at: to })
  return undefined
}
