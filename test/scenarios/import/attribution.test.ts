import { describe, expect, test } from 'vitest'
import {
  addReseller,
  CASUAL_PLAN,
  createTelco,
  importText,
  LONG_AGO,
  storedCalls,
  suspended,
  tollgateCsv,
  TOLLGATE_HEADER,
  WHOLESALE_PLAN,
  type StoredCall,
  type Telco,
} from '../../support/import-fixture.ts'

const OFFICE = '61255501234'
const OFFICE_1300 = '611300975701'
const OFFICE_1800 = '611800975701'
const CAFE = '61370101111'
const MOBILE = '61491570156'

/** A row of Asterisk's, where the numbers say whose call it is. Times are Sydney's. */
function asterisk(a: string, b: string, time: string, seconds: number, id: string): string {
  const at = `2026-07-01 ${time}`
  return `"","${a}","${b}","c","","x","y","Dial","t","${at}","${at}","${at}",${seconds},${seconds},"ANSWERED","D","${id}"\n`
}

function legs(calls: readonly StoredCall[]): unknown[][] {
  return calls.map(({ account, id, direction, type, charge }) => [account, id, direction, type, charge])
}

describe('whose call it is', () => {
  test('A pays for a call out, B for a call in, and both are concerned where both are ours', async () => {
    const telco = await createTelco()
    await telco.open({ name: 'Office', numbers: [OFFICE, '61255505678'] })
    await telco.open({ name: 'Cafe', numbers: [CAFE] })
    const other = await addReseller(telco, 'Banksia Tel')
    await other.open({ name: 'Stranger', numbers: ['61870105555'] })
    await importText(
      telco,
      asterisk(OFFICE, MOBILE, '10:00:00', 60, 'out') +
        asterisk(MOBILE, OFFICE, '10:01:00', 60, 'in') +
        asterisk(OFFICE, CAFE, '10:02:00', 60, 'both') +
        asterisk(OFFICE, '0255505678', '10:03:00', 60, 'same account') +
        asterisk(OFFICE, '0870105555', '10:04:00', 60, 'other reseller') +
        asterisk(MOBILE, '0491570157', '10:05:00', 60, 'nobody'),
      { profile: 'asterisk' },
    )
    expect(legs(await storedCalls(telco))).toEqual([
      ['Office', 'out', 'out', 'Mobile', 120_000],
      ['Office', 'in', 'in', 'Inbound', 0],
      ['Office', 'both', 'out', 'Onnet', 0],
      ['Cafe', 'both', 'in', 'Inbound', 0],
      ['Office', 'same account', 'out', 'Onnet', 0],
      ['Office', 'other reseller', 'out', 'National', 110_000],
      ['Stranger', 'other reseller', 'in', 'Inbound', 0],
    ])
    expect(await suspended(telco)).toMatchObject([{ line: 6, cause: 'no_owner' }])
    const { rows } = await telco.pool.query(
      `SELECT DISTINCT a.name FROM calls c JOIN accounts a ON a.id = c.account_id WHERE c.reseller_id <> a.reseller_id`,
    )
    expect(rows).toEqual([])
  })

  test('the account that held the number when the call started', async () => {
    const telco = await createTelco()
    const first = await telco.open({ name: 'First', numbers: [] })
    const second = await telco.open({ name: 'Second', numbers: [] })
    await telco.assign(first, [OFFICE], '2026-06-01T00:00:00Z')
    await telco.pool.query(`UPDATE number_assignments SET valid_to = '2026-07-10T00:00:00Z' WHERE number = $1`, [
      OFFICE,
    ])
    await telco.assign(second, [OFFICE], '2026-07-20T00:00:00Z')
    const report = await importText(
      telco,
      tollgateCsv(
        `before,${OFFICE},${MOBILE},2026-05-31T23:59:59.999Z,60,out`,
        `first,${OFFICE},${MOBILE},2026-06-01T00:00:00Z,60,out`,
        `last,${MOBILE},${OFFICE},2026-07-09T23:59:59.999Z,60,in`,
        `gap,${OFFICE},${MOBILE},2026-07-10T00:00:00Z,60,out`,
        `second,${OFFICE},${MOBILE},2026-07-20T00:00:00Z,60,out`,
      ),
    )
    expect((await storedCalls(telco)).map(({ account, id }) => [account, id])).toEqual([
      ['First', 'first'],
      ['First', 'last'],
      ['Second', 'second'],
    ])
    expect((await suspended(telco)).map(({ line, cause }) => [line, cause])).toEqual([
      [2, 'no_owner'],
      [5, 'no_owner'],
    ])
    expect(report).toMatchObject({ rated: 3, suspended: 2, rejected: 0 })
  })

  test('the number that forwards pays, and a call forwarded by ours is two', async () => {
    const telco = await createTelco()
    await telco.open({ name: 'Office', numbers: [OFFICE, OFFICE_1300] })
    await telco.open({ name: 'Cafe', numbers: [CAFE] })
    await importText(
      telco,
      `${TOLLGATE_HEADER},forwarded_by,forwarded_to\n` +
        `by,${MOBILE},61491570157,2026-07-01T00:00:00Z,60,out,${OFFICE},\n` +
        `to,${MOBILE},${OFFICE_1300},2026-07-01T00:01:00Z,60,in,,61491570158\n` +
        `home,${MOBILE},${OFFICE},2026-07-01T00:02:00Z,60,in,,${CAFE}\n` +
        `missed,${MOBILE},${OFFICE},2026-07-01T00:03:00Z,0,in,,61491570158\n` +
        `lost,${MOBILE},61491570157,2026-07-01T00:04:00Z,60,out,61255509999,\n`,
    )
    const calls = await storedCalls(telco)
    expect(legs(calls)).toEqual([
      ['Office', 'by', 'out', 'Mobile', 120_000],
      ['Office', 'to', 'out', 'Mobile', 120_000],
      ['Office', 'to', 'in', 'Inbound 6113', 180_000],
      ['Office', 'home', 'out', 'Onnet', 0],
      ['Office', 'home', 'in', 'Inbound', 0],
      ['Office', 'missed', 'out', 'Mobile', 0],
      ['Office', 'missed', 'in', 'Inbound', 0],
    ])
    expect(calls.map(({ a, forwardedFrom }) => [a, forwardedFrom]).slice(0, 3)).toEqual([
      [OFFICE, MOBILE],
      [OFFICE_1300, MOBILE],
      [MOBILE, null],
    ])
    expect(await suspended(telco)).toMatchObject([{ line: 6, cause: 'no_owner' }])
  })
})

describe('by which terms', () => {
  /** The same plan with another price for mobiles. */
  const mobileAt = (name: string, perMinute: string): object => ({
    ...CASUAL_PLAN,
    name,
    rates: { ...CASUAL_PLAN.rates, Mobile: { perMinute } },
  })
  const call = (id: string, at: string): string => `${id},${OFFICE},${MOBILE},${at},60,out`
  const charges = async (telco: Telco): Promise<unknown> =>
    (await storedCalls(telco)).map(({ id, charge, cost }) => [id, charge, cost])

  test('those of the plan the account was on at the start, with none in a gap', async () => {
    const telco = await createTelco()
    const old = await telco.publish(mobileAt('Old', '0.10'))
    const now = await telco.publish(mobileAt('Now', '0.20'))
    const office = await telco.open({ name: 'Office', numbers: [OFFICE], planId: old.planId })
    await telco.pool.query(`UPDATE account_plans SET valid_to = '2026-07-10T00:00:00Z'`)
    await telco.pool.query(
      `INSERT INTO account_plans (reseller_id, account_id, plan_id, valid_from) VALUES ($1, $2, $3, '2026-07-20T00:00:00Z')`,
      [telco.resellerId, office, now.planId],
    )
    const report = await importText(
      telco,
      tollgateCsv(
        call('old', '2026-07-09T23:59:59.999Z'),
        call('gap', '2026-07-10T00:00:00Z'),
        call('now', '2026-07-20T00:00:00Z'),
        `sos,${OFFICE},000,2026-07-15T00:00:00Z,60,out`,
      ),
    )
    expect(await charges(telco)).toEqual([
      ['old', 100_000, 60_000],
      ['sos', 0, 0],
      ['now', 200_000, 60_000],
    ])
    expect(await suspended(telco)).toMatchObject([{ line: 3, cause: 'no_plan' }])
    expect(report).toMatchObject({ rated: 2, free: 1, suspended: 1 })
  })

  test('those of the plan’s version in force at the start, retail and wholesale', async () => {
    const telco = await createTelco({ wholesale: false })
    const { planId } = await telco.publish(mobileAt('Mine', '0.10'))
    await telco.publish(mobileAt('Mine', '0.30'), '2026-07-10T00:00:00Z')
    const wholesale = await telco.publish(WHOLESALE_PLAN, '2026-07-05T00:00:00Z')
    await telco.publish({ ...WHOLESALE_PLAN, rates: { Mobile: { perMinute: '0.07' } } }, '2026-07-15T00:00:00Z')
    await telco.pool.query('UPDATE resellers SET wholesale_plan_id = $1', [wholesale.planId])
    await telco.open({ name: 'Office', numbers: [OFFICE], planId })
    await importText(
      telco,
      tollgateCsv(
        call('v1 cost unknown', '2026-07-04T23:59:59Z'),
        call('v1', '2026-07-09T23:59:59Z'),
        call('v2', '2026-07-10T00:00:00Z'),
        call('v2 cost v2', '2026-07-15T00:00:00Z'),
      ),
    )
    expect(await charges(telco)).toEqual([
      ['v1 cost unknown', 100_000, null],
      ['v1', 100_000, 60_000],
      ['v2', 300_000, 60_000],
      ['v2 cost v2', 300_000, 70_000],
    ])
  })

  test('those of the deck’s version in force at the start; what it does not offer or know waits', async () => {
    const telco = await createTelco()
    const { planId, versionId } = await telco.publish({ ...CASUAL_PLAN, name: 'Abroad', international: 'deck' })
    const { rows } = await telco.pool.query<{ id: number }>(
      `INSERT INTO rate_decks (reseller_id, name) VALUES ($1, 'World') RETURNING id`,
      [telco.resellerId],
    )
    const deckId = rows[0]?.id
    await telco.pool.query('UPDATE calling_plan_versions SET deck_id = $1 WHERE id = $2', [deckId, versionId])
    const version = async (no: number, from: string, rates: readonly [string, number | null][]): Promise<void> => {
      const inserted = await telco.pool.query<{ id: number }>(
        `INSERT INTO rate_deck_versions (deck_id, reseller_id, version, effective_from, file_name, row_count)
         VALUES ($1, $2, $3, $4, 'world.csv', 0) RETURNING id`,
        [deckId, telco.resellerId, no, from],
      )
      for (const [prefix, perMinute] of rates) {
        await telco.pool.query(
          `INSERT INTO rates (id, deck_version_id, reseller_id, prefix, destination, per_minute_micros, flagfall_micros,
                              minimum_charge_micros, first_increment, next_increment)
           VALUES (nextval('rate_ids'), $1, $2, $3, 'somewhere', $4, 0, 0, 0, 0)`,
          [inserted.rows[0]?.id, telco.resellerId, prefix, perMinute],
        )
      }
    }
    await version(1, '2026-06-01T00:00:00Z', [
      ['44', 20_000],
      ['447', 90_000],
      ['33', 30_000],
    ])
    await version(2, '2026-07-10T00:00:00Z', [
      ['44', 40_000],
      ['447', null],
    ])
    await telco.open({ name: 'Office', numbers: [OFFICE], planId })
    const abroad = (id: string, b: string, at: string): string => `${id},${OFFICE},${b},${at},60,out`
    await importText(
      telco,
      tollgateCsv(
        abroad('no deck yet', '442079460123', '2026-05-31T23:59:59Z'),
        abroad('v1', '442079460123', '2026-07-09T23:59:59Z'),
        abroad('v1 longest', '447700900123', '2026-07-09T23:59:58Z'),
        abroad('v2', '442079460123', '2026-07-10T00:00:00Z'),
        abroad('v2 not offered', '447700900123', '2026-07-10T00:00:01Z'),
        abroad('v2 not there', '33199001234', '2026-07-10T00:00:02Z'),
        abroad('v2 unanswered', '447700900123', '2026-07-10T00:00:03Z').replace(',60,', ',0,'),
      ),
    )
    expect(await charges(telco)).toEqual([
      ['v1 longest', 90_000, null],
      ['v1', 20_000, null],
      ['v2', 40_000, null],
      ['v2 unanswered', 0, 0],
    ])
    expect((await suspended(telco)).map(({ line, cause }) => [line, cause])).toEqual([
      [2, 'no_rate'],
      [6, 'not_offered'],
      [7, 'no_rate'],
    ])
    const rates = await telco.pool.query<{ prefix: string | null }>(
      'SELECT prefix FROM calls c LEFT JOIN rates r ON r.id = c.rate_id ORDER BY c.started_at',
    )
    expect(rates.rows.map(({ prefix }) => prefix)).toEqual(['447', '44', '44', null])
  })

  test('a call to 13 and 1800 numbers of ours by where it comes from', async () => {
    const telco = await createTelco()
    await telco.open({ name: 'Office', numbers: [OFFICE_1300, OFFICE_1800] })
    await importText(
      telco,
      tollgateCsv(
        `fixed,61370105555,${OFFICE_1300},2026-07-01T00:00:00Z,60,in`,
        `mobile,${MOBILE},${OFFICE_1300},2026-07-01T00:01:00Z,60,in`,
        `withheld,anonymous,${OFFICE_1300},2026-07-01T00:02:00Z,60,in`,
        `free fixed,61370105555,${OFFICE_1800},2026-07-01T00:03:00Z,60,in`,
        `free mobile,${MOBILE},${OFFICE_1800},2026-07-01T00:04:00Z,60,in`,
      ),
    )
    expect((await storedCalls(telco)).map(({ id, type, charge }) => [id, type, charge])).toEqual([
      ['fixed', 'Inbound 6113', 60_000],
      ['mobile', 'Inbound 6113', 180_000],
      ['withheld', 'Inbound 6113', 60_000],
      ['free fixed', 'Inbound 611800', 30_000],
      ['free mobile', 'Inbound 611800', 240_000],
    ])
  })
})

describe('allowances', () => {
  const bundle = {
    ...CASUAL_PLAN,
    name: 'Bundle',
    type: 'bundle',
    allowances: [{ name: 'Talk', serviceTypes: ['Mobile', 'National', 'Local'], unit: 'seconds', quantity: 100 }],
  }

  test('are drawn in the order of starts within each cycle, never by emergency or unanswered calls', async () => {
    const telco = await createTelco()
    const { planId } = await telco.publish(bundle)
    await telco.open({ name: 'Office', numbers: [OFFICE], planId, billDay: 15 })
    const mobile = (id: string, at: string, seconds: number): string => `${id},${OFFICE},${MOBILE},${at},${seconds},out`
    await importText(
      telco,
      tollgateCsv(
        mobile('third', '2026-07-03T00:00:00Z', 60),
        mobile('first', '2026-07-01T00:00:00Z', 70),
        `sos,${OFFICE},000,2026-06-30T00:00:00Z,50,out`,
        mobile('missed', '2026-06-30T00:01:00Z', 0),
        mobile('second', '2026-07-02T00:00:00Z', 60),
        // The anniversary is at midnight of the 15th in Sydney.
        mobile('last of the cycle', '2026-07-14T13:59:59Z', 60),
        mobile('next cycle', '2026-07-14T14:00:00Z', 60),
      ),
    )
    const { rows } = await telco.pool.query(
      `SELECT source_call_id AS id, allowance_seconds AS drawn, charge_micros::float8 AS charge FROM calls ORDER BY started_at`,
    )
    expect(rows).toEqual([
      { id: 'sos', drawn: 0, charge: 0 },
      { id: 'missed', drawn: 0, charge: 0 },
      { id: 'first', drawn: 70, charge: 0 },
      { id: 'second', drawn: 30, charge: 60_000 },
      { id: 'third', drawn: 0, charge: 120_000 },
      { id: 'last of the cycle', drawn: 0, charge: 120_000 },
      { id: 'next cycle', drawn: 60, charge: 0 },
    ])
    const use = await telco.pool.query(
      'SELECT cycle_from AS from, drawn::float8 FROM allowance_use ORDER BY cycle_from',
    )
    expect(use.rows).toEqual([
      { from: new Date('2026-06-14T14:00:00Z'), drawn: 100 },
      { from: new Date('2026-07-14T14:00:00Z'), drawn: 60 },
    ])
  })

  test('of a cycle are one, however many files its calls come in', async () => {
    const telco = await createTelco()
    const { planId } = await telco.publish(bundle)
    await telco.open({ name: 'Office', numbers: [OFFICE], planId, from: LONG_AGO })
    for (const index of [1, 2, 3]) {
      await importText(telco, tollgateCsv(`c${index},${OFFICE},${MOBILE},2026-07-0${index}T00:00:00Z,45,out`))
    }
    const { rows } = await telco.pool.query(
      'SELECT allowance_seconds AS drawn, charge_micros::float8 AS charge FROM calls ORDER BY started_at',
    )
    expect(rows).toEqual([
      { drawn: 45, charge: 0 },
      { drawn: 45, charge: 0 },
      { drawn: 10, charge: 70_000 },
    ])
  })
})
