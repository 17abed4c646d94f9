import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { rerateCalls, type RerateReport } from '#operations/usage/rerate-calls.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestTelco, PAYG_PLAN, TELCO_NOW_MS, type TestTelco } from '../../support/telco.ts'

const JULY = { fromDate: '2026-07-01', toDate: '2026-07-31' }

let telco: TestTelco

beforeAll(async () => {
  telco = await createTestTelco()
  // Two files whose times overlap, so that allowances were not drawn in the order of starts alone.
  await telco.importGenerated({ seed: 5, calls: 900, from: '2026-06-20T00:00:00Z', to: '2026-07-25T00:00:00Z' })
  await telco.importGenerated({ seed: 6, calls: 900, from: '2026-07-05T00:00:00Z', to: '2026-08-20T00:00:00Z' })
})

afterAll(() => telco.drop())

describe('re-rating', () => {
  test('with nothing changed finds nothing, whatever order the calls came in', async () => {
    const report = await rerate({ commit: true })
    expect(report).toMatchObject({ changed: 0, unpriceable: 0, lines: [], examined: expect.any(Number) })
    expect(report.examined).toBeGreaterThan(1000)
  })

  test('without commit shows what a new price would do, and leaves everything as it is', async () => {
    await raiseMobile(telco, '0.25', '2026-07-10T00:00:00Z')
    const before = await ledgerOf(telco)

    const report = await rerate({ commit: false })

    const line = report.lines.find(
      ({ accountNumber, serviceType }) => accountNumber === '1003' && serviceType === 'Mobile',
    )
    expect(report.committed).toBe(false)
    expect(line?.chargeAfterMicros).toBeGreaterThan(line?.chargeBeforeMicros ?? Infinity)
    // Only pay-as-you-go has the new price; both its accounts are dearer, by what the calls of the days come to.
    expect(new Set(report.lines.map(({ accountNumber }) => accountNumber))).toEqual(new Set(['1003', '1004']))
    expect(await ledgerOf(telco)).toEqual(before)
  })

  test('with commit takes back and posts anew; a second time changes nothing', async () => {
    const before = await balances(telco)
    const shadow = await rerate({ commit: false })

    const first = await rerate({ commit: true })
    const after = await balances(telco)
    const second = await rerate({ commit: true })

    expect(first.lines).toEqual(shadow.lines)
    for (const accountNumber of ['1003', '1004']) {
      const dearer = first.lines
        .filter((line) => line.accountNumber === accountNumber)
        .reduce((sum, line) => sum + line.chargeAfterMicros - line.chargeBeforeMicros, 0)
      // With its GST, which is rounded call by call.
      const taken = Number((before.get(accountNumber) ?? 0n) - (after.get(accountNumber) ?? 0n))
      expect(Math.abs(taken - dearer * 1.1)).toBeLessThan(first.changed)
    }
    expect(second).toMatchObject({ changed: 0, lines: [] })
    expect(await balances(telco)).toEqual(after)
    const verified = await verifyLedger(telco.pool, { reprice: false })
    expect(verified.checks.flatMap(({ findings }) => findings)).toEqual([])
  })

  test('keeps the price each call had', async () => {
    const { rows } = await telco.pool.query<{ dearer: boolean; kept: number; changed: number }>(
      `SELECT bool_and(c.charge_micros >= r.charge_micros) AS dearer, count(*)::int4 AS kept,
              count(*) FILTER (WHERE c.charge_micros > r.charge_micros)::int4 AS changed
         FROM call_repricings r JOIN calls c USING (account_id, started_at, call_key)`,
    )
    expect(rows[0]?.dearer).toBe(true)
    expect(rows[0]?.changed).toBeGreaterThan(10)
    expect(rows[0]?.kept).toBeGreaterThanOrEqual(rows[0]?.changed ?? Infinity)
  })

  test('leaves a call that would have no price with the one it has, and says so', async () => {
    const { Mobile: _, ...withoutMobile } = PAYG_PLAN.rates
    await publish(telco, { ...PAYG_PLAN, rates: withoutMobile }, '2026-07-20T00:00:00Z')
    const before = await balances(telco)

    const report = await rerate({ commit: true })

    expect(report.unpriceable).toBeGreaterThan(0)
    expect(report.lines.filter(({ serviceType }) => serviceType === 'Mobile')).toEqual([])
    expect(await balances(telco)).toEqual(before)
  })

  test('of one account touches no other', async () => {
    await publish(telco, { ...PAYG_PLAN, increment: { first: 60, next: 60 } }, '2026-07-20T00:00:00Z')

    const report = await rerate({ commit: true, accountNumber: '1004' })

    expect(report.accounts).toBe(1)
    expect(new Set(report.lines.map(({ accountNumber }) => accountNumber))).toEqual(new Set(['1004']))
  })

  test('of a plan with allowances prices whole billing cycles, so that later draws agree with earlier ones', async () => {
    const own = await createTestTelco()
    try {
      await own.importGenerated({ seed: 9, calls: 1200, from: '2026-06-20T00:00:00Z', to: '2026-08-10T00:00:00Z' })
      const { rows } = await own.pool.query<{ definition: Record<string, unknown> }>(
        'SELECT definition FROM calling_plan_versions WHERE plan_id = $1',
        [own.bundlePlanId],
      )
      const definition = { ...rows[0]?.definition, allowances: [] }
      await publish(own, definition, '2026-01-01T00:00:00Z')

      const report = await rerateCalls(own.url, {
        fromDate: '2026-07-10',
        toDate: '2026-07-10',
        commit: true,
        nowMs: () => TELCO_NOW_MS,
      })

      const { rows: draws } = await own.pool.query<{ drawn: number }>(
        `SELECT count(*)::int4 AS drawn FROM calls
          WHERE account_id = $1 AND started_at >= '2026-07-10' AND started_at < '2026-07-11'
            AND (allowance_seconds > 0 OR allowance_calls > 0 OR allowance_micros > 0)`,
        [own.accounts[0]?.id],
      )
      expect(report.changed).toBeGreaterThan(10)
      expect(draws[0]?.drawn).toBe(0)
      const verified = await verifyLedger(own.pool, { reprice: false })
      expect(verified.checks.flatMap(({ findings }) => findings)).toEqual([])
    } finally {
      await own.drop()
    }
  })

  test('holds back a billing cycle in which a call that has no price any more drew on an allowance', async () => {
    const own = await createTestTelco()
    try {
      await own.importGenerated({ seed: 9, calls: 1200, from: '2026-06-20T00:00:00Z', to: '2026-08-10T00:00:00Z' })
      const { rows } = await own.pool.query<{ definition: { rates: Record<string, unknown> } }>(
        'SELECT definition FROM calling_plan_versions WHERE plan_id = $1',
        [own.bundlePlanId],
      )
      const { Mobile: _, ...rates } = rows[0]?.definition.rates ?? {}
      const national = { perMinute: '0.50' }
      await publish(own, { ...rows[0]?.definition, rates: { ...rates, National: national } }, '2026-01-01T00:00:00Z')

      const report = await rerateCalls(own.url, { ...JULY, commit: true, nowMs: () => TELCO_NOW_MS })

      expect(report.unpriceable).toBeGreaterThan(0)
      const verified = await verifyLedger(own.pool, { reprice: false })
      expect(verified.checks.flatMap(({ findings }) => findings)).toEqual([])
    } finally {
      await own.drop()
    }
  })

  test('refuses days that are none and accounts that are none', async () => {
    await expect(rerate({ commit: false, fromDate: '2026-02-30' })).rejects.toThrow(/2026-02-30/)
    await expect(rerate({ commit: false, fromDate: '2026-08-01' })).rejects.toThrow(/2026-07-31|2026-08-01/)
    await expect(rerate({ commit: false, accountNumber: '9999' })).rejects.toThrow(/9999/)
  })
})

function rerate(options: { commit: boolean; accountNumber?: string; fromDate?: string }): Promise<RerateReport> {
  return rerateCalls(telco.url, { ...JULY, nowMs: () => TELCO_NOW_MS, ...options })
}

async function raiseMobile(of: TestTelco, perMinute: string, from: string): Promise<void> {
  await publish(
    of,
    { ...PAYG_PLAN, rates: { ...PAYG_PLAN.rates, Mobile: { ...PAYG_PLAN.rates.Mobile, perMinute } } },
    from,
  )
}

async function publish(of: TestTelco, definition: object, from: string): Promise<void> {
  await withTransaction(of.pool, async (client) => {
    const { rows } = await client.query<{ deck_id: number }>(
      'SELECT deck_id FROM calling_plan_versions WHERE plan_id = $1 LIMIT 1',
      [of.paygPlanId],
    )
    const deckId = rows[0]?.deck_id ?? 0
    await publishCallingPlan(client, { resellerId: of.resellerId, definition, deckId, effectiveFrom: new Date(from) })
  })
}

async function balances(of: TestTelco): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await of.pool.query<{ accountNumber: string; balance: bigint }>(
    `SELECT account_number AS "accountNumber", balance_micros AS balance
       FROM balances JOIN accounts a ON a.id = account_id ORDER BY 1`,
  )
  return new Map(rows.map(({ accountNumber, balance }) => [accountNumber, balance]))
}

/** Everything a re-rating may write, as text. */
async function ledgerOf(of: TestTelco): Promise<unknown> {
  const { rows } = await of.pool.query(
    `SELECT (SELECT md5(string_agg(c::text, '' ORDER BY account_id, started_at, call_key)) FROM calls c) AS calls,
            (SELECT md5(string_agg(p::text, '' ORDER BY account_id, posted_at, id)) FROM postings p) AS postings,
            (SELECT md5(string_agg(u::text, '' ORDER BY u::text)) FROM usage_totals u) AS totals,
            (SELECT md5(string_agg(b::text, '' ORDER BY account_id)) FROM balances b) AS balances,
            (SELECT md5(string_agg(a::text, '' ORDER BY a::text)) FROM allowance_use a) AS allowances,
            (SELECT count(*) FROM usage_batches) AS batches`,
  )
  return rows
}
