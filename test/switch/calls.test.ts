import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { eventually } from './support/deadline.ts'
import { answerCalls, call, register } from './support/scenarios.ts'
import type { AnsweringParty } from './support/sipp.ts'
import {
  CARRIER,
  CARRIER_CALLING,
  CARRIER_FOR_HELP,
  createSwitchWorld,
  type SwitchWorld,
  type TestLine,
} from './support/world.ts'

const MOBILE = '0491570156'
const ABROAD = '0011442079460123'

let world: SwitchWorld
let carrier: AnsweringParty
let alice: TestLine & { readonly accountId: number }
let bob: TestLine & { readonly accountId: number }

/** Plays a call and expects it to go as its scenario says. */
async function plays(scenario: string, place = {}): Promise<void> {
  const failure = await world.parties.play(scenario, place)
  if (failure !== undefined) throw new Error(failure)
}

beforeAll(async () => {
  world = await createSwitchWorld()
  const [first, second] = world.telco.accounts.slice(2)
  if (first === undefined || second === undefined) throw new Error('no accounts')
  await world.pool.query(
    `INSERT INTO account_channels (reseller_id, account_id, quantity, valid_from)
     SELECT reseller_id, id, 10, '2026-01-01' FROM accounts`,
  )
  alice = { ...(await world.lineOf(first.id, first.numbers[0] ?? '')), accountId: first.id }
  bob = { ...(await world.lineOf(second.id, second.numbers[0] ?? '')), accountId: second.id }
  carrier = await world.parties.answer(answerCalls(), CARRIER)
  await world.parties.answer(answerCalls(), CARRIER_FOR_HELP)
  await world.parties.answer(answerCalls(), { port: 5081 })
})

afterAll(() => world.close())

test('a line registers with its password only, and the numbers page says where it is', async () => {
  await plays(register({ ...bob, password: 'guessed', contactPort: 5081, expect: 401 }))
  await plays(register({ ...bob, contactPort: 5081, expect: 200 }))

  const read = async (number: string) =>
    world.ask(accountNumbersEndpoints.readAccountNumber, { accountId: String(bob.accountId), number })
  expect(await read(bob.line)).toMatchObject({
    registration: { server: bob.realm, status: 'registered', contactAddress: '127.0.0.1', userAgent: 'SIPp phone' },
  })
})

test('a call out takes its own number to the carrier, and is priced', async () => {
  await plays(call({ phone: alice, from: alice.line, to: MOBILE, header: 'P-Asserted-Identity: <sip:+61299999999@x.example>' }))

  const [record] = await world.recordsOf(alice.accountId, 1)
  expect(record).toMatchObject({ destination: '61491570156', direction: 'out', serviceType: 'Mobile', durationSeconds: 1 })
  expect(await carrier.messages()).toContain(`P-Asserted-Identity: <sip:+${alice.line}@${alice.realm}>`)
  expect(await carrier.messages()).not.toContain('P-Asserted-Identity: <sip:+61299999999')
  expect(await world.damage()).toEqual([])
})
void [beforeEach, eventually, CARRIER_CALLING, ABROAD]
afterAll(async () => {
  if (process.env['D1_DEBUG'] !== undefined) {
    console.table((await world.pool.query('select id, call, duration, answered, taken_at, outcome, direction from kamailio.acc_cdrs')).rows)
    console.table((await world.pool.query('select account_id, state, call_ref, call_key from call_reservations')).rows)
    console.log(world.tollgate.log.join('').slice(-3000))
  }
})
