import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { billRunsEndpoints } from '#contract/bill-runs.ts'
import { micros } from '#domain/money.ts'
import { continueBillRun } from '#operations/billing/run-bills.ts'
import { createTestApi } from '../../support/api.ts'
import { createBillTelco, type BillTelco } from '../../support/billing.ts'

const NOW = '2026-07-19T14:05:00Z'
const MOBILE = '61491570006'

/** Accounts of both plans with numbers and calls, some of them changing on the anniversary. */
async function busyTelco(accounts = 12): Promise<{ telco: BillTelco; ids: readonly number[] }> {
  const telco = await createBillTelco()
  const ids: number[] = []
  const calls: (readonly [string, string, string, number])[] = []
  for (let index = 0; index < accounts; index++) {
    const number = `6137010${String(1000 + index)}`
    const id = await telco.open({
      accountNumber: String(1000 + index),
      from: '2026-06-20T02:00:00Z',
      billDay: 20,
      plan: index % 2 === 0 ? 'bundle' : 'casual',
      numbers: [number],
    })
    ids.push(id)
    calls.push([number, MOBILE, '2026-07-01T01:00:00Z', 1700 + index * 111] as const)
  }
  await telco.call(...calls)
  return { telco, ids }
}

/** Everything a run leaves behind that is money. */
async function moneyLeft({ pool }: BillTelco): Promise<unknown> {
  const tables = {
    statements: 'SELECT account_id, period_from, total_micros, closing_micros FROM statements ORDER BY 1, 2',
    charges: 'SELECT account_id, source, amount_micros, gst_micros FROM charges ORDER BY 1, 2',
    postings: `SELECT account_id, from_ledger, to_ledger, reason, sum(amount_micros) AS sum FROM postings
                GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    balances: 'SELECT account_id, balance_micros FROM balances ORDER BY 1',
  }
  const found = await Promise.all(
    Object.entries(tables).map(async ([name, sql]) => [name, (await pool.query(sql)).rows]),
  )
  return Object.fromEntries(found) as unknown
}

describe('a bill run', () => {
  test('that is dry comes to the cent to what the real one does, and leaves nothing but its preview', async () => {
    const { telco, ids } = await busyTelco()
    await telco.pool.query(`UPDATE accounts SET cancel_on = '2026-07-20' WHERE id = $1`, [ids[3]])
    await telco.pool.query(
      `INSERT INTO pending_plan_changes (account_id, reseller_id, plan_id, due_on, requested_at)
       VALUES ($1, $2, $3, '2026-07-20', '2026-07-01')`,
      [ids[1], telco.resellerId, telco.plans.bundle],
    )
    const before = await moneyLeft(telco)
    // Two months at once: the second goes on from a first that is not there.
    const now = '2026-08-19T14:05:00Z'
    const dry = await telco.bill(now, { dryRun: true })
    expect(await moneyLeft(telco)).toEqual(before)
    const preview = await amountsOf(telco, dry.billRunIds[0] ?? 0, 'bill_run_results')
    const real = await telco.bill(now)
    expect(await amountsOf(telco, real.billRunIds[0] ?? 0, 'statements')).toEqual(preview)
    expect(dry).toEqual({ ...real, billRunIds: dry.billRunIds })
    expect(real).toMatchObject({ accounts: 12, statements: 23, failures: [] })
    expect(await telco.damage()).toEqual([])
  })

  test('may look ahead when it is dry', async () => {
    const { telco } = await busyTelco(2)
    expect(await telco.bill('2026-07-10T00:00:00Z', { dryRun: true, date: '2026-07-20' })).toMatchObject({
      statements: 2,
    })
    expect(await telco.bill('2026-07-10T00:00:00Z', { date: '2026-07-20' })).toMatchObject({ statements: 0 })
  })

  test('at the same time as another bills every account once', async () => {
    const { telco } = await busyTelco()
    const runs = await Promise.all([telco.bill(NOW), telco.bill(NOW), telco.bill(NOW)])
    expect(runs.reduce((all, { statements }) => all + statements, 0)).toBe(12)
    expect(runs.flatMap(({ failures }) => failures)).toEqual([])
    expect(await telco.damage()).toEqual([])
  })

  test('while payments and calls come in keeps every cent', async () => {
    const { telco, ids } = await busyTelco()
    const api = await createTestApi(telco, telco.resellerId, new Date(NOW))
    const billing = api.as({ role: 'billing' })
    const pay = (id: number) => billing.post(`/accounts/${id}/payments`, { amount: '10.00', method: 'cash' })
    const [report, , ...answers] = await Promise.all([
      telco.bill(NOW),
      telco.call(
        ['61370101003', MOBILE, '2026-07-02T01:00:00Z', 600],
        ['61370101004', MOBILE, '2026-07-02T01:00:00Z', 600],
      ),
      ...ids.map(pay),
    ])
    expect(report).toMatchObject({ statements: 12, failures: [] })
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 201))
    expect(await telco.damage()).toEqual([])
    await telco.bill('2026-08-19T14:05:00Z')
    expect(await telco.damage()).toEqual([])
    await api.close()
  })

  test('passes over an account that cannot be billed, says why, and bills it when that is put right', async () => {
    const { telco, ids } = await busyTelco()
    const [first, second] = ids
    await telco.pool.query('UPDATE account_plans SET valid_to = $2 WHERE account_id = $1', [second, '2026-07-01'])
    expect(await telco.bill(NOW)).toMatchObject({
      accounts: 12,
      statements: 11,
      failures: [{ accountId: second, reason: 'Account 1001 has no calling plan on 2026-07-20; give it one.' }],
    })
    expect(await telco.damage()).toEqual([])
    const api = await createTestApi(telco, telco.resellerId, new Date(NOW))
    const billing = api.as({ role: 'billing' })
    const { items: runs } = await billing.call(billRunsEndpoints.listBillRuns)
    expect(runs).toMatchObject([{ status: 'done', accounts: 12, accountsDone: 12, failures: 1, statements: 11 }])
    const params = { billRunId: runs[0]?.id ?? '' }
    const { items } = await billing.call(billRunsEndpoints.listBillRunResults, { params, query: { limit: '2' } })
    expect(items).toMatchObject([
      { accountId: String(second), failure: expect.stringContaining('no calling plan') as string, total: null },
      { accountId: String(first), failure: null, from: '2026-06-20', to: '2026-07-19' },
    ])
    await telco.pool.query('UPDATE account_plans SET valid_to = NULL WHERE account_id = $1', [second])
    expect(await telco.bill(NOW)).toMatchObject({ accounts: 1, statements: 1, failures: [] })
    expect(await telco.damage()).toEqual([])
    await api.close()
  })

  test('asked for over the API waits for a worker, which does it once', async () => {
    const { telco } = await busyTelco(3)
    const api = await createTestApi(telco, telco.resellerId, new Date(NOW))
    const billing = api.as({ role: 'billing' })
    const refused = await billing.refusal(billRunsEndpoints.startBillRun, { body: { date: '2026-07-21' } })
    expect(refused.detail).toContain('write a day up to today, 2026-07-20')
    for (const dryRun of [true, false]) {
      const run = await billing.call(billRunsEndpoints.startBillRun, { body: { dryRun } })
      expect(run).toMatchObject({ status: 'waiting', dryRun, statements: 0 })
      const { rows } = await telco.pool.query(
        `SELECT payload FROM graphile_worker._private_jobs WHERE key = 'bill-run-' || $1`,
        [run.id],
      )
      expect(rows).toEqual([{ payload: { billRunId: Number(run.id) } }])
      expect(await continueBillRun(telco.pool, Number(run.id), { now: api.now })).toMatchObject({ statements: 3 })
      expect(await continueBillRun(telco.pool, Number(run.id), { now: api.now })).toBeUndefined()
      const done = await billing.call(billRunsEndpoints.readBillRun, { params: { billRunId: run.id } })
      expect(done).toMatchObject({ status: 'done', accountsDone: 3, statements: 3, total: '135.30' })
      const { items } = await billing.call(billRunsEndpoints.listBillRunResults, { params: { billRunId: run.id } })
      expect(items.map(({ statementId }) => statementId === null)).toEqual([dryRun, dryRun, dryRun])
    }
    await api.close()
  })
})

async function amountsOf(telco: BillTelco, runId: number, table: 'statements' | 'bill_run_results'): Promise<unknown> {
  const { rows } = await telco.pool.query<object>(
    `SELECT account_id, period_from, period_to, opening_micros, payments_micros, subtotal_micros, gst_micros, total_micros,
            closing_micros FROM ${table} WHERE bill_run_id = $1 ORDER BY account_id, period_to`,
    [runId],
  )
  return rows
}

describe('a bill run that is killed', () => {
  const CHECKOUT = resolve(import.meta.dirname, '../../..')

  test('leaves whole accounts behind, and the next one bills the rest', async () => {
    const { telco } = await busyTelco(60)
    const expected = await twinOf(60)
    // Each statement takes a while, so that the kill strikes in the middle; nothing else differs.
    await telco.pool.query(`
      CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.05); RETURN NEW; END';
      CREATE TRIGGER dawdle BEFORE INSERT ON statements FOR EACH ROW EXECUTE FUNCTION dawdle()`)
    await telco.pool.query(`UPDATE number_assignments SET cancel_on = '2026-12-20'`)
    const child = spawn(process.execPath, [`${CHECKOUT}/bin/tollgate.js`, 'bill', 'run', '--date', '2026-07-20'], {
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, DATABASE_URL: telco.url },
    })
    const kill = (): void => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, 'SIGKILL')
    }
    onTestFinished(kill)
    const closed = once(child, 'close')
    const billed = async () =>
      Number((await telco.pool.query<{ n: bigint }>('SELECT count(*) AS n FROM statements')).rows[0]?.n)
    await expect.poll(billed, { timeout: 30_000, interval: 20 }).toBeGreaterThan(5)
    kill()
    await closed
    const left = await billed()
    expect(left).toBeLessThan(60)
    expect(await telco.damage()).toEqual([])

    await telco.pool.query('DROP TRIGGER dawdle ON statements')
    expect(await telco.bill('2026-07-25T00:00:00Z')).toMatchObject({ statements: 60 - left, failures: [] })
    expect(await telco.damage()).toEqual([])
    expect(await totals(telco)).toEqual(expected)
    const { rows } = await telco.pool.query('SELECT status, failure FROM bill_runs ORDER BY id')
    expect(rows).toEqual([
      { status: 'failed', failure: expect.stringContaining('interrupted') as string },
      { status: 'done', failure: null },
    ])
  })

  test.each(['charges', 'postings', 'statements', 'events', 'bill_runs', 'audit'])(
    'whose connection is lost while it writes %s starts again where it was',
    async (table) => {
      const { telco } = await busyTelco(8)
      const expected = await twinOf(8)
      await telco.pool.query(`
        CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
          'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END';
        CREATE TRIGGER lose AFTER ${table === 'bill_runs' ? 'UPDATE OF statements' : 'INSERT'} ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION lose()`)
      await expect(telco.bill(NOW)).rejects.toThrow(/terminat/i)
      expect((await telco.pool.query('SELECT FROM statements')).rowCount).toBe(0)
      await telco.pool.query(`DROP TRIGGER lose ON ${table}`)
      expect(await telco.bill(NOW)).toMatchObject({ statements: 8, failures: [] })
      expect(await totals(telco)).toEqual(expected)
      expect(await telco.damage()).toEqual([])
    },
  )
})

/** What the same accounts come to when nothing happens. */
async function twinOf(accounts: number): Promise<unknown> {
  const { telco } = await busyTelco(accounts)
  await telco.bill(NOW)
  return totals(telco)
}

async function totals({ pool }: BillTelco): Promise<unknown> {
  const { rows } = await pool.query<{ account: string; total: bigint; balance: bigint }>(
    `SELECT a.account_number AS account, s.total_micros AS total, b.balance_micros AS balance
       FROM statements s JOIN accounts a ON a.id = s.account_id JOIN balances b ON b.account_id = a.id ORDER BY 1`,
  )
  return rows.map(({ account, total, balance }) => ({ account, total: micros(total), balance: micros(balance) }))
}
