import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { explainStoredCall } from '#operations/usage/explain-call.ts'
import { importCalls } from '#operations/usage/import-calls.ts'
import { describeExplainedCall } from '../../../src/cli/explain-call.ts'
import { createTestTelco, TELCO_NOW_MS, type TestTelco } from '../../support/telco.ts'

const MOBILE = '61491570156'
const CALLER = '61370105555'

let telco: TestTelco
/** On the bundle, whose allowance is 6,000 seconds. */
let bundled: string
let payg: string

beforeAll(async () => {
  telco = await createTestTelco()
  bundled = telco.accounts[0]?.numbers[0] ?? ''
  payg = telco.accounts[2]?.numbers[0] ?? ''
  await importRows(
    `most,${bundled},${MOBILE},2026-07-01T00:00:00Z,5940,out,,`,
    `partly,${bundled},${MOBILE},2026-07-02T00:00:00Z,100,out,,`,
    `abroad,${bundled},442079460123,2026-07-02T01:00:00Z,60,out,,`,
    `forwarded,${CALLER},${payg},2026-07-03T00:00:00Z,90,in,,${MOBILE}`,
    `emergency,${payg},000,2026-07-04T00:00:00Z,60,out,,`,
    `unanswered,${payg},${MOBILE},2026-07-05T00:00:00Z,0,out,,`,
    `changed,${payg},${MOBILE},2026-07-06T00:00:00Z,60,out,,`,
  )
})

afterAll(() => telco.drop())

async function importRows(...rows: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-explain-'))
  const profile = BUILT_IN_CDR_PROFILES.find(({ name }) => name === 'tollgate')
  if (profile === undefined) throw new RangeError('no profile of our own')
  try {
    const path = join(folder, 'calls.csv')
    const header = 'call_id,a_number,b_number,started_at,duration_seconds,direction,forwarded_by,forwarded_to'
    await writeFile(path, `${header}\n${rows.join('\n')}\n`)
    await importCalls(telco.url, { path, source: 'switch', profile, chunkBytes: 1 << 20, nowMs: () => TELCO_NOW_MS })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The legs as they are printed. */
async function printed(id: string): Promise<readonly (readonly string[])[]> {
  const legs = await explainStoredCall(telco.pool, id)
  return legs.map((leg) =>
    describeExplainedCall(leg)
      .trimEnd()
      .split('\n')
      .map((line) => line.trim()),
  )
}

async function storedCharge(id: string): Promise<unknown> {
  const { rows } = await telco.pool.query<{ charge: number }>(
    'SELECT charge_micros::float8 AS charge FROM calls WHERE source_call_id = $1',
    [id],
  )
  return rows[0]?.charge
}

test('a call partly from an allowance names it and comes to the charge that is stored', async () => {
  expect(await printed('partly')).toEqual([
    [
      'Call partly of Account 1001 (1001), Wattle Voice; from switch, 2026-07-02 10:00:00 Australia/Sydney',
      `Call made at 2026-07-02T10:00:00+10:00. A ${bundled}; B ${MOBILE}.`,
      'It is Mobile: B is an Australian mobile.',
      'The plan is "Bundle" (a bundle), version 1; its times are those of Australia/Sydney. Its rate deck is Abroad, version 1.',
      'Mobile costs $0.12 a minute, flagfall $0.05, at least $0.06.',
      '100 seconds, counted in blocks of 30, are 120 billed seconds.',
      'Drawn from allowances: 60 seconds from "Minutes". 60 of 120 billed seconds are covered. Such a call pays neither flagfall nor minimum charge.',
      '60 / 60 × $0.12 is $0.12, rounded half up once to the micro-dollar. The charge is $0.12.',
      'GST is 10 % of $0.12, half up to the micro-dollar: $0.012.',
      'The call costs $0.132 with GST, $0.12 without.',
      'Wholesale: $0.033333 ex GST, by the wholesale plan; margin $0.086667.',
    ],
  ])
  expect(await storedCharge('partly')).toBe(120_000)
})

test('a call abroad that an allowance of money pays for', async () => {
  const [leg] = await printed('abroad')
  expect(leg).toContain(
    'Drawn from allowances: $0.30 from "Abroad". Such a call pays neither flagfall nor minimum charge.',
  )
  expect(await storedCharge('abroad')).toBe(0)
})

test('of a forwarded call the leg out says whose call it was, the leg in need not', async () => {
  const [out, inward, ...others] = await printed('forwarded')
  expect(others).toEqual([])
  expect(out?.[1]).toBe(
    `Call made at 2026-07-03T10:00:00+10:00. A ${payg}; B ${MOBILE}. A forwarded to B, and pays for, a call that came from ${CALLER}.`,
  )
  expect(out).toContain('The call costs $0.253 with GST, $0.23 without.')
  expect(inward?.[1]).toBe(`Call received at 2026-07-03T10:00:00+10:00. A ${CALLER}; B ${payg}.`)
})

test.each([
  ['emergency', 'Calls to emergency services are always free.'],
  ['unanswered', 'The call was not answered (0 seconds), and only answered calls are charged.'],
])('an %s call is free, and says why', async (id, why) => {
  const [leg] = await printed(id)
  expect(leg).toContain(why)
  expect(leg).toContain('The call costs $0.00 with GST, $0.00 without.')
})

test('a call that is not there', async () => {
  await expect(explainStoredCall(telco.pool, 'nosuch')).rejects.toMatchObject({ problems: [{ code: 'not_found' }] })
})

test('a stored price that its steps do not come to is wrong, and said to be', async () => {
  await telco.pool.query(`UPDATE calls SET charge_micros = charge_micros + 1 WHERE source_call_id = 'changed'`)
  await expect(explainStoredCall(telco.pool, 'changed')).rejects.toThrow(
    'call changed is stored at 170001 micro-dollars and comes to 170000; run tollgate verify',
  )
})
