import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { creditControlEndpoints } from '#contract/credit-control.ts'
import { riskEndpoints } from '#contract/risk.ts'
import { systemActor } from '#domain/access/actor.ts'
import type { Control } from '#domain/credit-control/controls.ts'
import { tripControl } from '#operations/credit-control/trip-control.ts'
import { watchAccounts } from '#operations/credit-control/watch-accounts.ts'
import { tellEvent } from '#operations/notifications/tell-event.ts'
import { perform } from '#operations/operation.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

/** Whose the calls were that tripped the fraud limits. */

const { readFraudAnswers, answerFraud, settleDenied, readRisk, listReleased, listDenied, listCallRefusals } =
  riskEndpoints

let telco: TestTelco
let api: TestApi
/** 80 calls abroad of $3.51 each on 10 July, from noon in Sydney. */
let account: TestTelco['accounts'][number]
let quiet: TestTelco['accounts'][number]

/** Two in the afternoon in Sydney. */
const NOW = new Date('2026-07-10T04:00:00Z')
const END_OF_DAY = '2026-07-10T14:00:00.000Z'

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, NOW)
  account = there(telco.accounts[2])
  quiet = there(telco.accounts[3])
  const own = there(account.numbers[0])
  const minute = (at: number): string => new Date(Date.UTC(2026, 6, 10, 2, at)).toISOString().replace('.000', '')
  await importRows(
    telco.url,
    ...Array.from({ length: 80 }, (_, at) => `abroad-${at},${own},33184160000,${minute(at)},600,out`),
  )
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})
beforeEach(async () => {
  api.now = NOW
  for (const table of ['fraud_answers', 'control_releases', 'account_crossings', 'mails', 'events'])
    await telco.pool.query(`DELETE FROM ${table}`)
})

const staff = () => api.as({ role: 'support', name: 'Sam Example' })
const customer = () => api.as({ role: 'customer-admin', accountId: account.id, name: 'Mia Example' })
const of = ({ id }: { readonly id: number }) => ({ params: { accountId: String(id) } })
const trippedNow = async () => {
  const { controls } = await staff().call(creditControlEndpoints.readCreditControl, of(account))
  return Object.values(controls).flatMap(({ control, state }) => (state === 'tripped' ? [control] : []))
}

test('it was me: a customer lifts what tripped until the end of its day, once in 24 hours', async () => {
  await watchAccounts(telco.pool, { now: api.now })
  expect(await customer().call(readFraudAnswers, of(account))).toMatchObject({
    tripped: ['fraud-spend-day', 'overseas-calls'],
    canConfirm: true,
    whyNot: null,
    releaseUntil: END_OF_DAY,
    items: [],
  })
  const said = await customer().call(answerFraud, {
    ...of(account),
    body: { wasMe: true, words: 'We call our Paris office for the trade fair.' },
  })
  expect(said).toMatchObject({
    tripped: [],
    items: [
      { wasMe: true, byCustomer: true, releasedUntil: END_OF_DAY, by: 'Mia Example' },
      { words: 'We call our Paris office for the trade fair.' },
    ],
  })
  expect(await trippedNow()).toEqual([])
  expect((await api.as({ role: 'support' }).call(listReleased)).items).toMatchObject([
    { control: 'overseas-calls', until: END_OF_DAY, by: 'Mia Example', name: 'Overseas calls in an hour' },
    { control: 'fraud-spend-day', accountNumber: '1003' },
  ])
  // After midnight in Sydney calls count from the release on; a burst more and it trips again.
  api.now = new Date('2026-07-10T15:00:00Z')
  expect(await trippedNow()).toEqual([])
  const own = there(account.numbers[0])
  await importRows(
    telco.url,
    ...Array.from({ length: 40 }, (_, at) => `night-${at},${own},33184160000,2026-07-10T14:${10 + at}:00Z,600,out`),
  )
  expect(await trippedNow()).toEqual(['fraud-spend-day'])
  const again = await customer().refusal(answerFraud, { ...of(account), body: { wasMe: true } })
  expect(again).toMatchObject({ code: 'forbidden' })
  expect(await customer().call(readFraudAnswers, of(account))).toMatchObject({ canConfirm: false })
  await staff().call(answerFraud, { ...of(account), body: { wasMe: true, words: 'Mia called us.' } })
  expect(await trippedNow()).toEqual([])
  const { items } = await api.as({ role: 'admin' }).call(auditEndpoints.listAudit, {
    query: { operation: 'credit-control.answer-fraud' },
  })
  expect(items.map(({ actorName }) => actorName)).toEqual(['Sam Example', 'Mia Example'])
  await telco.pool.query(`DELETE FROM calls WHERE started_at > '2026-07-10T14:00:00Z'`)
})

test('it was not me: it stays tripped, and the office has it until it is settled', async () => {
  await watchAccounts(telco.pool, { now: api.now })
  await customer().call(answerFraud, { ...of(account), body: { wasMe: false, words: 'Nobody was in.' } })
  expect(await trippedNow()).toEqual(['fraud-spend-day', 'overseas-calls'])
  expect((await staff().call(listDenied)).items).toMatchObject([
    {
      accountNumber: '1003',
      controls: ['Fraud spend in a day', 'Overseas calls in an hour'],
      by: 'Mia Example',
      words: 'Nobody was in.',
    },
  ])
  expect(await staff().call(readRisk)).toMatchObject({ denied: 1, tripped: 1 })
  const itWasMe = { ...of(account), body: { wasMe: true } }
  expect(await customer().refusal(answerFraud, itWasMe)).toMatchObject({ code: 'forbidden' })
  const settle = { ...of(account), body: { words: 'Passwords changed, the calls credited.' } }
  expect(await customer().refusal(settleDenied, settle)).toMatchObject({ code: 'forbidden' })
  const settled = await staff().call(settleDenied, settle)
  expect(settled).toMatchObject({ isDenied: false, items: [{ settledBy: 'Sam Example' }, {}] })
  expect((await customer().call(readFraudAnswers, of(account))).items[0]).toMatchObject({
    settledAt: NOW.toISOString(),
    settledBy: null,
    settledWords: null,
  })
  expect((await staff().call(listDenied)).items).toEqual([])
  expect(await staff().refusal(settleDenied, settle)).toMatchObject({ code: 'conflict' })
})

test('where nothing tripped there is nothing to answer', async () => {
  const answer = { ...of(quiet), body: { wasMe: true } }
  expect(await staff().refusal(answerFraud, answer)).toMatchObject({ code: 'conflict' })
  expect(await staff().call(readFraudAnswers, of(quiet))).toMatchObject({ tripped: [], canConfirm: false })
})

test('a refused call trips its limit once, people are told, and it stays until somebody looks', async () => {
  const trip = (control: Control) =>
    perform(
      telco.pool,
      tripControl,
      {
        actor: systemActor(telco.resellerId),
        input: { accountId: quiet.id, control, used: 99_950_000n },
        now: api.now,
        origin: 'a call',
      },
      (told) => told,
    )
  await telco.pool.query(
    `INSERT INTO account_contacts (account_id, reseller_id, kind, name, email)
     VALUES ($1, $2, 'main', 'Robin', 'robin@customer.example')`,
    [quiet.id, telco.resellerId],
  )
  const told = await Promise.all([trip('fraud-spend-day'), trip('fraud-spend-day'), trip('fraud-spend-day')])
  expect(told.filter((isNew) => isNew)).toHaveLength(1)
  expect([await trip('fraud-spend-hour'), await trip('credit-limit')]).toEqual([false, false])
  const { rows } = await telco.pool.query<{ id: bigint }>('SELECT id FROM events')
  expect(rows).toHaveLength(1)
  await tellEvent(telco.pool, there(rows[0]).id, api.now)
  const mails = await telco.pool.query<{ variables: Record<string, string> }>('SELECT variables FROM mails')
  expect(mails.rows[0]?.variables['control.detail']).toContain('$99.95')
  await watchAccounts(telco.pool, { now: api.now })
  const { controls } = await staff().call(creditControlEndpoints.readCreditControl, of(quiet))
  expect(controls.fraudSpendDay.state).toBe('tripped')
})

test('who spends most, and what was refused of late', async () => {
  await telco.pool.query(
    `INSERT INTO call_refusals (id, reseller_id, account_id, source_id, refused_at, leg, cause, rule, words, from_number,
       to_number, service_type, call_ref)
     SELECT n, $1, $2, 1, $3::timestamptz - n * interval '1 minute', 1, CASE WHEN n = 5 THEN 'no_rate' ELSE 'barred' END,
            CASE WHEN n = 5 THEN '' WHEN n < 4 THEN 'premium' ELSE 'satellite' END, 'Barred.', '61370101234', '611900654321',
            13, 'ref-' || n
       FROM generate_series(1, 5) n`,
    [telco.resellerId, account.id, NOW],
  )
  const risk = await staff().call(readRisk)
  expect(risk).toMatchObject({
    refused: 4,
    refusedByRule: [
      { rule: 'premium', calls: 3, name: 'Premium numbers' },
      { rule: 'satellite', calls: 1 },
    ],
    topSpenders: [{ accountNumber: '1003', spentDay: '280.80', calls: 80, overseasCalls: 80, dayLimit: '100.00' }],
  })
  const first = await staff().call(listCallRefusals, { query: { limit: '3' } })
  const rest = await staff().call(listCallRefusals, { query: { limit: '3', cursor: there(first.nextCursor) } })
  expect([...first.items, ...rest.items].map(({ id, rule }) => `${id} ${rule}`)).toEqual([
    '1 premium',
    '2 premium',
    '3 premium',
    '4 satellite',
    '5 ',
  ])
  expect(first.items[0]).toMatchObject({ direction: 'out', serviceType: 'Premium', accountNumber: '1003' })
  const satellite = await staff().call(listCallRefusals, { query: { rule: 'satellite' } })
  expect(satellite.items).toHaveLength(1)
})
