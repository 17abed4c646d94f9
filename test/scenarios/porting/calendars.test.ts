import type { z } from 'zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarsEndpoints } from '#contract/calendars.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { there } from '../../support/there.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { listCalendars, createCalendar, changeCalendar, deleteCalendar } = calendarsEndpoints
const { listClosedDays, readCalendarsInForce } = calendarsEndpoints

test('every reseller has a porting desk; what is due by it follows when it changes', async () => {
  const { api, staff } = given
  const admin = api.as({ role: 'admin' })
  const [desk] = (await staff.call(listCalendars)).items
  expect(desk).toMatchObject({
    process: 'porting',
    timeZone: 'Australia/Sydney',
    opensAt: '08:00',
    closesAt: '17:00',
    holidays: { nationalOnly: true, states: [] },
  })
  const { id: calendarId, ...terms } = termsOf(there(desk))
  const params = { calendarId }
  const { id } = await given.request()
  const submitted = await staff.call(portsEndpoints.submitPort, { params: { portId: id }, body: {} })
  expect(submitted.dueOn).toBe('2026-09-08')

  const body = {
    ...terms,
    opensAt: '08:30',
    closesAt: '16:30',
    holidays: { nationalOnly: false, states: ['VIC' as const] },
    closedDays: [{ date: '2026-09-08', name: 'Staff day' }],
  }
  expect((await staff.refusal(changeCalendar, { params, body })).code).toBe('forbidden')
  const changed = await admin.call(changeCalendar, { params, body })
  expect(changed).toMatchObject({ opensAt: '08:30', holidays: { states: ['VIC'] }, version: 2 })
  expect(await given.read(id)).toMatchObject({ dueOn: '2026-09-09', dueAt: '2026-09-09T06:30:00.000Z' })

  const { items } = await staff.call(listClosedDays, { params })
  expect(items.slice(0, 3)).toEqual([
    { date: '2026-09-08', name: 'Staff day', isPublicHoliday: false },
    { date: '2026-09-25', name: expect.any(String), isPublicHoliday: true },
    { date: '2026-11-03', name: 'Melbourne Cup', isPublicHoliday: true },
  ])
  const stale = await admin.refusal(changeCalendar, { params, body, headers: { 'if-match': '"1"' } })
  expect(stale.code).toBe('changed_meanwhile')
  const wrong = await admin.refusal(changeCalendar, { params, body: { ...body, closesAt: '08:00' } })
  expect(wrong.errors).toEqual([{ field: 'closesAt', message: 'The desk must close after it opens.' }])
})

test('a carrier has a calendar of its own: its answers are due by it, and cut-overs need both', async () => {
  const { api, staff, telco } = given
  const admin = api.as({ role: 'admin' })
  const { rows } = await telco.pool.query<{ id: number }>(
    `INSERT INTO carriers (reseller_id, name, is_upstream) VALUES ($1, 'Perth Example Phones', false) RETURNING id`,
    [telco.resellerId],
  )
  const carrierId = String(there(rows[0]).id)
  const perth = {
    name: 'Perth Example Phones',
    timeZone: 'Australia/Perth',
    weekdays: [1, 2, 3, 4, 5],
    opensAt: '08:00',
    closesAt: '16:00',
    holidays: { nationalOnly: false, states: ['WA' as const] },
    closedDays: [{ date: '2026-09-09', until: '2026-09-11', name: 'Moving house' }],
  }
  const port = await given.lodged({ losingCarrier: 'PERTH EXAMPLE PHONES' })
  expect(port.dueOn).toBe('2026-09-10')
  expect((await staff.refusal(createCalendar, { body: { kind: null, carrierId, ...perth } })).code).toBe('forbidden')
  const made = await admin.call(createCalendar, { body: { kind: null, carrierId, ...perth } })
  expect(made).toMatchObject({ kind: null, carrier: { id: carrierId, name: 'Perth Example Phones' }, openPorts: 1 })
  // Lodged on Monday: Tuesday is the first business day after, and the three that follow are closed.
  expect(await given.read(port.id)).toMatchObject({ dueOn: '2026-09-14', dueAt: '2026-09-14T08:00:00.000Z' })
  const twice = await admin.refusal(createCalendar, { body: { kind: null, carrierId, ...perth } })
  expect([twice.code, twice.errors?.[0]?.field]).toEqual(['already_exists', 'carrierId'])

  const special = await admin.call(createCalendar, {
    body: { kind: 'special', carrierId, ...perth, name: 'Perth, special', closedDays: [] },
  })
  const { items } = await staff.call(listCalendars)
  expect(items.map(({ name, openPorts }) => [name, openPorts])).toEqual([
    ['Porting desk', 2],
    ['Perth Example Phones', 1],
    ['Perth, special', 0],
  ])
  const inForce = await staff.call(readCalendarsInForce, { query: { carrierId, businessDays: 2 } })
  expect([inForce.desk.name, inForce.carrier.name]).toEqual(['Porting desk', 'Perth Example Phones'])
  // The test before closed the desk on the 8th.
  expect(
    inForce.days.map(({ date, desk, carrier, cutOver }) => [date, desk.no, carrier.no, carrier.closedFor, cutOver]),
  ).toEqual([
    ['2026-09-07', 1, 1, null, { opensAt: '10:00', closesAt: '16:30' }],
    ['2026-09-08', null, 2, null, null],
    ['2026-09-09', 2, null, 'Moving house', null],
  ])
  const ofSpecial = await staff.call(readCalendarsInForce, { query: { carrierId, kind: 'special' } })
  expect(ofSpecial.carrier).toEqual({ id: special.id, name: 'Perth, special', timeZone: 'Australia/Perth' })

  const accepted = await staff.call(portsEndpoints.acceptPort, { params: { portId: port.id }, body: {} })
  const dates = await staff.call(portsEndpoints.listAllowedDates, {
    params: { portId: accepted.id },
    query: { days: 8, from: '2026-09-08' },
  })
  expect([dates.earliest, dates.opensAt, dates.closesAt]).toEqual(['2026-09-14', '10:00', '16:30'])
  expect(dates.days.map(({ reason }) => reason).slice(0, 3)).toEqual([
    'Staff day',
    'Moving house, at PERTH EXAMPLE PHONES',
    'Moving house, at PERTH EXAMPLE PHONES',
  ])

  await admin.call(deleteCalendar, { params: { calendarId: special.id } })
  const desk = there(items[0])
  expect((await admin.refusal(deleteCalendar, { params: { calendarId: desk.id } })).code).toBe('in_use')
  const apart = await admin.refusal(changeCalendar, {
    params: { calendarId: made.id },
    body: { ...perth, opensAt: '20:00', closesAt: '22:00' },
  })
  expect(apart.errors).toEqual([
    {
      field: 'opensAt',
      message:
        'From 2026-09-07 on “Porting desk” and “Perth Example Phones” would share no hour for two months, and no port ' +
        'could be cut over: leave them some hours together.',
    },
  ])
  const backwards = await admin.refusal(changeCalendar, {
    params: { calendarId: made.id },
    body: { ...perth, closedDays: [{ date: '2026-12-24', until: '2026-12-20', name: 'Christmas' }] },
  })
  expect(backwards.errors).toEqual([
    { field: 'closedDays.0.until', message: '2026-12-20 is before 2026-12-24: swap them.' },
  ])
  const again = await given.lodged({ losingCarrier: 'Perth Example Phones' })
  expect(again.dueOn).toBe('2026-09-14')
  await admin.call(deleteCalendar, { params: { calendarId: made.id } })
  // By the desk's again, which is closed on the 8th.
  expect((await given.read(again.id)).dueOn).toBe('2026-09-10')
})

function termsOf(calendar: z.input<typeof listCalendars.response>['items'][number]) {
  const { id, name, timeZone, weekdays, opensAt, closesAt, holidays, closedDays } = calendar
  return { id, name, timeZone, weekdays, opensAt, closesAt, holidays, closedDays }
}
