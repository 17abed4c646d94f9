import { afterAll, beforeAll, expect, test } from 'vitest'
import { callAuthorizationsEndpoints } from '#contract/call-authorizations.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createLiveTelco, type LiveTelco } from '../../support/live-calls.ts'

let given: LiveTelco
let caller: { id: number; number: string }
const MOBILE = '61491570006'

beforeAll(async () => {
  given = await createLiveTelco()
  const account = given.telco.accounts[2]
  caller = { id: account?.id ?? 0, number: account?.numbers[0] ?? '' }
})
afterAll(() => given.close())

async function damage(): Promise<unknown> {
  const { checks } = await verifyLedger(given.telco.pool, { reprice: false })
  return checks.filter(({ total }) => total > 0)
}

test('thirty at once on one dollar: no more is held than there is, and the rest are told there is no credit', async () => {
  await given.setCredit(caller.id, 1)
  // A mobile call: 5 c and 12 c a minute, per second, GST on top: a minute comes to 0.187.
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, nth) =>
      given.ask(`thirty-${nth}`, { from: caller.number, to: MOBILE, seconds: 60 }),
    ),
  )
  const through = answers.filter(({ allow }) => allow)
  // Five whole minutes are 0.935; the sixth gets the five seconds and a half that 0.065 pays for: its minimum charge is 0.066.
  expect(through.map((one) => (one.allow ? one.maxSeconds : 0))).toEqual([60, 60, 60, 60, 60])
  expect(
    answers.filter((one) => !one.allow && one.cause === 'insufficient_credit' && one.sipCode === 403),
  ).toHaveLength(25)
  expect(await given.money(caller.id)).toEqual({ balance: 0n, reserved: 935_000n })
  expect(await damage()).toEqual([])
  for (const [nth, one] of answers.entries())
    if (one.allow) await given.end(one.id, `thirty-${nth}`, { from: caller.number, to: MOBILE, seconds: 60 })
  expect(await given.money(caller.id)).toEqual({ balance: -935_000n, reserved: 0n })
  expect(await damage()).toEqual([])
})

test('what is asked again is answered again, and holds nothing more', async () => {
  await given.setCredit(caller.id, 5)
  const asked = { from: caller.number, to: MOBILE, seconds: 60 }
  const [first, twin] = await Promise.all([given.ask('again', asked), given.ask('again', asked)])
  const later = await given.ask('again', asked)
  expect(new Set([first, twin, later].map((one) => one.id))).toHaveProperty('size', 1)
  expect((await given.money(caller.id)).reserved).toBe(187_000n)
  await given.end(first.id, 'again', { ...asked, seconds: 0 })
  expect((await given.money(caller.id)).reserved).toBe(0n)
})

test('more is held as a call goes on, until there is no more', async () => {
  await given.setCredit(caller.id, 1.2)
  const asked = { from: caller.number, to: MOBILE, seconds: 60 }
  const answer = await given.ask('longer', asked)
  expect(answer).toMatchObject({ allow: true, maxSeconds: 60, mayExtend: true })
  const extend = (seconds: number) =>
    given.exchange.call(callAuthorizationsEndpoints.extendCall, {
      params: { authorizationId: answer.id },
      body: { seconds },
    })
  // 1.20 less 0.935 used: 0.265. 5.5 c once, then 13.2 c a minute: 95 seconds.
  expect(await extend(20)).toEqual({ maxSeconds: 80, mayExtend: true })
  expect(await extend(60)).toEqual({ maxSeconds: 95, mayExtend: false })
  expect(await extend(60)).toEqual({ maxSeconds: 95, mayExtend: false })
  expect((await given.money(caller.id)).reserved).toBe(264_000n)
  await given.end(answer.id, 'longer', { ...asked, seconds: 95 })
  expect(await given.money(caller.id)).toEqual({ balance: -1_199_000n, reserved: 0n })
  await expect(extend(60)).rejects.toThrow(/404|no such/i)
})

test('who is told of no end is not held to it for ever, and the record that comes late is still charged once', async () => {
  await given.setCredit(caller.id, 5)
  const asked = { from: caller.number, to: MOBILE, seconds: 60 }
  const answer = await given.ask('lost', asked)
  given.api.now = new Date(given.api.now.getTime() + 301_000)
  await given.api.services.liveCalls.lapse()
  // It may have been on its way by itself.
  await expect.poll(async () => (await given.money(caller.id)).reserved).toBe(0n)
  expect(await damage()).toEqual([])
  const before = (await given.money(caller.id)).balance
  await given.end(answer.id, 'lost', { ...asked, seconds: 60 })
  await given.end(answer.id, 'lost', { ...asked, seconds: 60 })
  expect(await given.money(caller.id)).toEqual({ balance: before - 187_000n, reserved: 0n })
  expect(await damage()).toEqual([])
})

test('emergency comes first: without credit, without an account, without anything', async () => {
  await given.setCredit(caller.id, 0)
  for (const [nth, to] of ['000', '112', '106', '0011000', 'sip:000@here.example'].entries()) {
    const answer = await given.ask(`help-${nth}`, { from: nth === 0 ? caller.number : 'anonymous', to })
    expect(answer).toMatchObject(nth === 3 ? { allow: false } : { allow: true, emergency: true, reserved: '0.00' })
  }
  expect((await given.money(caller.id)).reserved).toBe(0n)
})

test.each([
  ['a number of nobody', { from: '61255501234', to: MOBILE }, 'unknown_number', 403],
  ['not a number', { from: '', to: 'nonsense' }, 'not_a_number', 403],
  ['a country the deck does not offer', { from: '', to: '35315550123' }, 'no_rate', 403],
])('refused: %s', async (name, { from, to }, cause, sipCode) => {
  await given.setCredit(caller.id, 50)
  const answer = await given.ask(name, { from: from === '' ? caller.number : from, to })
  expect(answer).toMatchObject({ allow: false, cause, sipCode })
})

test('a suspended account calls nobody but for help; reinstated it calls again at once', async () => {
  let tries = 0
  const { pool } = given.telco
  await pool.query(`UPDATE accounts SET status = 'suspended' WHERE id = $1`, [caller.id])
  await expect
    .poll(() => given.ask(`barred-${tries++}`, { from: caller.number, to: MOBILE }))
    .toMatchObject({ allow: false, cause: 'account_not_active' })
  expect(await given.ask('help', { from: caller.number, to: '000' })).toMatchObject({ allow: true })
  await pool.query(`UPDATE accounts SET status = 'active' WHERE id = $1`, [caller.id])
  await expect.poll(() => given.ask('again-here', { from: caller.number, to: MOBILE })).toMatchObject({ allow: true })
})

test('minutes of an allowance let one call through for nothing, and not two that want the same ones', async () => {
  const bundle = given.telco.accounts[0]
  const [from = ''] = bundle?.numbers ?? []
  const id = bundle?.id ?? 0
  await given.setCredit(id, 3)
  // 6000 seconds are included; a call of two hours takes them all and 20 minutes beside.
  const one = await given.ask('first', { from, to: MOBILE, seconds: 3600 })
  expect(one).toMatchObject({ allow: true, maxSeconds: 3600, reserved: '0.00' })
  const two = await given.ask('second', { from, to: MOBILE, seconds: 2400 })
  expect(two).toMatchObject({ allow: true, maxSeconds: 2400, reserved: '0.00' })
  // A third would draw on what the two may need: then all three are held in full, which three dollars do not pay for.
  expect(await given.ask('third', { from, to: MOBILE, seconds: 600 })).toMatchObject({
    allow: false,
    cause: 'insufficient_credit',
  })
  await given.end(one.id, 'first', { from, to: MOBILE, seconds: 60 })
  expect(await given.ask('fourth', { from, to: MOBILE, seconds: 600 })).toMatchObject({ allow: true, reserved: '0.00' })
  expect(await damage()).toEqual([])
})

test('who owes more than may be owed is still called, and calls its own reseller’s numbers', async () => {
  await given.setCredit(caller.id, 0)
  let asked = 0
  await expect
    .poll(() => given.ask(`owing-${asked++}`, { from: caller.number, to: MOBILE }))
    .toMatchObject({ allow: false, cause: 'insufficient_credit' })
  expect((await given.money(caller.id)).balance).toBeLessThan(0n)
  const [, other] = given.telco.accounts
  const free = { allow: true, reserved: '0.00', maxSeconds: 300 }
  expect(await given.ask('owing-on-net', { from: caller.number, to: other?.numbers[0] ?? '' })).toMatchObject(free)
  expect(await given.ask('owing-in', { from: MOBILE, to: caller.number, direction: 'in' })).toMatchObject(free)
})
