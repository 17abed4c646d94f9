import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { readConfig } from '../src/config.ts'
import { digitSearch, type DigitSearch } from '#domain/usage/number-search.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { closeMonths } from '#operations/usage/close-months.ts'
import type { CallFilter } from '#storage/queries/calls/call-filter.ts'
import { listCalls } from '#storage/queries/calls/list-calls.ts'
import { sumCalls } from '#storage/queries/calls/sum-calls.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { benchDatabase } from './bench-database.ts'
import { BENCH_ACCOUNTS, setUpBenchTelco } from './bench-telco.ts'
import { generateCalls, type GeneratedCalls } from './search-calls.ts'

const CALLS = 20_000_000
const MONTHS = Array.from({ length: 10 }, (_, month) => Date.UTC(2026, month))
/** When the last call was made: in the tenth month, which is open. */
const NOW = new Date(Date.UTC(2026, 10, 1))
const SAMPLES = 400
const PAGE = 50

/**
 * Searches 20,000,000 calls of 5,000 accounts in ten months, nine of them closed, through the queries of the API, as the
 * application's role behind its row policies, transaction and all: one account, one month, calls to mobiles, the newest 50;
 * their count and sums; a whole and a part of a number over all customers in a closed month. The limit beside them is the
 * bare read of the same page from the month's table by the owner, who has no policies, prepared and without a
 * transaction. `--calls=N` takes fewer calls.
 */
export async function benchSearch({ json }: { json: boolean }): Promise<void> {
  const calls = Number(process.argv.find((option) => option.startsWith('--calls='))?.slice(8) ?? CALLS)
  const config = readConfig()
  const say = (line: string): void => console.error(line)
  const folder = join(config.dataDirectory, 'bench')
  await mkdir(folder, { recursive: true })
  const database = await benchDatabase({ ...config, dataDirectory: folder }, say)
  const { pool } = database
  try {
    await setUpBenchTelco(pool)
    const target = await targetOf(pool, calls)
    say(`Writing ${calls} calls …`)
    await generateCalls(pool, target, say)
    say('Closing nine months …')
    const closingFrom = performance.now()
    await closeMonths(pool, { now: NOW })
    const closeMonthSeconds = (performance.now() - closingFrom) / 1000 / (MONTHS.length - 1)
    await pool.query('VACUUM (ANALYZE) calls')
    await pool.query('CHECKPOINT')
    say('Searching …')
    const figures = await measure(pool, target)
    const { rows: sizes } = await pool.query<{ gigabytes: number }>(
      `SELECT round(sum(pg_total_relation_size(inhrelid)) / 1e9, 1)::float8 AS gigabytes
         FROM pg_inherits WHERE inhparent = 'calls'::regclass`,
    )
    const result = {
      calls,
      accounts: BENCH_ACCOUNTS,
      months: MONTHS.length,
      gigabytes: sizes[0]?.gigabytes,
      closeMonthSeconds: Math.round(closeMonthSeconds * 10) / 10,
      ...figures,
    }
    console.log(json ? JSON.stringify(result) : result)
  } finally {
    await database.drop()
  }
}

async function targetOf(pool: pg.Pool, calls: number): Promise<GeneratedCalls> {
  const { rows } = await pool.query<{ resellerId: number; firstAccountId: number; accounts: number }>(
    `SELECT reseller_id AS "resellerId", min(id)::int4 AS "firstAccountId", count(*)::int4 AS accounts
       FROM accounts GROUP BY 1`,
  )
  const [telco] = rows
  if (telco === undefined) throw new Error('no accounts')
  return { ...telco, calls, monthsFromMs: MONTHS }
}

interface Sample {
  readonly monthFromMs: number
  readonly monthToMs: number
  readonly accountId: number
  readonly number: string
  readonly part: DigitSearch
  readonly shortPart: DigitSearch
}

async function measure(pool: pg.Pool, target: GeneratedCalls) {
  const samples = await takeSamples(pool, target)
  const ofAccount = ({ accountId, monthFromMs, monthToMs }: Sample): CallFilter => ({
    accountId,
    fromMs: monthFromMs,
    toMs: monthToMs,
    serviceTypes: [SERVICE_TYPE_CODES.Mobile],
  })
  const inMonth = ({ monthFromMs, monthToMs }: Sample): CallFilter => ({ fromMs: monthFromMs, toMs: monthToMs })
  const asTenant = (read: (db: pg.ClientBase) => Promise<unknown>) => () =>
    readAsTenant(pool, { resellerId: target.resellerId }, read)
  const page = (filter: CallFilter) => asTenant((db) => listCalls(db, filter, { limit: PAGE + 1, now: NOW }))
  const sums = (filter: CallFilter) => asTenant((db) => sumCalls(db, filter, { by: 'service-type' }))

  const limit = await time(samples, (sample) => barePage(pool, sample))
  const pageOfAccount = await time(samples, (sample) => page(ofAccount(sample)))
  return {
    page: pageOfAccount,
    countAndSum: await time(samples, (sample) => sums(ofAccount(sample))),
    pageWithTotals: await time(samples, (sample) => {
      const filter = ofAccount(sample)
      return asTenant(async (db) => {
        await listCalls(db, filter, { limit: PAGE + 1, now: NOW })
        await sumCalls(db, filter, { by: 'service-type' })
      })
    }),
    number: await time(samples, (sample) => page({ ...inMonth(sample), numbers: [sample.number] })),
    partOfNumber: await time(samples, (sample) => page({ ...inMonth(sample), contains: sample.part })),
    fourDigits: await time(samples.slice(0, 100), (sample) => page({ ...inMonth(sample), contains: sample.shortPart })),
    allCustomers: await time(samples.slice(0, 100), (sample) => page(inMonth(sample))),
    allCustomersNow: await time(samples.slice(0, 20), () => page({})),
    barePage: limit,
    ratioToBarePage: Math.round((pageOfAccount.p50Ms / limit.p50Ms) * 100) / 100,
    goals: { pageP95Ms: 2, countAndSumP95Ms: 3, numberP95Ms: 10 },
  }
}

/** Accounts taken alike, not by their traffic; numbers of calls that are there; closed months. */
async function takeSamples(pool: pg.Pool, target: GeneratedCalls): Promise<readonly Sample[]> {
  const samples: Sample[] = []
  const closed = MONTHS.length - 1
  for (let index = 0; samples.length < SAMPLES; index++) {
    const monthFromMs = MONTHS[index % closed] ?? 0
    const monthToMs = MONTHS[(index % closed) + 1] ?? 0
    const accountId = target.firstAccountId + ((index * 2_654_435_761) % target.accounts)
    const { rows } = await pool.query<{ number: string }>(
      `SELECT CASE direction WHEN 1 THEN b_number ELSE a_number END AS number FROM calls
        WHERE account_id = $1 AND started_at >= $2 AND started_at < $3 LIMIT 1 OFFSET $4`,
      [accountId, new Date(monthFromMs), new Date(monthToMs), index % 20],
    )
    const number = rows[0]?.number
    if (number === undefined) continue
    const part = digitSearch(number.slice(-7))
    const shortPart = digitSearch(number.slice(-4))
    if (part === undefined || shortPart === undefined) continue
    samples.push({ monthFromMs, monthToMs, accountId, number, part, shortPart })
  }
  return samples
}

function barePage(pool: pg.Pool, { accountId, monthFromMs, monthToMs }: Sample): () => Promise<unknown> {
  const table = `calls_${new Date(monthFromMs).toISOString().slice(0, 7).replace('-', '_')}`
  return () =>
    pool.query({
      name: `bare ${table}`,
      text: `SELECT * FROM ${table} WHERE account_id = $1 AND started_at >= $2 AND started_at < $3
              ORDER BY started_at DESC, call_key DESC LIMIT ${PAGE + 1}`,
      values: [accountId, new Date(monthFromMs), new Date(monthToMs)],
    })
}

/** Everything once, so that it is warm; then again with the watch in hand. */
async function time(
  samples: readonly Sample[],
  search: (sample: Sample) => () => Promise<unknown>,
): Promise<{ readonly p50Ms: number; readonly p95Ms: number }> {
  for (const sample of samples) await search(sample)()
  const tookMs: number[] = []
  for (const sample of samples) {
    const run = search(sample)
    const from = performance.now()
    await run()
    tookMs.push(performance.now() - from)
  }
  const sorted = tookMs.toSorted((one, other) => one - other)
  const at = (share: number): number => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 100) / 100
  return { p50Ms: at(0.5), p95Ms: at(0.95) }
}
