import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { suspenseEndpoints } from '#contract/suspense.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { importRowsAt } from '../../support/call-rows.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { acceptPort, preProvisionPort, startCutOver, completePort } = portsEndpoints

/** A port that is cutting over, its numbers on the account. */
async function cuttingOver() {
  given.api.now = new Date('2026-09-07T00:00:00Z')
  const { id, numbers } = await given.lodged()
  const params = { portId: id }
  await given.staff.call(acceptPort, { params, body: { cutOverAt: '2026-09-08T23:30:00.000Z' } })
  given.api.now = new Date('2026-09-08T20:00:00Z')
  await given.staff.call(preProvisionPort, { params, body: {} })
  return { params, number: numbers[0] ?? '' }
}

const NO_OWNER = `waits for ${SUSPENSE_CAUSE_CODES.no_owner}`

/** Whose the calls from a number are, and why those that are nobody's wait, in the order they were made. */
async function callsFrom(number: string) {
  const { rows } = await given.telco.pool.query<{ whose: string }>(
    `SELECT whose FROM (
       SELECT started_at, 'account ' || account_id AS whose FROM calls WHERE a_number = $1
       UNION ALL
       SELECT started_at, 'waits for ' || cause FROM calls_suspense WHERE a_number = $1) c
      ORDER BY started_at`,
    [number],
  )
  return rows.map(({ whose }) => whose)
}

test('a call before completion is nobody’s yet; the first one after it is billed to the account', async () => {
  const { staff, customer, accountId, telco, api } = given
  const { params, number } = await cuttingOver()
  const seen = await customer.call(accountNumbersEndpoints.readAccountNumber, { params: { accountId, number } })
  expect(seen).toMatchObject({ status: 'porting', port: { id: params.portId } })
  api.now = new Date('2026-09-08T23:30:00Z')
  await importRowsAt(telco.url, api.now.getTime(), `early,${number},61491570156,2026-09-08T23:00:00Z,60,out`)
  await staff.call(startCutOver, { params, body: {} })
  api.now = new Date('2026-09-08T23:50:00Z')
  await importRowsAt(telco.url, api.now.getTime(), `while,${number},61491570156,2026-09-08T23:40:00Z,60,out`)
  await staff.call(completePort, { params, body: { withoutTest: true } })
  api.now = new Date('2026-09-09T00:00:00Z')
  await importRowsAt(telco.url, api.now.getTime(), `first,${number},61491570156,2026-09-08T23:55:00Z,60,out`)
  await api.as({ role: 'admin' }).call(suspenseEndpoints.retrySuspense, { body: {} })
  expect(await callsFrom(number)).toEqual([NO_OWNER, NO_OWNER, `account ${accountId}`])
})

/** Everything completing writes. */
async function traces(portId: string, number: string) {
  const { rows } = await given.telco.pool.query<Record<string, unknown>>(
    `SELECT (SELECT state FROM ports WHERE id = $1::int4) AS state,
            (SELECT completed_at FROM ports WHERE id = $1::int4) AS completed,
            (SELECT status FROM numbers WHERE number = $2) AS status,
            (SELECT count(*)::int4 FROM number_assignments WHERE number = $2) AS held,
            (SELECT count(*)::int4 FROM charges WHERE description LIKE '%' || right($2, 4)) AS charges,
            (SELECT balance_micros FROM balances WHERE account_id = $3) AS balance,
            (SELECT count(*)::int4 FROM port_events WHERE port_id = $1::int4) AS timeline,
            (SELECT count(*)::int4 FROM events) AS events, (SELECT count(*)::int4 FROM audit) AS audited,
            (SELECT is_open FROM port_numbers WHERE port_id = $1::int4) AS open`,
    [portId, number, given.accountId],
  )
  return rows[0]
}

test.each([
  ['number_assignments', 'the numbers are given'],
  ['charges', 'their month is charged'],
  ['postings', 'the balance is drawn on'],
  ['port_events', 'it stands on the timeline'],
  ['audit', 'it is audited'],
  ['events', 'it is told'],
])('what fails at %s, as %s, leaves nothing half done; tried again it is done whole', async (table) => {
  const { staff, telco } = given
  const { params, number } = await cuttingOver()
  await staff.call(startCutOver, { params, body: {} })
  const before = await traces(params.portId, number)
  await telco.pool.query(`CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $$`)
  await telco.pool.query(`CREATE TRIGGER fail_once BEFORE INSERT ON ${table} EXECUTE FUNCTION fail_once()`)
  const answer = await staff.post(`/ports/${params.portId}/complete`, { withoutTest: true })
  expect(answer.status).toBeGreaterThanOrEqual(500)
  expect(await traces(params.portId, number)).toEqual(before)
  await telco.pool.query('DROP FUNCTION fail_once() CASCADE')
  expect((await staff.call(completePort, { params, body: { withoutTest: true } })).state).toBe('completed')
  expect(await traces(params.portId, number)).toMatchObject({ status: 'assigned', held: 1, open: false })
  const { checks } = await verifyLedger(telco.pool, { reprice: false })
  expect(checks.flatMap(({ findings }) => findings)).toEqual([])
})
