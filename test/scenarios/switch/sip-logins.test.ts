import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { sipLoginsEndpoints } from '#contract/sip-logins.ts'
import { kamailioDirectory } from '#providers/switch/kamailio-directory.ts'
import { readLineLocations } from '#storage/queries/sip-logins.ts'
import { readConfig } from '../../../src/config.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const HOST = 'sip.wattle.example'
const NOW = new Date('2026-07-01T00:00:00Z')

let telco: TestTelco
let api: TestApi
let params: { accountId: string; number: string }

beforeAll(async () => {
  telco = await createTestTelco()
  const { pool } = telco
  api = await createTestApi(telco, telco.resellerId, NOW, {
    config: readConfig({ TOLLGATE_SIP_HOST: HOST }),
    switchDirectory: kamailioDirectory(HOST, readLineLocations.bind(undefined, pool)),
  })
  const [account] = telco.accounts
  params = { accountId: String(account?.id), number: account?.numbers[0] ?? '' }
})

afterAll(async () => {
  await api.close()
  await telco.drop()
})

/** What the switch finds when the line registers. */
async function subscriber(number: string) {
  const { rows } = await telco.pool.query<{ domain: string; ha1: string }>(
    'SELECT domain, ha1 FROM kamailio.subscriber WHERE username = $1',
    [number],
  )
  return rows[0]
}

test('a SIP password is shown once, and only what a digest is checked with is kept', async () => {
  const admin = api.as({ role: 'admin' })
  expect(await admin.call(sipLoginsEndpoints.readSipLogin, { params })).toMatchObject({ server: HOST, password: null })

  const headers = { 'idempotency-key': 'one-phone' }
  const made = await admin.call(sipLoginsEndpoints.makeSipPassword, { params, body: {}, headers })
  expect(made).toMatchObject({ server: HOST, username: params.number })
  expect(made.password).toMatch(/^[A-Za-z2-9]{20}$/)
  const again = await admin.call(sipLoginsEndpoints.makeSipPassword, { params, body: {}, headers })
  expect(again.password).toBeNull()

  const ha1 = createHash('md5').update(`${params.number}:${HOST}:${made.password}`).digest('hex')
  expect(await subscriber(params.number)).toEqual({ domain: HOST, ha1 })
  expect(await admin.call(sipLoginsEndpoints.readSipLogin, { params })).toMatchObject({
    password: { madeAt: NOW.toISOString(), madeBy: 'Robin Example' },
  })
  const { rows } = await telco.pool.query<{ text: string }>(
    `SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM (
       SELECT to_jsonb(a) AS t FROM audit a UNION ALL SELECT to_jsonb(e) FROM events e
       UNION ALL SELECT to_jsonb(i) FROM idempotency_keys i) every`,
  )
  expect(rows[0]?.text).toContain(params.number)
  expect(rows[0]?.text).not.toContain(made.password)
  expect(rows[0]?.text).not.toContain(ha1)
})

test('a new password ends the one before; taken away, the line is no longer known', async () => {
  const admin = api.as({ role: 'admin' })
  await admin.call(sipLoginsEndpoints.makeSipPassword, { params, body: {} })
  const before = await subscriber(params.number)
  await admin.call(sipLoginsEndpoints.makeSipPassword, { params, body: {} })
  expect((await subscriber(params.number))?.ha1).not.toBe(before?.ha1)

  await admin.call(sipLoginsEndpoints.removeSipLogin, { params })
  expect(await subscriber(params.number)).toBeUndefined()
  expect(await admin.refusal(sipLoginsEndpoints.removeSipLogin, { params })).toMatchObject({ code: 'not_found' })
})

test('who holds the number no more registers with it no more', async () => {
  await api.as({ role: 'admin' }).call(sipLoginsEndpoints.makeSipPassword, { params, body: {} })
  const client = await telco.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('UPDATE number_assignments SET valid_to = $2 WHERE number = $1', [params.number, NOW])
    const { rowCount } = await client.query('SELECT FROM kamailio.subscriber WHERE username = $1', [params.number])
    expect(rowCount).toBe(0)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})

test('support reads how a line registers and makes no password', async () => {
  const support = api.as({ role: 'support' })
  expect(await support.call(sipLoginsEndpoints.readSipLogin, { params })).toMatchObject({ username: params.number })
  expect(await support.refusal(sipLoginsEndpoints.makeSipPassword, { params, body: {} })).toMatchObject({
    code: 'forbidden',
  })
})

test('where a line is registered is read from the switch’s table, and a trunk’s numbers are where the trunk is', async () => {
  const admin = api.as({ role: 'admin' })
  await admin.call(sipLoginsEndpoints.makeSipPassword, { params, body: {} })
  const [account] = telco.accounts
  const second = account?.numbers[1] ?? ''
  const registrationOf = async (number: string) =>
    (await admin.call(accountNumbersEndpoints.readAccountNumber, { params: { ...params, number } })).registration
  expect(await registrationOf(params.number)).toEqual({ server: HOST, status: 'not-registered' })
  expect(await registrationOf(second)).toBeNull()

  await telco.pool.query(
    `INSERT INTO kamailio.location (ruid, username, contact, received, expires, user_agent)
     VALUES ('a', $1::text, 'sip:' || $1::text || '@10.0.0.7:5060', 'sip:203.0.113.9:33000', '2026-07-01 00:09:00', 'Desk phone'),
            ('b', $1::text, 'sip:' || $1::text || '@10.0.0.8:5060', NULL, '2026-06-30 23:00:00', 'An older one')`,
    [params.number],
  )
  const registered = {
    server: HOST,
    status: 'registered',
    contactAddress: '203.0.113.9',
    userAgent: 'Desk phone',
    expiresAt: '2026-07-01T00:09:00.000Z',
  }
  expect(await registrationOf(params.number)).toEqual(registered)
  await telco.pool.query(`UPDATE number_assignments SET line_type = 'sip-trunk' WHERE number = ANY ($1)`, [
    [params.number, second],
  ])
  expect(await registrationOf(second)).toEqual(registered)
})
