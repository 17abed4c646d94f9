import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarsEndpoints } from '#contract/calendars.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { portStepsEndpoints as steps } from '#contract/port-steps.ts'
import type { AustralianState } from '#domain/usage/geographic-areas.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { there } from '../../support/there.ts'

/**
 * Whole ports told by the day, reckoned by hand. The desk is in Sydney, 8 to 5, and keeps the holidays all states share; each
 * carrier works 8 to 5 by its own clocks and keeps its own state's.
 */
let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
  for (const [state, timeZone] of Object.entries(ZONES))
    await writeDown(`Carrier of ${state}`, timeZone, state as State)
  await writeDown('Carrier that shuts', 'Australia/Sydney', 'NSW', [
    { date: '2026-12-24', until: '2027-01-05', name: 'Christmas shutdown' },
  ])
})
afterAll(() => given.drop())

type State = AustralianState
type StepName = 'lodgePort' | 'askPortValidation' | 'confirmPortValidation' | 'passOnPort' | 'acceptPort'

const ZONES: Readonly<Record<State, string>> = {
  ACT: 'Australia/Sydney',
  NSW: 'Australia/Sydney',
  NT: 'Australia/Darwin',
  QLD: 'Australia/Brisbane',
  SA: 'Australia/Adelaide',
  TAS: 'Australia/Hobart',
  VIC: 'Australia/Melbourne',
  WA: 'Australia/Perth',
}

test('a simple port over Easter 2026: nine days, of which four are worked', async () => {
  const port = await submit('2026-04-01T16:30+11:00', { losingCarrier: 'Carrier of VIC' })
  // Thursday, by daylight time.
  expect(due(port)).toEqual(['2026-04-02', '2026-04-02T06:00:00.000Z'])
  // Lodged on Maundy Thursday: Good Friday and Easter Monday are closed, and the clocks went back on Sunday.
  expect(due(await step(port.id, 'lodgePort', '2026-04-02T15:00+11:00'))).toEqual([
    '2026-04-07',
    '2026-04-07T07:00:00.000Z',
  ])
  // Two business days of Melbourne from Thursday: Tuesday and Wednesday.
  expect(due(await step(port.id, 'passOnPort', '2026-04-07T10:00+10:00'))).toEqual([
    '2026-04-08',
    '2026-04-08T07:00:00.000Z',
  ])
  expect(due(await step(port.id, 'acceptPort', '2026-04-08T12:00+10:00'))).toEqual([
    '2026-04-09',
    '2026-04-09T07:00:00.000Z',
  ])
  expect((await allowed(port.id, 1)).earliest).toBe('2026-04-09')
  const set = await setDate(port.id, '2026-04-09T09:30+10:00')
  expect(due(set)).toEqual(['2026-04-09', '2026-04-08T23:30:00.000Z'])

  given.api.now = new Date('2026-04-09T09:30+10:00')
  const params = { portId: port.id }
  await given.staff.call(steps.preProvisionPort, { params, body: {} })
  expect(due(await given.staff.call(steps.startCutOver, { params, body: {} }))).toEqual([
    '2026-04-09',
    '2026-04-09T01:30:00.000Z',
  ])
  given.api.now = new Date('2026-04-09T10:15+10:00')
  const done = await given.staff.call(steps.completePort, { params, body: { withoutTest: true } })
  expect([done.state, ...due(done)]).toEqual(['completed', '2026-04-09', '2026-04-09T04:15:00.000Z'])
})

test('a complex port from March to May 2026: Easter, then Anzac Day on a Saturday', async () => {
  const numbers = [given.foreignNumber(), given.foreignNumber()]
  const port = await submit('2026-03-23T10:00+11:00', { losingCarrier: 'Carrier of NSW', kind: 'complex', numbers })
  expect(due(port)).toEqual(['2026-03-24', '2026-03-24T06:00:00.000Z'])
  expect(due(await step(port.id, 'lodgePort', '2026-03-24T11:00+11:00'))).toEqual([
    '2026-03-25',
    '2026-03-25T06:00:00.000Z',
  ])
  // 26, 27, 30 and 31 March, 1 April.
  expect(due(await step(port.id, 'askPortValidation', '2026-03-25T10:00+11:00'))).toEqual([
    '2026-04-01',
    '2026-04-01T06:00:00.000Z',
  ])
  expect(due(await step(port.id, 'confirmPortValidation', '2026-04-01T16:00+11:00'))).toEqual([
    '2026-04-02',
    '2026-04-02T06:00:00.000Z',
  ])
  // An hour after closing on Maundy Thursday: taken up on Tuesday the 7th, and ten days from there.
  expect(due(await step(port.id, 'passOnPort', '2026-04-02T18:00+11:00'))).toEqual([
    '2026-04-21',
    '2026-04-21T07:00:00.000Z',
  ])
  // The desk works on Monday the 27th, which only some states keep.
  expect(due(await step(port.id, 'acceptPort', '2026-04-21T12:00+10:00'))).toEqual([
    '2026-04-28',
    '2026-04-28T07:00:00.000Z',
  ])
  // Ten business days of New South Wales: 22, 23, 24, 28, 29 and 30 April, 1, 4, 5 and 6 May.
  expect((await allowed(port.id, 1)).earliest).toBe('2026-05-06')
  const nine = await given.staff.refusal(steps.setPortDate, {
    params: { portId: port.id },
    body: { cutOverAt: new Date('2026-05-05T09:30+10:00').toISOString() },
  })
  expect(nine.detail).toBe(
    '2026-05-05 cannot be chosen. A complex port needs 10 business days: 2026-05-06 is the first day there is.',
  )
  expect(due(await setDate(port.id, '2026-05-06T09:30+10:00'))).toEqual(['2026-05-06', '2026-05-05T23:30:00.000Z'])
})

describe('Anzac Day 2026, a Saturday: its Monday is kept in three of the eight', () => {
  test.each<[State, on: string, at: string, complexFrom: string]>([
    ['ACT', '2026-04-29', '2026-04-29T07:00:00.000Z', '2026-05-11'],
    ['NSW', '2026-04-29', '2026-04-29T07:00:00.000Z', '2026-05-11'],
    ['WA', '2026-04-29', '2026-04-29T09:00:00.000Z', '2026-05-11'],
    ['VIC', '2026-04-28', '2026-04-28T07:00:00.000Z', '2026-05-08'],
    ['SA', '2026-04-28', '2026-04-28T07:30:00.000Z', '2026-05-08'],
    ['TAS', '2026-04-28', '2026-04-28T07:00:00.000Z', '2026-05-08'],
    // Labour Day is on Monday 4 May in Queensland, May Day in the Northern Territory.
    ['QLD', '2026-04-28', '2026-04-28T07:00:00.000Z', '2026-05-11'],
    ['NT', '2026-04-28', '2026-04-28T07:30:00.000Z', '2026-05-11'],
  ])('lodged on the Friday before, the carrier of %s answers by %s', async (state, on, at, complexFrom) => {
    const losingCarrier = `Carrier of ${state}`
    const port = await lodge('2026-04-24T10:00+10:00', { losingCarrier })
    expect(due(port)).toEqual([on, at])
    const inForce = await given.staff.call(calendarsEndpoints.readCalendarsInForce, {
      query: { kind: 'complex', carrierId: await carrierId(losingCarrier), businessDays: 11 },
    })
    // Today is the first: the tenth after it is the eleventh.
    expect(inForce.days.find(({ carrier }) => carrier.no === 11)?.date).toBe(complexFrom)
  })
})

describe('Christmas 2026', () => {
  test('a carrier that shuts from the 24th answers in January', async () => {
    const port = await submit('2026-12-22T15:00+11:00', { losingCarrier: 'Carrier that shuts' })
    expect(due(port)).toEqual(['2026-12-23', '2026-12-23T06:00:00.000Z'])
    // What the desk does goes by the desk, which works on the 24th.
    expect(due(await step(port.id, 'lodgePort', '2026-12-23T10:00+11:00'))).toEqual([
      '2026-12-24',
      '2026-12-24T06:00:00.000Z',
    ])
    // Wednesday 6 and Thursday 7 January.
    expect(due(await step(port.id, 'passOnPort', '2026-12-23T11:00+11:00'))).toEqual([
      '2027-01-07',
      '2027-01-07T06:00:00.000Z',
    ])
    await step(port.id, 'acceptPort', '2026-12-23T16:00+11:00')
    const { earliest, days } = await allowed(port.id, 15)
    expect(earliest).toBe('2027-01-06')
    expect(days.filter(({ isAllowed }) => isAllowed).map(({ date }) => date)).toEqual(['2027-01-06'])
    expect(days.find(({ date }) => date === '2026-12-29')?.reason).toBe('Christmas shutdown, at Carrier that shuts')
    expect(days.find(({ date }) => date === '2026-12-28')?.reason).toContain('Boxing Day')
  })

  test('an afternoon off on Christmas Eve is a day worked', async () => {
    // South Australia: the 24th from seven in the evening; then 25 and 28 December are closed.
    const port = await lodge('2026-12-23T10:00+11:00', { losingCarrier: 'Carrier of SA' })
    expect(due(port)).toEqual(['2026-12-29', '2026-12-29T06:30:00.000Z'])
  })

  test('the desk that shuts itself lodges afterwards, whatever the carrier works', async () => {
    const admin = given.api.as({ role: 'admin' })
    const port = await submit('2026-12-22T15:00+11:00', { losingCarrier: 'Carrier of VIC' })
    const [desk] = (await admin.call(calendarsEndpoints.listCalendars)).items
    const { id: calendarId, name, timeZone, weekdays, opensAt, closesAt, holidays } = there(desk)
    const terms = { name, timeZone, weekdays, opensAt, closesAt, holidays }
    const closedDays = [{ date: '2026-12-23', until: '2027-01-03', name: 'Christmas shutdown' }]
    await admin.call(calendarsEndpoints.changeCalendar, { params: { calendarId }, body: { ...terms, closedDays } })
    expect(due(await given.read(port.id))).toEqual(['2027-01-04', '2027-01-04T06:00:00.000Z'])
    await admin.call(calendarsEndpoints.changeCalendar, { params: { calendarId }, body: { ...terms, closedDays: [] } })
    expect(due(await given.read(port.id))).toEqual(['2026-12-23', '2026-12-23T06:00:00.000Z'])
  })
})

describe('daylight saving', () => {
  test.each<[what: string, at: string, carrier: string, on: string, instant: string]>([
    // It begins on Sunday 4 October 2026. In Brisbane Monday the 5th is the King’s Birthday.
    ['Brisbane, before it begins', '2026-09-29T10:00+10:00', 'QLD', '2026-10-01', '2026-10-01T07:00:00.000Z'],
    ['Brisbane, over it', '2026-10-01T10:00+10:00', 'QLD', '2026-10-06', '2026-10-06T07:00:00.000Z'],
    ['Perth, over it', '2026-10-01T10:00+10:00', 'WA', '2026-10-05', '2026-10-05T09:00:00.000Z'],
    [
      'half past five in Sydney is half past three in Perth',
      '2026-10-02T17:30+10:00',
      'WA',
      '2026-10-06',
      '2026-10-06T09:00:00.000Z',
    ],
    [
      'half past five in Sydney is half past four in Brisbane',
      '2026-10-06T17:30+11:00',
      'QLD',
      '2026-10-08',
      '2026-10-08T07:00:00.000Z',
    ],
    [
      'six in Sydney is closing time in Brisbane',
      '2026-10-06T18:00+11:00',
      'QLD',
      '2026-10-09',
      '2026-10-09T07:00:00.000Z',
    ],
    // It ends on Sunday 5 April 2026, which is Easter.
    ['Brisbane, as it ends', '2026-04-02T10:00+11:00', 'QLD', '2026-04-08', '2026-04-08T07:00:00.000Z'],
    ['Perth, as it ends', '2026-04-02T10:00+11:00', 'WA', '2026-04-08', '2026-04-08T09:00:00.000Z'],
    [
      'eight in the evening in Sydney is closing time in Perth',
      '2026-04-01T20:00+11:00',
      'WA',
      '2026-04-08',
      '2026-04-08T09:00:00.000Z',
    ],
    ['and a minute before is not', '2026-04-01T19:59+11:00', 'WA', '2026-04-07', '2026-04-07T09:00:00.000Z'],
  ])('%s', async (_, at, state, on, instant) => {
    expect(due(await lodge(at, { losingCarrier: `Carrier of ${state}` }))).toEqual([on, instant])
  })

  test('the desk closes at five by its own clocks, an hour earlier by the sun once it has begun', async () => {
    expect(due(await submit('2026-10-01T10:00+10:00', {}))).toEqual(['2026-10-02', '2026-10-02T07:00:00.000Z'])
    expect(due(await submit('2026-10-02T10:00+10:00', {}))).toEqual(['2026-10-05', '2026-10-05T06:00:00.000Z'])
  })

  test('a cut-over needs Brisbane and Sydney at their desks: from nine in summer, from eight in winter', async () => {
    const summer = await lodge('2026-10-07T10:00+11:00', { losingCarrier: 'Carrier of QLD' })
    await step(summer.id, 'acceptPort', '2026-10-07T11:00+11:00')
    expect(await allowed(summer.id, 1)).toMatchObject({ earliest: '2026-10-08', opensAt: '09:00', closesAt: '17:00' })
    const early = await given.staff.refusal(steps.setPortDate, {
      params: { portId: summer.id },
      body: { cutOverAt: new Date('2026-10-08T08:30+11:00').toISOString() },
    })
    expect(early.detail).toBe('Cut-overs begin from 09:00 to 17:00, Australia/Sydney time.')
    expect(due(await setDate(summer.id, '2026-10-08T09:00+11:00'))[1]).toBe('2026-10-07T22:00:00.000Z')

    const winter = await lodge('2026-04-08T10:00+10:00', { losingCarrier: 'Carrier of QLD' })
    await step(winter.id, 'acceptPort', '2026-04-08T11:00+10:00')
    expect(await allowed(winter.id, 1)).toMatchObject({ earliest: '2026-04-09', opensAt: '08:00', closesAt: '17:00' })
    // The day the clocks changed lies between: before it ten of Sydney’s morning are seven of Perth’s, after it eight.
    const perth = await lodge('2026-04-01T16:00+11:00', { losingCarrier: 'Carrier of WA' })
    await step(perth.id, 'acceptPort', '2026-04-01T17:30+11:00')
    const { days } = await allowed(perth.id, 7)
    expect(days.filter(({ isAllowed }) => isAllowed).map(({ date, hours }) => [date, hours])).toEqual([
      ['2026-04-02', { opensAt: '11:00', closesAt: '17:00' }],
      ['2026-04-07', { opensAt: '10:00', closesAt: '17:00' }],
    ])
  })
})

async function writeDown(
  name: string,
  timeZone: string,
  state: State,
  closedDays: readonly { readonly date: string; readonly until: string; readonly name: string }[] = [],
): Promise<void> {
  await given.telco.pool.query(`INSERT INTO carriers (reseller_id, name, is_upstream) VALUES ($1, $2, false)`, [
    given.telco.resellerId,
    name,
  ])
  await given.api.as({ role: 'admin' }).call(calendarsEndpoints.createCalendar, {
    body: {
      kind: null,
      carrierId: await carrierId(name),
      name,
      timeZone,
      weekdays: [1, 2, 3, 4, 5],
      opensAt: '08:00',
      closesAt: '17:00',
      holidays: { nationalOnly: false, states: [state] },
      closedDays: [...closedDays],
    },
  })
}

async function carrierId(name: string): Promise<string> {
  const { rows } = await given.telco.pool.query<{ id: number }>('SELECT id FROM carriers WHERE name = $1', [name])
  return String(there(rows[0]).id)
}

type Asked = Parameters<PortingTelco['request']>[0]

async function submit(at: string, asked: Asked) {
  given.api.now = new Date(at)
  const { id } = await given.request({ authorisedOn: at.slice(0, 10), ...asked })
  return given.staff.call(steps.submitPort, { params: { portId: id }, body: {} })
}

/** Submitted, lodged and passed on, all at once. */
async function lodge(at: string, asked: Asked) {
  given.api.now = new Date(at)
  return given.lodged({ authorisedOn: at.slice(0, 10), ...asked })
}

async function step(portId: string, name: StepName, at: string) {
  given.api.now = new Date(at)
  return given.staff.call(steps[name], { params: { portId }, body: {} })
}

function setDate(portId: string, at: string) {
  const cutOverAt = new Date(at).toISOString()
  return given.staff.call(steps.setPortDate, { params: { portId }, body: { cutOverAt } })
}

function allowed(portId: string, days: number) {
  return given.staff.call(portsEndpoints.listAllowedDates, { params: { portId }, query: { days } })
}

function due({ dueOn, dueAt }: { readonly dueOn: string | null; readonly dueAt: string | null }) {
  return [dueOn, dueAt]
}
