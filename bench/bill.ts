import { join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { micros } from '#domain/money.ts'
import { CALL_SERVICE_TYPES, SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { openAccounts } from '#operations/accounts/open-accounts.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { runBills } from '#operations/billing/run-bills.ts'
import { geographicNumber } from '#operations/demo/fiction-numbers.ts'
import { assignNumbers } from '#operations/numbers/assign-numbers.ts'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { withTransaction } from '#storage/pool.ts'
import { readConfig } from '../src/config.ts'
import { benchDatabase } from './bench-database.ts'
import { BENCH_BUNDLE, BENCH_PAYG } from './bench-plans.ts'

const ACCOUNTS = 10_000
const NUMBERS_EACH = 3
/** Batches of usage in the month, each with a row for most service types. */
const BATCHES = 3
const ROUNDS = 5
const SINCE = new Date('2026-06-19T14:00:00Z')
const ANNIVERSARY = new Date('2026-07-19T14:05:00Z')

/** What a run writes, and what is taken back before the next. */
const WRITTEN = ['statements', 'charges', 'postings', 'events'] as const

/**
 * Bills 10,000 accounts on one anniversary: plan, numbers, usage, allowances, minimum spends, documents with their hashes,
 * postings, events with their jobs, audit; without PDF. Beside it the rows it wrote, put back by raw binary COPY into the
 * same tables, one after the other on one connection: what writing alone takes.
 */
export async function benchBill({ json }: { json: boolean }): Promise<void> {
  const config = readConfig()
  const say = (line: string): void => console.error(line)
  const folder = join(config.dataDirectory, 'bench')
  await mkdir(folder, { recursive: true })
  const database = await benchDatabase({ ...config, dataDirectory: folder }, say)
  const { pool } = database
  try {
    say(`Setting up ${ACCOUNTS} accounts …`)
    const resellerId = await setUp(pool)
    const rounds: Figures[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      await takeBack(pool)
      say(round === 0 ? 'Warming up …' : `Round ${round} of ${ROUNDS} …`)
      const figures = await measure(pool, resellerId)
      if (round > 0) rounds.push(figures)
    }
    const median = rounds.toSorted((one, other) => one.statementsPerSecond - other.statementsPerSecond)[ROUNDS >> 1]
    const result = {
      ...median,
      accounts: ACCOUNTS,
      rounds: rounds.map(({ statementsPerSecond }) => statementsPerSecond),
    }
    console.log(json ? JSON.stringify(result) : result)
  } finally {
    await database.drop()
  }
}

interface Figures {
  readonly statementsPerSecond: number
  readonly rawCopyStatementsPerSecond: number
  readonly ratioToRawCopy: number
  readonly bytesPerStatement: number
}

async function measure(pool: pg.Pool, resellerId: number): Promise<Figures> {
  const startedAt = performance.now()
  const { statements, failures } = await runBills(pool, { now: ANNIVERSARY, resellerId })
  const seconds = (performance.now() - startedAt) / 1000
  if (statements !== ACCOUNTS) throw new Error(`${statements} statements: ${failures[0]?.reason ?? ''}`)
  const { rows } = await pool.query<{ bytes: number }>('SELECT avg(length(document))::float8 AS bytes FROM statements')
  const raw = await rawCopy(pool)
  return {
    statementsPerSecond: Math.round(ACCOUNTS / seconds),
    rawCopyStatementsPerSecond: Math.round(ACCOUNTS / raw),
    ratioToRawCopy: Math.round((raw / seconds) * 1000) / 1000,
    bytesPerStatement: Math.round(rows[0]?.bytes ?? 0),
  }
}

/** Seconds to write the same rows again, by COPY alone. */
async function rawCopy(pool: pg.Pool): Promise<number> {
  const client = await pool.connect()
  try {
    const kept: Buffer[] = []
    for (const table of WRITTEN) {
      kept.push(Buffer.concat(await client.query(copyTo(`COPY ${table} TO STDOUT (FORMAT binary)`)).toArray()))
    }
    await client.query(`TRUNCATE ${WRITTEN.join(', ')}`)
    await client.query('CHECKPOINT')
    const startedAt = performance.now()
    for (const [index, table] of WRITTEN.entries()) {
      const copy = client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT binary)`))
      await new Promise<void>((resolve, reject) => {
        copy.once('error', reject).once('finish', resolve).end(kept[index])
      })
    }
    return (performance.now() - startedAt) / 1000
  } finally {
    client.release()
  }
}

async function takeBack(pool: pg.Pool): Promise<void> {
  await pool.query(
    `TRUNCATE ${WRITTEN.join(', ')}, late_usage, bill_run_results, bill_runs, document_counters, audit, audit_heads`,
  )
  await pool.query('DELETE FROM graphile_worker._private_jobs')
  await pool.query('UPDATE balances SET balance_micros = 0')
  await pool.query('VACUUM ANALYZE balances, graphile_worker._private_jobs')
  await pool.query('CHECKPOINT')
}

async function setUp(pool: pg.Pool): Promise<number> {
  const resellerId = await withTransaction(pool, async (db) => {
    const id = await openReseller(db, {
      name: 'Bench',
      brandName: 'Bench',
      brandColour: '#334455',
      supportEmail: 'help@bench.example',
    })
    const common = { resellerId: id, effectiveFrom: SINCE }
    const price = { monthlyPriceMicros: micros(49_000_000n) }
    // The deck prices nothing here.
    const noDeck = { international: undefined, deckCovers: [] }
    const bundle = await publishCallingPlan(db, { ...common, ...price, definition: { ...BENCH_BUNDLE, ...noDeck } })
    const minimum = { minimumMonthlySpend: '25.00' }
    const payg = await publishCallingPlan(db, { ...common, definition: { ...BENCH_PAYG, ...noDeck, ...minimum } })
    const accountIds = await openAccounts(
      db,
      id,
      Array.from({ length: ACCOUNTS }, (_, index) => ({
        accountNumber: `B${String(index).padStart(6, '0')}`,
        name: `Bench account ${index}`,
        paymentMode: index % 3 === 0 ? ('prepaid' as const) : ('postpaid' as const),
        timeZone: 'Australia/Sydney',
        billDay: 20,
        planId: index % 2 === 0 ? bundle.planId : payg.planId,
        activeFrom: SINCE,
      })),
    )
    const { rows } = await db.query<{ id: number }>(`SELECT id FROM number_plans WHERE name = 'Additional Line'`)
    await assignNumbers(
      db,
      id,
      Array.from({ length: ACCOUNTS * NUMBERS_EACH }, (_, index) => ({
        number: geographicNumber(index),
        accountId: accountIds[index % ACCOUNTS] ?? 0,
        numberPlanId: rows[0]?.id ?? 0,
        validFrom: SINCE,
      })),
    )
    return id
  })
  await pool.query(
    `INSERT INTO usage_totals (cycle_from, duration_seconds, billed_seconds, charge_micros, gst_micros, cost_micros,
                               account_id, reseller_id, batch_id, calls, service_type)
     SELECT $1, 3600, 3600, a.id * 7 + t * 1234, (a.id * 7 + t * 1234 + 5) / 10, 0, a.id, a.reseller_id, b, 20, t
       FROM accounts a, generate_series(1, $2::int4) AS b, unnest($3::int2[]) AS t`,
    [SINCE, BATCHES, CALL_SERVICE_TYPES.slice(0, 8).map((type) => SERVICE_TYPE_CODES[type])],
  )
  await pool.query(`SELECT setval('usage_batch_ids', $1)`, [BATCHES + 1])
  await pool.query('VACUUM ANALYZE')
  return resellerId
}
