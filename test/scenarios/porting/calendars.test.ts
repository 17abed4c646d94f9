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

const { listCalendars, changeCalendar, listClosedDays } = calendarsEndpoints

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
  const { id: calendarId, process: _, version: __, ...terms } = there(desk)
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
