import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestTelco, PAYG_PLAN, type TestTelco } from '../../support/telco.ts'

const CHECKOUT = resolve(import.meta.dirname, '../../..')
const NODE = `${CHECKOUT}/node_modules/.bin/node`
const run = promisify(execFile)

let telco: TestTelco

beforeAll(async () => {
  telco = await createTestTelco()
  await telco.importGenerated({ seed: 4, calls: 100, from: '2026-07-01T00:00:00Z', to: '2026-07-05T00:00:00Z' })
})

afterAll(() => telco.drop())

interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function tollgateVerify(url: string, ...options: readonly string[]): Promise<Outcome> {
  const env = { ...process.env, DATABASE_URL: url }
  try {
    return { code: 0, ...(await run(NODE, [`${CHECKOUT}/src/cli/main.ts`, 'verify', ...options], { env })) }
  } catch (error) {
    return error as Outcome
  }
}

test('a plan changed back in time makes prices differ, which is no damage but ends with 1 all the same', async () => {
  const own = await createTestTelco()
  try {
    await own.importGenerated({ seed: 4, calls: 100, from: '2026-07-01T00:00:00Z', to: '2026-07-05T00:00:00Z' })
    await withTransaction(own.pool, (client) =>
      publishCallingPlan(client, {
        resellerId: own.resellerId,
        definition: { ...PAYG_PLAN, rates: { ...PAYG_PLAN.rates, Mobile: { perMinute: '0.25' } } },
        effectiveFrom: new Date('2026-07-02T00:00:00Z'),
      }),
    )
    const { code, stdout, stderr } = await tollgateVerify(own.url)
    expect(stdout).not.toContain('DAMAGED')
    expect(stdout).toMatch(
      / {2}DIFFERS {2}prices: .* expected until the calls are re-rated.*\n +Wattle Voice, account 100/,
    )
    expect([code, stderr]).toEqual([1, 'tollgate: does not agree: prices\n'])
  } finally {
    await own.drop()
  }
})

test('says ok of every check and ends with 0, or with 1 and where the damage is', async () => {
  const clean = await tollgateVerify(telco.url, '--no-reprice')
  expect(clean.stdout).toMatch(
    /^( {2}ok {7}\S.*\n)+All agree\. .* calls, .* s\. Not priced again: that takes --reprice\.\n$/,
  )
  expect([clean.code, clean.stderr]).toEqual([0, ''])

  await telco.pool.query(`UPDATE balances SET balance_micros = balance_micros - 250000
                           WHERE account_id = (SELECT id FROM accounts WHERE account_number = '1003')`)
  const damaged = await tollgateVerify(telco.url)
  expect(damaged.stdout).toMatch(
    / {2}DAMAGED {2}balances: .*\n +Wattle Voice, account 1003: balance -\$\S+ by the postings/,
  )
  expect(damaged.stdout).toContain('in the balance, difference -$0.250000\n')
  expect(damaged.stdout).toMatch(/\nDisagreement in 1 of \d+ checks\. \d+ calls, .* s\.\n$/)
  expect([damaged.code, damaged.stderr]).toEqual([1, 'tollgate: does not agree: balances\n'])

  const json = await tollgateVerify(telco.url, '--json')
  const report = JSON.parse(json.stdout) as { ok: boolean; checks: { name: string; ok: boolean; findings: object[] }[] }
  expect([json.code, report.ok]).toEqual([1, false])
  expect(report.checks.filter(({ ok }) => !ok)).toMatchObject([
    { name: 'balances', total: 1, findings: [{ account: '1003', fact: 'balance', difference: '-0.250000' }] },
  ])
})
