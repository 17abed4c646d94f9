import type pg from 'pg'
import { balanceDelta } from '#domain/ledger/balance.ts'
import { isProblem, problem, ProblemError } from '#domain/problem.ts'
import { dayRange } from '#domain/time/day-range.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { createClient } from '#storage/pool.ts'
import { readAccountNumbers } from '#storage/queries/account-numbers.ts'
import { readNumberHoldings } from '#storage/queries/rating-data.ts'
import { createCopyBuffer } from '#storage/tables/copy-buffer.ts'
import { copyRows } from '#storage/tables/copy-rows.ts'
import { replaceAllowanceUse, repriceCalls } from '#storage/tables/repricing.ts'
import { addToBalances, insertUsageBatch, lockShard, nextBatchId } from '#storage/tables/usage-batch.ts'
import { addToUsageDays } from '#storage/tables/usage-days.ts'
import {
  POSTING_COLUMNS,
  USAGE_TOTALS_COLUMNS,
  writePostingRow,
  writeUsageTotalsRow,
} from '#storage/tables/usage-rows.ts'
import { SHARDS, shardOf } from './import/call-block.ts'
import { createNumberDirectory } from './import/number-directory.ts'
import { loadRatingBook, type RatedAccount, type UsageBook } from './rating-book.ts'
import { repriceAccount, type AccountRepricing } from './rerate/reprice-account.ts'
import { dayChanges, repricingPostings, totalsChanges } from './rerate/repricing-amounts.ts'

export interface RerateRequest {
  /** Days (yyyy-mm-dd) in each account's own zone, the last one included. */
  readonly fromDate: string
  readonly toDate: string
  /** One account only, by its number. */
  readonly accountNumber?: string
  /** Without it everything is done and rolled back: what it would change is reported. */
  readonly commit: boolean
  readonly nowMs: () => number
  readonly onProgress?: (accountsDone: number, accounts: number, calls: number) => void
}

/** What changed for an account's calls of a service type. Micro-dollars ex GST; positive: dearer. */
export interface RerateLine {
  readonly accountNumber: string
  readonly serviceType: string
  readonly chargeBeforeMicros: number
  readonly chargeAfterMicros: number
  readonly costBeforeMicros: number
  readonly costAfterMicros: number
  readonly calls: number
}

export interface RerateReport {
  readonly committed: boolean
  readonly accounts: number
  readonly examined: number
  readonly changed: number
  /** Calls that would have no price now: they keep the one they have. */
  readonly unpriceable: number
  readonly lines: readonly RerateLine[]
}

/** Accounts priced again in one transaction. */
const ACCOUNTS_AT_ONCE = 100

/**
 * Prices calls again with the plans, decks and numbers of now. What comes out differently is taken back and posted anew;
 * the price a call had is kept. Done twice, the second time changes nothing.
 *
 * @throws ProblemError 'invalid_value' for days that are none, 'not_found' for an account that is none.
 */
export async function rerateCalls(databaseUrl: string, request: RerateRequest): Promise<RerateReport> {
  checkDays(request)
  const client = createClient(databaseUrl)
  await client.connect()
  try {
    const book = await loadRatingBook(client)
    const directory = createNumberDirectory(await readNumberHoldings(client))
    const accountNumbers = await readAccountNumbers(client)
    const accounts = chooseAccounts([...book.accounts.values()], accountNumbers, request.accountNumber)
    const lines: RerateLine[] = []
    let done = 0
    let examined = 0
    let changed = 0
    let unpriceable = 0
    for (const group of groupsOf(accounts)) {
      const repricings = await repriceGroup(client, book, request, group, (account) => {
        const range = dayRange(request.fromDate, request.toDate, account.timeZone)
        if (isProblem(range)) throw new ProblemError(range)
        return repriceAccount(client, book, directory, account, range)
      })
      for (const repricing of repricings) {
        examined += repricing.examined
        changed += repricing.changed.length
        unpriceable += repricing.unpriceable
        lines.push(...linesOf(repricing, accountNumbers.get(repricing.account.id) ?? ''))
      }
      done += group.length
      request.onProgress?.(done, accounts.length, examined)
    }
    return { committed: request.commit, accounts: accounts.length, examined, changed, unpriceable, lines }
  } finally {
    await client.end()
  }
}

function checkDays({ fromDate, toDate }: RerateRequest): void {
  const range = dayRange(fromDate, toDate, 'UTC')
  if (isProblem(range)) throw new ProblemError(range)
}

function chooseAccounts(
  accounts: readonly RatedAccount[],
  accountNumbers: ReadonlyMap<number, string>,
  wanted: string | undefined,
): readonly RatedAccount[] {
  if (wanted === undefined) return accounts
  const chosen = accounts.filter(({ id }) => accountNumbers.get(id) === wanted)
  if (chosen.length > 0) return chosen
  throw new ProblemError(problem('not_found', `there is no account with the number ${wanted}`, { field: 'account' }))
}

/** Accounts by shard, so many at a time. */
function* groupsOf(accounts: readonly RatedAccount[]): Generator<readonly RatedAccount[]> {
  for (let shard = 0; shard < SHARDS; shard++) {
    const own = accounts.filter(({ id }) => shardOf(id) === shard).toSorted((one, other) => one.id - other.id)
    for (let from = 0; from < own.length; from += ACCOUNTS_AT_ONCE) yield own.slice(from, from + ACCOUNTS_AT_ONCE)
  }
}

/** One transaction: read, price, write; rolled back unless it is to be kept and changes anything. */
async function repriceGroup(
  client: pg.ClientBase,
  book: UsageBook,
  { commit, nowMs }: RerateRequest,
  group: readonly RatedAccount[],
  reprice: (account: RatedAccount) => Promise<AccountRepricing>,
): Promise<readonly AccountRepricing[]> {
  const shard = shardOf(group[0]?.id ?? 0)
  await client.query('BEGIN')
  try {
    await lockShard(client, shard)
    const repricings: AccountRepricing[] = []
    for (const account of group) repricings.push(await reprice(account))
    const isChanged = await writeRepricings(client, book, repricings, shard, nowMs())
    await client.query(commit && isChanged ? 'COMMIT' : 'ROLLBACK')
    return repricings
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

async function writeRepricings(
  client: pg.ClientBase,
  book: UsageBook,
  repricings: readonly AccountRepricing[],
  shard: number,
  postedAtMs: number,
): Promise<boolean> {
  let isChanged = false
  for (const { account, cycles, drawn } of repricings) {
    const rows = drawn.map(({ cycle, planVersionId, allowanceNo, drawn: amount }) => ({
      planVersionId,
      allowanceNo,
      drawn: amount,
      cycleFromMs: cycle.fromMs,
      cycleToMs: cycle.toMs,
    }))
    const replaced = await replaceAllowanceUse(
      client,
      account,
      cycles.map(({ fromMs }) => fromMs),
      rows,
    )
    isChanged ||= replaced
  }
  const changed = repricings.filter((repricing) => repricing.changed.length > 0)
  if (changed.length === 0) return isChanged

  const batchId = await nextBatchId(client)
  const postings = createCopyBuffer(1 << 14)
  const totals = createCopyBuffer(1 << 14)
  const balances: { accountId: number; retailMicros: number; wholesaleMicros: number }[] = []
  const sums = { chargeMicros: 0, gstMicros: 0, costMicros: 0 }
  for (const repricing of changed) {
    const { account } = repricing
    const accountPostings = repricingPostings(repricing, postedAtMs, batchId)
    accountPostings.forEach((posting, no) => writePostingRow(postings, posting, account.resellerId, no))
    const { balanceMicros, wholesaleMicros } = balanceDelta(accountPostings)
    balances.push({
      accountId: account.id,
      retailMicros: Number(balanceMicros),
      wholesaleMicros: Number(wholesaleMicros),
    })
    for (const { cycleFromMs, serviceType, totals: change } of totalsChanges(repricing.changed)) {
      const row = { cycleFromMs, serviceType, batchId, accountId: account.id, resellerId: account.resellerId }
      writeUsageTotalsRow(totals, row, change)
      sums.chargeMicros += change.chargeMicros
      sums.gstMicros += change.gstMicros
      sums.costMicros += change.costMicros
    }
  }
  await copyRows(client, 'postings', POSTING_COLUMNS, postings)
  await copyRows(client, 'usage_totals', USAGE_TOTALS_COLUMNS, totals)
  await addToUsageDays(client, shard, dayChanges(book, changed))
  await addToBalances(client, balances)
  const calls = changed.flatMap((repricing) => repricing.changed.map(({ call, price }) => ({ ...call, ...price })))
  await repriceCalls(client, batchId, calls)
  const none = { calls: 0, rated: 0, free: 0, duplicates: 0, suspended: 0, rejected: 0 }
  await insertUsageBatch(client, {
    ...none,
    ...sums,
    id: batchId,
    kind: 'rerate',
    importId: null,
    epoch: null,
    shard,
    batchNo: null,
    monthsFromMs: [],
    createdAtMs: postedAtMs,
  })
  return true
}

/** By service type, where the money differs; a call that changed its type stands under both. */
function linesOf({ changed }: AccountRepricing, accountNumber: string): readonly RerateLine[] {
  const types = new Set(changed.flatMap(({ call, price }) => [call.serviceType, price.serviceType]))
  return [...types]
    .toSorted((one, other) => one - other)
    .map((type) => {
      const before = changed.filter(({ call }) => call.serviceType === type)
      const after = changed.filter(({ price }) => price.serviceType === type)
      return {
        accountNumber,
        serviceType: serviceTypeName(type),
        calls: new Set([...before, ...after]).size,
        chargeBeforeMicros: before.reduce((sum, { call }) => sum + call.chargeMicros, 0),
        chargeAfterMicros: after.reduce((sum, { price }) => sum + price.chargeMicros, 0),
        costBeforeMicros: before.reduce((sum, { call }) => sum + (call.costMicros ?? 0), 0),
        costAfterMicros: after.reduce((sum, { price }) => sum + (price.costMicros ?? 0), 0),
      }
    })
    .filter(
      (line) => line.chargeBeforeMicros !== line.chargeAfterMicros || line.costBeforeMicros !== line.costAfterMicros,
    )
}
