import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { reconcileLog } from '#operations/switch/reconcile-log.ts'
import { eventually } from './support/deadline.ts'
import { answerCalls, call, claimToTalk, refuseCalls, register } from './support/scenarios.ts'
import type { AnsweringParty, Place } from './support/sipp.ts'
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
const DESK = { port: 5081 }

let world: SwitchWorld
let carrier: AnsweringParty

type Customer = TestLine & { readonly accountId: number }

/** A prepaid customer with one line, so that no test counts another's calls. */
async function customer(dollars = '5.00', channels?: number): Promise<Customer> {
  const { accountId, number } = await world.openPrepaid(dollars, channels)
  return { ...(await world.lineOf(accountId, number)), accountId }
}

/** Plays one party and expects the call to go as its scenario says. */
async function plays(scenario: string, place: Place = {}): Promise<void> {
  const failure = await world.parties.play(scenario, place)
  if (failure !== undefined) throw new Error(failure)
}

/** Calls of these lines go on, as the switch has written them down. */
async function answered(...lines: readonly TestLine[]): Promise<void> {
  await eventually('the calls are answered', async () => {
    const { rowCount } = await world.pool.query(
      `SELECT FROM kamailio.dialog d JOIN kamailio.dialog_vars v USING (hash_entry, hash_id)
        WHERE d.state = 4 AND v.dialog_key = 'line' AND v.dialog_value = ANY ($1)`,
      [lines.map(({ line }) => line)],
    )
    return rowCount === lines.length ? true : undefined
  })
}

beforeAll(async () => {
  world = await createSwitchWorld()
  carrier = await world.parties.answer(answerCalls(), CARRIER)
  await world.parties.answer(answerCalls(), CARRIER_FOR_HELP)
  await world.parties.answer(answerCalls(), DESK)
  await world.parties.answer(refuseCalls(), { port: 5082 })
  await world.parties.answer(answerCalls({ hangUpAfterMs: 1000 }), { port: 5083 })
})

afterAll(() => world.close())

test('a line registers with its own password only, and the numbers page says where it is', async () => {
  const phone = await customer()
  await plays(register({ ...phone, password: 'guessed', contactPort: DESK.port, expect: 401 }))
  await plays(register({ ...phone, contactPort: DESK.port, expect: 200 }))

  const { accountId, line: number, realm: server } = phone
  expect(
    await world.ask(accountNumbersEndpoints.readAccountNumber, { accountId: String(accountId), number }),
  ).toMatchObject({
    registration: { server, status: 'registered', contactAddress: '127.0.0.1', userAgent: 'SIPp phone' },
  })
})

test('a call out takes the line’s own number to the carrier, whatever the phone claims, and is priced', async () => {
  const phone = await customer()
  const header = 'P-Asserted-Identity: <sip:+61299999999@elsewhere.example>'
  await plays(call({ phone, from: phone.line, to: MOBILE, header }))

  const [record] = await world.recordsOf(phone.accountId, 1)
  // A flagfall of five cents and a second, but six cents at the least.
  expect(record).toMatchObject({
    destination: '61491570156',
    serviceType: 'Mobile',
    durationSeconds: 1,
    charge: '0.06',
  })
  expect(await carrier.messages()).toContain(`P-Asserted-Identity: <sip:+${phone.line}@${phone.realm}>`)
  expect(await carrier.messages()).not.toContain('P-Asserted-Identity: <sip:+61299999999')
})

test('a call between two lines stays here and is a record of both', async () => {
  const [caller, called] = [await customer(), await customer()]
  await plays(register({ ...called, contactPort: DESK.port, expect: 200 }))
  await plays(call({ phone: caller, from: caller.line, to: `0${called.line.slice(2)}` }))

  expect(await world.recordsOf(caller.accountId, 1)).toMatchObject([{ direction: 'out', serviceType: 'Onnet' }])
  expect(await world.recordsOf(called.accountId, 1)).toMatchObject([{ direction: 'in', origin: caller.line }])
})

test('a call from the carrier reaches the number it is for, and nobody else gets in that way', async () => {
  const phone = await customer()
  await plays(register({ ...phone, contactPort: DESK.port, expect: 200 }))
  await plays(call({ from: '61491570006', to: phone.line }), CARRIER_CALLING)
  await plays(call({ from: '61491570006', to: '61299999999', outcome: { refused: 404 } }), CARRIER_CALLING)

  expect(await world.recordsOf(phone.accountId, 1)).toMatchObject([
    { direction: 'in', origin: '61491570006', durationSeconds: 1 },
  ])
})

test('a number of somebody else is not to be called from', async () => {
  const [phone, other] = [await customer(), await customer()]
  await plays(call({ phone, from: other.line, to: MOBILE, outcome: { refused: 403 } }))
  expect(await world.recordsOf(phone.accountId, 0)).toEqual([])
})

test('nobody gets to the carrier by claiming to be in the middle of a call', async () => {
  const before = (await carrier.messages()).length
  await plays(claimToTalk(`+442079460123@${CARRIER.host}:${CARRIER.port}`))
  expect((await carrier.messages()).length).toBe(before)
})

test('a call to somebody who is engaged costs nothing and holds nothing', async () => {
  const [caller, called] = [await customer(), await customer()]
  await plays(register({ ...called, contactPort: 5082, expect: 200 }))
  await plays(call({ phone: caller, from: caller.line, to: called.line, outcome: { refused: 486 } }))

  expect(await world.recordsOf(caller.accountId, 1)).toMatchObject([{ durationSeconds: 0, charge: '0.00' }])
})

test('whoever is called may hang up', async () => {
  const [caller, called] = [await customer(), await customer()]
  await plays(register({ ...called, contactPort: 5083, expect: 200 }))
  await plays(call({ phone: caller, from: caller.line, to: called.line, outcome: 'ended-by-others' }))

  expect(await world.recordsOf(caller.accountId, 1)).toMatchObject([{ durationSeconds: 1 }])
  const { rows } = await world.pool.query('SELECT ended_by AS by FROM kamailio.acc_cdrs WHERE line = $1', [caller.line])
  expect(rows).toEqual([{ by: 'callee' }])
})

test('without credit no call is made, but the one for help is', async () => {
  const phone = await customer('0')
  await plays(call({ phone, from: phone.line, to: MOBILE, outcome: { refused: 403 } }))
  await plays(call({ from: phone.line, to: '000' }))

  expect(await world.recordsOf(phone.accountId, 1)).toMatchObject([
    { destination: '000', charge: '0.00', durationSeconds: 1 },
  ])
})

test('one channel is one call at once', async () => {
  const phone = await customer('5.00', 1)
  const first = plays(call({ phone, from: phone.line, to: MOBILE, talkMs: 2500 }), { port: 5091 })
  await answered(phone)
  await plays(call({ phone, from: phone.line, to: MOBILE, outcome: { refused: 486 } }), { port: 5092 })
  await first
  // Its record is here a moment after its end, and frees the channel.
  await world.recordsOf(phone.accountId, 1)
  await plays(call({ phone, from: phone.line, to: MOBILE }))
  expect(await world.recordsOf(phone.accountId, 2)).toHaveLength(2)
})

test('a call is cut where the money ends, and costs no more than there was', async () => {
  const phone = await customer('0.07')
  await plays(call({ phone, from: phone.line, to: MOBILE, outcome: 'ended-by-others' }))

  const [record] = await world.recordsOf(phone.accountId, 1)
  expect(record?.durationSeconds).toBeLessThanOrEqual(6)
  const { rows } = await world.pool.query(
    'SELECT balance_micros >= 0 AS "isCovered" FROM balances WHERE account_id = $1',
    [phone.accountId],
  )
  expect(rows).toEqual([{ isCovered: true }])
})

test('a call that is called off while it is asked about holds nothing', async () => {
  const phone = await customer()
  const before = (await carrier.messages()).length
  const cancels = async () =>
    Number(
      /rcv_requests_cancel\s*=\s*(\d+)/.exec(
        await world.switch.rpc('stats.get_statistics', 'rcv_requests_cancel'),
      )?.[1],
    )
  const cancelsBefore = await cancels()
  const blocker = await world.pool.connect()
  await blocker.query('BEGIN')
  await blocker.query('SELECT FROM balances WHERE account_id = $1 FOR UPDATE', [phone.accountId])
  const called = plays(call({ phone, from: phone.line, to: MOBILE, outcome: 'cancelled' }))
  await eventually('Tollgate waits to hold the money', async () => {
    const { rowCount } = await world.pool.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`)
    return (rowCount ?? 0) > 0 ? true : undefined
  })
  await eventually('the call is called off', async () => ((await cancels()) > cancelsBefore ? true : undefined))
  await blocker.query('COMMIT')
  blocker.release()
  await called

  expect(await world.recordsOf(phone.accountId, 1)).toMatchObject([{ durationSeconds: 0, charge: '0.00' }])
  expect((await carrier.messages()).length).toBe(before)
})

test('without Tollgate calls within Australia are made and priced afterwards, others are not', async () => {
  const phone = await customer()
  await world.tollgate.crash()
  await plays(call({ phone, from: phone.line, to: MOBILE }))
  await plays(call({ phone, from: phone.line, to: ABROAD, outcome: { refused: 503 } }))
  await world.startTollgate()

  expect(await world.recordsOf(phone.accountId, 1)).toMatchObject([{ serviceType: 'Mobile', charge: '0.06' }])
  expect(await world.metrics()).toContain('tollgate_switch_opened_calls 1')
})

test('without PostgreSQL help is reached; what ended meanwhile is found in the switch’s log', async () => {
  const phone = await customer()
  const going = plays(call({ phone, from: phone.line, to: MOBILE, talkMs: 3000 }), { port: 5091 })
  await answered(phone)
  await world.crashDatabase()
  await plays(call({ from: phone.line, to: '000' }), { port: 5092 })
  await plays(call({ phone, from: phone.line, to: MOBILE, outcome: { refused: 503 } }), { port: 5093 })
  await going
  await world.startDatabase()
  // Whatever is older than ten seconds in the log, and not in the table, is missing there.
  const later = new Date(Date.now() + 11_000)
  expect((await reconcileLog(world.pool, world.switch.logFile, later)).added).toBe(2)
  expect((await reconcileLog(world.pool, world.switch.logFile, later)).added).toBe(0)

  expect(await world.recordsOf(phone.accountId, 2)).toMatchObject([{ destination: '000' }, { durationSeconds: 3 }])
})

test('a switch that dies in the middle of calls takes them up again, and each is written down once', async () => {
  const [talking, cut] = [await customer(), await customer('0.07')]
  const first = plays(call({ phone: talking, from: talking.line, to: MOBILE, talkMs: 6000 }), { port: 5091 })
  const second = plays(call({ phone: cut, from: cut.line, to: MOBILE, outcome: 'ended-by-others' }), { port: 5092 })
  await answered(talking, cut)
  await world.switch.crash()
  await world.startSwitch()
  expect(await world.switch.liveCalls()).toBe(2)
  await first
  await second

  expect(await world.recordsOf(talking.accountId, 1)).toMatchObject([{ durationSeconds: 6 }])
  expect(await world.recordsOf(cut.accountId, 1)).toHaveLength(1)
  await world.switch.crash()
  await world.startSwitch()
  // Those that ended are not taken for calls that go on.
  expect(await world.switch.liveCalls()).toBe(0)
})

test('a long call asks for more as it goes, so that it never holds all there is', async () => {
  await world.switch.stop()
  await world.startSwitch('SLICE=4 SLICE_MARGIN=2')
  const phone = await customer()
  await plays(call({ phone, from: phone.line, to: MOBILE, talkMs: 7000 }))

  expect(await world.recordsOf(phone.accountId, 1)).toMatchObject([{ durationSeconds: 7 }])
})

test('after all of it every call is in once, nothing is held, and the books agree', async () => {
  const { rows } = await world.pool.query(
    `SELECT (SELECT count(*)::int4 FROM kamailio.acc_cdrs WHERE outcome IS DISTINCT FROM 'recorded') AS odd,
            (SELECT count(*)::int4 FROM call_reservations) AS held,
            (SELECT coalesce(sum(reserved_micros), 0)::int4 FROM balances) AS reserved`,
  )
  expect(rows).toEqual([{ odd: 0, held: 0, reserved: 0 }])
  expect(await world.damage()).toEqual([])
})
