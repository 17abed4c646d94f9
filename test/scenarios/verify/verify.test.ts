import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignNumbers } from '#operations/numbers/assign-numbers.ts'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { rerateCalls } from '#operations/usage/rerate-calls.ts'
import { retrySuspended } from '#operations/usage/retry-suspended.ts'
import { verifyInTransaction, verifyLedger, type VerifyReport } from '#operations/usage/verify-ledger.ts'
import { withTransaction } from '#storage/pool.ts'
import type { Finding } from '#storage/queries/verify/ledger-check.ts'
import { createTestTelco, PAYG_PLAN, TELCO_NOW_MS, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco

beforeAll(async () => {
  telco = await createTestTelco()
  await telco.importGenerated({ seed: 1, calls: 500, from: '2026-06-10T00:00:00Z', to: '2026-07-05T00:00:00Z' })
  await telco.importGenerated({ seed: 2, calls: 500, from: '2026-07-05T00:00:00Z', to: '2026-08-01T00:00:00Z' })
})

afterAll(() => telco.drop())

/** What verify says once the statements have been run, which are then undone. */
async function verifyDamaged(damage: string, reprice = true): Promise<VerifyReport> {
  const client = await telco.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(damage)
    return await verifyInTransaction(client, { reprice })
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

function damagedChecks({ checks }: VerifyReport): string[] {
  return checks.filter(({ total }) => total > 0).map(({ name }) => name)
}

function findingsOf({ checks }: VerifyReport, name: string): readonly Finding[] {
  return checks.find((check) => check.name === name)?.findings ?? []
}

describe('an undamaged database', () => {
  test('agrees in every check, prices included', async () => {
    const report = await verifyLedger(telco.pool)
    expect(report.checks.flatMap(({ findings }) => findings)).toEqual([])
    expect(report.repriced).toBe(true)
    expect(report.calls).toBeGreaterThan(900)
  })

  test('holds every kind of thing there is to verify', async () => {
    const { rows } = await telco.pool.query(`
      SELECT bool_or(allowance_seconds > 0) AND bool_or(allowance_calls > 0) AND bool_or(allowance_micros > 0) AS draws,
             bool_or(rate_id > 0) AND bool_or(cost_rate_id > 0) AS deck, bool_or(duration_seconds = 0) AS unanswered,
             (SELECT count(DISTINCT cause) FROM calls_suspense)::int4 AS causes,
             (SELECT count(*) FROM usage_batches)::int4 AS batches,
             (SELECT count(DISTINCT cycle_from) > 6 FROM usage_totals) AS cycles
        FROM calls`)
    expect(rows).toEqual([{ draws: true, deck: true, unanswered: true, causes: 5, batches: 4, cycles: true }])
  })

  test('is left as it was', async () => {
    await verifyLedger(telco.pool)
    const { rows } = await telco.pool.query(`SELECT to_regclass('call_sums') AS left_behind`)
    expect(rows).toEqual([{ left_behind: null }])
  })

  test('agrees while it is empty', async () => {
    const report = await verifyDamaged(`
      TRUNCATE calls, calls_suspense, usage_totals, usage_days, postings, allowance_use, usage_batches, imports;
      UPDATE balances SET balance_micros = 0, wholesale_micros = 0;
      UPDATE wholesale_credit SET used_micros = 0`)
    expect(damagedChecks(report)).toEqual([])
  })
})

/** The first call of account 1003 to a mobile that costs something: it is on a plan without allowances. */
const CALL = `(account_id, started_at, call_key) = (
  SELECT c.account_id, c.started_at, c.call_key FROM calls c JOIN accounts a ON a.id = c.account_id
   WHERE a.account_number = '1003' AND c.service_type = 3 AND c.charge_micros > 0 ORDER BY c.started_at LIMIT 1)`
const ACCOUNT = `account_id = (SELECT id FROM accounts WHERE account_number = '1003')`
const BUNDLE_ACCOUNT = `account_id = (SELECT id FROM accounts WHERE account_number = '1001')`
const OTHER_ACCOUNT = `(SELECT id FROM accounts WHERE account_number = '1004')`
const FIRST_BATCH = '(SELECT min(id) FROM usage_batches)'
const IN_1003 = { reseller: 'Wattle Voice', account: '1003' }
const FIRST_CYCLE = { ...IN_1003, cycle: '2026-06-01' }

interface Damage {
  readonly what: string
  readonly sql: string
  /** All checks that find it. */
  readonly checks: readonly string[]
  /** One finding of the first of them. */
  readonly finding: Partial<Finding>
}

const DAMAGES: readonly Damage[] = [
  {
    what: 'a call that was deleted',
    sql: `DELETE FROM calls WHERE ${CALL}`,
    checks: ['usage totals', 'calls of batches'],
    finding: { ...FIRST_CYCLE, serviceType: 'Mobile', fact: 'calls', unit: 'count', difference: '1' },
  },
  {
    what: 'a charge one micro-dollar higher',
    sql: `UPDATE calls SET charge_micros = charge_micros + 1 WHERE ${CALL}`,
    checks: ['usage totals', 'prices'],
    finding: { ...FIRST_CYCLE, serviceType: 'Mobile', fact: 'charge', unit: 'dollars', difference: '-0.000001' },
  },
  {
    what: 'a call moved into another billing cycle',
    sql: `UPDATE calls SET started_at = started_at + interval '1 month' WHERE ${CALL}`,
    checks: ['usage totals'],
    finding: { ...FIRST_CYCLE, serviceType: 'Mobile', fact: 'billed', unit: 'seconds' },
  },
  {
    what: 'a call too many on a day',
    sql: `UPDATE usage_days SET calls = calls + 1 WHERE (day, shard) = ('2026-06-12', 1)`,
    checks: ['days of usage'],
    finding: { place: 'Wattle Voice', fact: 'calls', unit: 'count', difference: '1' },
  },
  {
    what: 'a posting of another amount',
    sql: `UPDATE postings SET amount_micros = amount_micros + 5 WHERE (account_id, id) = (
            SELECT account_id, id FROM postings WHERE ${ACCOUNT} AND service_type = 1 ORDER BY id LIMIT 1)`,
    checks: ['postings of usage', 'balances'],
    finding: { ...IN_1003, serviceType: 'Local', batch: 2, fact: 'charge', difference: '0.000005' },
  },
  {
    what: 'a posting of GST that was deleted',
    sql: `DELETE FROM postings WHERE (account_id, id) = (
            SELECT account_id, id FROM postings WHERE ${ACCOUNT} AND reason = 2 ORDER BY id LIMIT 1)`,
    checks: ['postings of usage', 'balances'],
    finding: { ...IN_1003, batch: 2, fact: 'GST', unit: 'dollars' },
  },
  {
    what: 'a posting to a ledger its reason does not know',
    sql: `UPDATE postings SET to_ledger = 7 WHERE (account_id, id) = (
            SELECT account_id, id FROM postings WHERE ${ACCOUNT} AND reason = 2 ORDER BY id LIMIT 1)`,
    checks: ['postings of usage', 'form of postings'],
    finding: { ...IN_1003, batch: 2, fact: 'GST', unit: 'dollars' },
  },
  {
    what: 'a balance that was changed',
    sql: `UPDATE balances SET balance_micros = balance_micros - 1000000 WHERE ${ACCOUNT}`,
    checks: ['balances'],
    finding: { ...IN_1003, fact: 'balance', unit: 'dollars', difference: '-1.000000' },
  },
  {
    what: 'a wholesale balance that was changed',
    sql: `UPDATE balances SET wholesale_micros = wholesale_micros + 2 WHERE ${ACCOUNT}`,
    checks: ['balances', 'credit of resellers'],
    finding: { ...IN_1003, fact: 'wholesale balance', difference: '0.000002' },
  },
  {
    what: 'a balance that was deleted',
    sql: `DELETE FROM balances WHERE ${ACCOUNT}`,
    checks: ['balances', 'accounts with a balance', 'credit of resellers'],
    finding: { ...IN_1003, fact: 'balance', found: '0.000000' },
  },
  {
    what: 'allowance use that was changed',
    sql: `UPDATE allowance_use SET drawn = drawn - 30 WHERE ${BUNDLE_ACCOUNT} AND allowance_no = 0
             AND cycle_from = (SELECT min(cycle_from) FROM allowance_use WHERE ${BUNDLE_ACCOUNT})`,
    checks: ['allowances drawn'],
    finding: {
      reseller: 'Wattle Voice',
      account: '1001',
      cycle: '2026-05-31',
      fact: 'allowance of seconds',
      unit: 'seconds',
      difference: '-30',
    },
  },
  {
    what: 'an allowance overdrawn by calls and record alike',
    sql: `UPDATE allowance_use SET drawn = 2500001 WHERE ${BUNDLE_ACCOUNT} AND allowance_no = 2`,
    checks: ['allowances drawn', 'allowances within their limits'],
    finding: { account: '1001', fact: 'allowance of money', found: '2.500001' },
  },
  {
    what: 'allowance use kept for a time that is no billing cycle',
    sql: `UPDATE allowance_use SET cycle_to = cycle_to - interval '1 day' WHERE ${BUNDLE_ACCOUNT} AND allowance_no = 0`,
    checks: ['allowances within their limits'],
    finding: { account: '1001', cycle: '2026-05-31', fact: 'cycle', expected: 'a billing cycle of the account' },
  },
  {
    what: 'a row of usage totals that was deleted',
    sql: `DELETE FROM usage_totals WHERE ${ACCOUNT} AND service_type = 3 AND batch_id = 2 AND cycle_from < '2026-06-15'`,
    checks: ['usage totals', 'days of usage', 'postings of usage', 'sums of batches'],
    finding: { ...FIRST_CYCLE, serviceType: 'Mobile', fact: 'charge' },
  },
  {
    what: 'a call copied under another account',
    sql: `INSERT INTO calls SELECT (jsonb_populate_record(c, jsonb_build_object('account_id', ${OTHER_ACCOUNT}))).*
            FROM calls c WHERE ${CALL}`,
    checks: ['usage totals', 'calls of batches', 'calls written once'],
    finding: { account: '1004', cycle: '2026-05-20', serviceType: 'Mobile', fact: 'calls', difference: '-1' },
  },
  {
    what: 'a call copied under its own account by another key',
    sql: `INSERT INTO calls SELECT (jsonb_populate_record(c, '{"call_key": 1}')).* FROM calls c WHERE ${CALL}`,
    checks: ['usage totals', 'calls of batches', 'calls written once'],
    finding: { ...FIRST_CYCLE, fact: 'calls', difference: '-1' },
  },
  {
    what: 'a batch that was deleted',
    sql: `DELETE FROM usage_batches WHERE id = ${FIRST_BATCH}`,
    checks: ['calls of batches', 'sums of batches', 'suspended rows of imports', 'batches of finished imports'],
    finding: { batch: 1, fact: 'calls', found: 'none' },
  },
  {
    what: 'a batch of other sums',
    sql: `UPDATE usage_batches SET cost_micros = cost_micros + 1 WHERE id = ${FIRST_BATCH}`,
    checks: ['sums of batches'],
    finding: { batch: 1, place: 'calls-1.csv, shard 0, batch 0', fact: 'cost', difference: '0.000001' },
  },
  {
    what: 'a suspended row that was deleted',
    sql: `DELETE FROM calls_suspense WHERE line_number = (SELECT min(line_number) FROM calls_suspense)`,
    checks: ['suspended rows of imports'],
    finding: { fact: 'suspended rows', difference: '-1' },
  },
  {
    what: 'a call that is rated and in suspense',
    sql: `UPDATE calls_suspense SET call_key = (SELECT call_key FROM calls WHERE ${CALL})
           WHERE line_number = (SELECT min(line_number) FROM calls_suspense)`,
    checks: ['calls rated or suspended'],
    finding: { ...IN_1003, expected: 'rated or suspended', found: 'both' },
  },
  {
    what: 'a suspended row without a known cause',
    sql: `UPDATE calls_suspense SET cause = 99 WHERE line_number = (SELECT min(line_number) FROM calls_suspense)`,
    checks: ['suspended rows'],
    finding: { fact: 'cause', found: '99' },
  },
  {
    what: 'a call of another reseller',
    sql: `INSERT INTO resellers (name, brand_name, brand_colour, support_email)
            VALUES ('Banksia Tel', 'Banksia', '#112233', 'help@banksia.example');
          UPDATE calls SET reseller_id = (SELECT id FROM resellers WHERE name = 'Banksia Tel') WHERE ${CALL}`,
    checks: ['what calls refer to', 'owners'],
    finding: { ...FIRST_CYCLE, serviceType: 'Mobile', fact: 'plan version', expected: 'one of the reseller' },
  },
  {
    what: 'a call of an account that does not exist',
    sql: `UPDATE calls SET account_id = 4711 WHERE ${CALL}`,
    checks: ['usage totals', 'owners'],
    finding: { serviceType: 'Mobile', fact: 'calls', expected: '1', found: '0' },
  },
  {
    what: 'a number with two holders at once',
    sql: `UPDATE number_assignments SET valid_to = '2026-09-01' WHERE number = '61255500001';
          INSERT INTO number_assignments (reseller_id, account_id, number, number_plan_id, valid_from)
          SELECT reseller_id, ${OTHER_ACCOUNT}, number, number_plan_id, '2026-08-31' FROM number_assignments
           WHERE number = '61255500001'`,
    checks: ['holders of numbers', 'number inventory'],
    finding: { account: '1001', place: 'number 61255500001' },
  },
]

describe('damage is found and named with its place', () => {
  test.each(DAMAGES)('$what', async ({ sql, checks, finding }) => {
    const report = await verifyDamaged(sql)
    expect(findingsOf(report, checks[0] ?? '')).toContainEqual(expect.objectContaining(finding))
    expect(damagedChecks(report)).toEqual(checks)
  })
})

describe('damage carried through totals, postings, batches and balances is found by pricing again', () => {
  /** Changes a sum wherever it is kept. */
  const everywhere = (column: string, by: number): string => `
    UPDATE calls SET ${column} = ${column} + ${by} WHERE ${CALL};
    UPDATE usage_totals SET ${column} = ${column} + ${by}
     WHERE ${ACCOUNT} AND service_type = 3 AND batch_id = 2 AND cycle_from < '2026-06-15'`
  const moveToNational = `
    WITH moved AS (UPDATE calls SET service_type = 2 WHERE ${CALL} RETURNING *)
    INSERT INTO usage_totals
    SELECT t.cycle_from, sign * m.duration_seconds, sign * m.billed_seconds, sign * m.charge_micros,
           sign * (m.charge_micros + 5) / 10, sign * m.cost_micros, m.account_id, m.reseller_id, m.batch_id + 100, sign, type
      FROM moved m, (SELECT min(cycle_from) AS cycle_from FROM usage_totals WHERE ${ACCOUNT}) t,
           (VALUES (-1, 3), (1, 2)) v (sign, type);
    INSERT INTO usage_batches (id, kind, created_at) VALUES (102, 'rerate', now());
    INSERT INTO postings
    SELECT now(), service_type, abs(charge_micros), account_id, reseller_id, batch_id,
           CASE WHEN charge_micros < 0 THEN 2 ELSE 1 END, CASE WHEN charge_micros < 0 THEN 1 ELSE 2 END, service_type,
           CASE WHEN charge_micros < 0 THEN 4 ELSE 1 END
      FROM usage_totals WHERE batch_id = 102`

  test.each<[what: string, sql: string, finding: Partial<Finding>]>([
    ['billed seconds', everywhere('billed_seconds', 60), { fact: 'billed', unit: 'seconds', difference: '60' }],
    ['a rate', `UPDATE calls SET rate_id = 1 WHERE ${CALL}`, { fact: 'rate', expected: '0', found: '1' }],
    [
      'a service type',
      moveToNational,
      { serviceType: 'National', fact: 'service type', expected: 'Mobile', found: 'National' },
    ],
    [
      'the seconds of an allowance paid by another call',
      `UPDATE calls SET allowance_seconds = allowance_seconds + CASE WHEN which = 1 THEN -30 ELSE 30 END
         FROM (SELECT account_id, started_at, call_key, row_number() OVER (ORDER BY started_at) AS which FROM calls
                WHERE ${BUNDLE_ACCOUNT} AND allowance_seconds >= 30 AND started_at < '2026-06-20' LIMIT 2) two
        WHERE (calls.account_id, calls.started_at, calls.call_key) = (two.account_id, two.started_at, two.call_key)`,
      { fact: 'charge', found: '0.000000' },
    ],
  ])('%s', async (_, sql, finding) => {
    const unpriced = await verifyDamaged(sql, false)
    expect([unpriced.repriced, damagedChecks(unpriced)]).toEqual([false, []])
    const report = await verifyDamaged(sql)
    expect(findingsOf(report, 'prices')).toContainEqual(expect.objectContaining(finding))
    expect(damagedChecks(report)).toEqual(['prices'])
  })

  test('the call is named as its source names it', async () => {
    const { rows } = await telco.pool.query<{ id: string; a: string; b: string }>(
      `SELECT source_call_id AS id, a_number AS a, b_number AS b FROM calls WHERE ${CALL}`,
    )
    const report = await verifyDamaged(`UPDATE calls SET rate_id = 1 WHERE ${CALL}`)
    const place = `call ${rows[0]?.id} of .*, ${rows[0]?.a} to ${rows[0]?.b}$`
    expect(findingsOf(report, 'prices')).toEqual([
      expect.objectContaining({ ...IN_1003, place: expect.stringMatching(place) }),
    ])
  })
})

test('of many places twenty are named and the rest counted', async () => {
  const report = await verifyDamaged('UPDATE calls SET billed_seconds = billed_seconds + 1')
  const prices = report.checks.find(({ name }) => name === 'prices')
  expect([prices?.findings.length, prices?.total]).toEqual([20, report.calls])
})

test('after a plan changed back in time, a re-rating and a retry everything agrees', async () => {
  const own = await createTestTelco()
  try {
    await own.importGenerated({ seed: 3, calls: 300, from: '2026-07-01T00:00:00Z', to: '2026-08-01T00:00:00Z' })
    const dearer = { ...PAYG_PLAN, rates: { ...PAYG_PLAN.rates, Mobile: { perMinute: '0.25' } } }
    await withTransaction(own.pool, (client) =>
      publishCallingPlan(client, {
        resellerId: own.resellerId,
        definition: dearer,
        effectiveFrom: new Date('2026-07-10T00:00:00Z'),
      }),
    )
    expect(damagedChecks(await verifyLedger(own.pool))).toEqual(['prices'])

    const days = { fromDate: '2026-07-01', toDate: '2026-08-01', commit: true, nowMs: () => TELCO_NOW_MS }
    const rerated = await rerateCalls(own.url, days)
    const { rows } = await own.pool.query<{ accountId: number; numberPlanId: number; validFrom: Date }>(
      `SELECT account_id AS "accountId", number_plan_id AS "numberPlanId", valid_from AS "validFrom"
         FROM number_assignments LIMIT 1`,
    )
    const added = rows.map((holding) => ({ ...holding, number: '61870109999' }))
    await withTransaction(own.pool, (client) => assignNumbers(client, own.resellerId, added))
    const retried = await retrySuspended(own.url, { nowMs: () => TELCO_NOW_MS })

    expect(rerated.changed).toBeGreaterThan(10)
    expect(retried.rated).toBeGreaterThan(0)
    expect((await verifyLedger(own.pool)).checks.flatMap(({ findings }) => findings)).toEqual([])
  } finally {
    await own.drop()
  }
})
