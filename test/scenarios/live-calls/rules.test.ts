import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createLiveTelco, type LiveTelco } from '../../support/live-calls.ts'

const MOBILE = '61491570006'
const LONDON = '442079460123'
const PARIS = '33199001234'

let given: LiveTelco
let [account, other] = [
  { id: 0, number: '' },
  { id: 0, number: '' },
]

beforeAll(async () => {
  given = await createLiveTelco()
  const [, , third, fourth] = given.telco.accounts
  account = { id: third?.id ?? 0, number: third?.numbers[0] ?? '' }
  other = { id: fourth?.id ?? 0, number: fourth?.numbers[0] ?? '' }
})
afterAll(() => given.close())

let nth = 0
const ask = (to: string, seconds?: number, from = account.number) =>
  given.ask(`rules-${nth++}`, { from, to, ...(seconds !== undefined && { seconds }) })

/** Says rules or controls of an account in the database, as the office would. */
async function say(
  table: 'call_rules' | 'account_controls',
  values: Readonly<Record<string, unknown>>,
  id = account.id,
) {
  const names = Object.keys(values)
  await given.telco.pool.query(
    `INSERT INTO ${table} (account_id, reseller_id, version, ${names.join(', ')})
     VALUES ($1, $2, 1, ${names.map((_, at) => `$${at + 3}`).join(', ')})
     ON CONFLICT (account_id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    [id, given.telco.resellerId, ...Object.values(values)],
  )
}

/** What is said reaches who answers calls a moment later. */
const untilAnswered = async (to: string, seconds: number | undefined, expected: object): Promise<void> => {
  await expect.poll(() => ask(to, seconds)).toMatchObject(expected)
}

beforeEach(async () => {
  await given.telco.pool.query('DELETE FROM call_rules')
  await given.telco.pool.query('DELETE FROM account_crossings')
  await given.telco.pool.query(`UPDATE call_reservations SET expires_at = '2026-01-01' WHERE state = 'open'`)
  await given.api.services.liveCalls.lapse()
})

test('premium and satellite numbers are barred unless somebody says otherwise, and the phone is told no figure', async () => {
  expect(await ask('61190155501')).toMatchObject({ allow: false })
  const satellite = await ask('870773000000')
  expect(satellite).toMatchObject({ allow: false })
})

test('a country that is not allowed is barred, and the others are not', async () => {
  await say('call_rules', { countries: 'only', country_keys: ['FR'] })
  await untilAnswered(LONDON, undefined, { allow: false, cause: 'barred', sipCode: 603 })
  expect(await ask(PARIS)).toMatchObject({ allow: true })
  expect(await ask(MOBILE)).toMatchObject({ allow: true })
})

test('as many calls at once as there are channels: one more is busy, and one that ends makes room', async () => {
  await say('call_rules', { channels_on: true, channels: 2 })
  await untilAnswered(MOBILE, 60, { allow: true })
  const second = await ask(MOBILE, 60)
  const busy = await ask(MOBILE, 60)
  expect([second.allow, busy]).toEqual([
    true,
    expect.objectContaining({ allow: false, cause: 'channels_busy', sipCode: 486 }),
  ])
  expect(await ask('000')).toMatchObject({ allow: true })
  await given.end(second.id, `rules-${nth - 3}`, { from: account.number, to: MOBILE, seconds: 0 })
  expect(await ask(MOBILE, 60)).toMatchObject({ allow: true })
})

test('spending in progress counts: a call goes on to the limit, the next trips it, and a release begins anew', async () => {
  await say('account_controls', { fraud_spend_day_on: true, fraud_spend_day_micros: 1_000_000n })
  // France: 0.01 once and 0.35 a minute: a dollar pays for 169 seconds, ex GST.
  await untilAnswered(PARIS, 300, { allow: true, maxSeconds: 169 })
  const refused = await ask(MOBILE, 60)
  expect(refused).toMatchObject({
    allow: false,
    cause: 'barred',
    sipCode: 603,
    reason: 'Calls are barred, contact support',
  })
  await expect
    .poll(
      async () =>
        (await given.telco.pool.query(`SELECT watched FROM account_crossings WHERE account_id = $1`, [account.id]))
          .rows,
    )
    .toEqual([{ watched: 'control fraud-spend-day' }])
  const { rows } = await given.telco.pool.query(
    `SELECT type, payload FROM events WHERE account_id = $1 ORDER BY id DESC LIMIT 1`,
    [account.id],
  )
  expect(rows).toEqual([
    {
      type: 'account.control-tripped',
      payload: expect.objectContaining({ control: 'fraud-spend-day', limit: '1.00' }),
    },
  ])
  // One that costs nothing is not held back, and help is not either.
  expect(await ask('1800975711', 60)).toMatchObject({ allow: true, reserved: '0.00' })
  expect(await ask('112')).toMatchObject({ allow: true })
  await say('account_controls', { fraud_spend_day_on: false })
})

test('a prepaid account that has run out gets its IOU with the call it cannot pay for, for Australia only', async () => {
  const { pool } = given.telco
  const mobile = () => ask(MOBILE, 60, other.number)
  await pool.query(`UPDATE accounts SET payment_mode = 'prepaid' WHERE id = $1`, [other.id])
  await expect.poll(mobile).toMatchObject({ allow: false, cause: 'insufficient_credit' })
  await say('account_controls', { iou_on: true, iou_micros: 1_000_000n }, other.id)
  expect(await ask(PARIS, 60, other.number)).toMatchObject({ allow: false, cause: 'insufficient_credit' })
  await expect.poll(mobile).toMatchObject({ allow: true, maxSeconds: 60 })
  expect(await ask(PARIS, 60, other.number)).toMatchObject({ allow: false, cause: 'insufficient_credit' })
  const iou = await pool.query('SELECT value_micros, floor_micros, ended_at FROM ious WHERE account_id = $1', [
    other.id,
  ])
  expect(iou.rows).toEqual([{ value_micros: 1_000_000n, floor_micros: -1_100_000n, ended_at: null }])
  // What was asked until now is let go: how often it was is the clock's.
  await pool.query(`UPDATE call_reservations SET expires_at = '2026-01-01' WHERE state = 'open'`)
  await given.api.services.liveCalls.lapse()
  await expect.poll(async () => (await given.money(other.id)).reserved).toBe(0n)
  // Its dollar and the GST on it pay for five minutes and 50 seconds: thirty at once do not pass on it.
  const answers = await Promise.all(Array.from({ length: 30 }, mobile))
  const seconds = answers.flatMap((one) => (one.allow ? [one.maxSeconds] : []))
  expect(seconds.toSorted((one, next) => next - one)).toEqual([60, 60, 60, 60, 60, 50])
  const { checks } = await verifyLedger(pool, { reprice: false })
  expect(checks.filter(({ total }) => total > 0)).toEqual([])
})
