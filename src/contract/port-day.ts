import { z } from 'zod'
import { CHECK_NAMES, CHECK_PHASES } from '#domain/porting/cut-over-checklist.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { portLine, portState } from './port-shapes.ts'
import { date, id, instant, phoneNumber, prose, timeZone } from './wire.ts'

/** The day of a cut-over: what is looked after before, during and after it, the calls that are tried, what is urgent. */

const portParam = z.object({ portId: id })

const checkName = z.enum(CHECK_NAMES as [(typeof CHECK_NAMES)[number]]).meta({ id: 'PortCheckName' })

const by = {
  at: instant,
  by: z.string().meta({ description: 'For customers, staff are the brand' }),
  isCustomer: z.boolean(),
}

const check = z
  .object({
    item: checkName,
    phase: z.enum(CHECK_PHASES),
    title: z.string().meta({ description: 'In the words of who asks' }),
    help: z.string(),
    mayTick: z.boolean().meta({ description: 'Whether it is its time, and who asks may tick it' }),
    done: z.object({ ...by, note: z.string() }).nullable(),
  })
  .meta({ id: 'PortCheck' })

const direction = z.enum(['in', 'out']).meta({ description: 'in: a call to the number; out: one from it' })

const testCall = z
  .object({
    id,
    number: phoneNumber,
    direction,
    result: z.enum(['good', 'failed']),
    heard: z.string().meta({ description: 'Of one that failed' }),
    ...by,
  })
  .meta({ id: 'PortTestCall' })

const alarm = z
  .object({
    id,
    words: z.string(),
    ...by,
    settledAt: instant.nullable().meta({ description: 'When somebody of the staff had looked after it' }),
    settledBy: z.string().nullable(),
  })
  .meta({ id: 'PortAlarm' })

const progress = z.object({ done: z.int(), total: z.int() })

const contact = z
  .object({ name: z.string(), phone: phoneNumber.nullable() })
  .nullable()
  .meta({ description: 'Whom to reach on the day; where nobody is named for it, the authorised person' })

const cutOverDay = z
  .object({
    portId: id,
    state: portState,
    cutOverAt: instant.nullable(),
    startedAt: instant.nullable(),
    completedAt: instant.nullable(),
    returnUntil: instant.nullable().meta({ description: 'Until when the numbers may go back in an emergency' }),
    contact,
    checks: z.array(check).meta({ description: 'Of a port that has a date or is to get one; else none' }),
    progress,
    testCalls: z.array(testCall),
    isTried: z.boolean().meta({ description: 'Whether a call has come in, so that it is completed without asking' }),
    advice: z.string().nullable().meta({ description: 'What to do about a test call that failed' }),
    mayTestCall: z.boolean(),
    mayRaiseAlarm: z.boolean(),
    alarms: z.array(alarm),
  })
  .meta({ id: 'CutOverDay' })

const today = z
  .object({
    date,
    timeZone,
    items: z.array(
      z.object({
        port: portLine,
        contact,
        progress,
        isTried: z.boolean(),
        returnUntil: instant.nullable(),
        openAlarms: z.int(),
      }),
    ),
  })
  .meta({ id: 'CutOversOfDay' })

export const portDayEndpoints = {
  listCutOversOfDay: endpoint({
    id: 'port-day.today',
    method: 'GET',
    path: '/ports/today',
    summary: 'The cut-overs of a day in the order of the hour, with how far their checklists are',
    access: 'ports.work',
    query: z.object({
      date: date.optional().meta({ description: 'In the porting desk’s zone; left out: today' }),
    }),
    response: today,
  }),
  listPortAlarms: endpoint({
    id: 'port-day.alarms',
    method: 'GET',
    path: '/ports/urgent',
    summary: 'What customers say is badly wrong and nobody has settled, the oldest first',
    access: 'ports.work',
    response: z.object({
      items: z.array(
        z.object({
          portId: id,
          accountName: z.string(),
          numbers: z.array(phoneNumber).meta({ description: 'The first three' }),
          numberCount: z.int(),
          words: z.string(),
          at: instant,
        }),
      ),
    }),
  }),
  readCutOverDay: endpoint({
    id: 'port-day.read',
    method: 'GET',
    path: '/ports/{portId}/cut-over-day',
    summary: 'The day of a cut-over: its checklist, the calls that were tried, what is urgent',
    access: 'ports.read',
    params: portParam,
    response: cutOverDay,
  }),
  tickPortCheck: endpoint({
    id: 'port-day.tick',
    method: 'POST',
    path: '/ports/{portId}/checks',
    summary: 'Tick a check of the cut-over day, or take the tick off',
    access: 'ports.request',
    params: portParam,
    body: z
      .object({
        item: checkName,
        isDone: z.boolean().default(true),
        note: prose(500).default('').meta({ description: 'The customer reads it' }),
      })
      .strict(),
    response: cutOverDay,
  }),
  recordPortTestCall: endpoint({
    id: 'port-day.test-call',
    method: 'POST',
    path: '/ports/{portId}/test-calls',
    summary: 'Write down a call that was made to see whether a number works',
    description: 'From the beginning of the cut-over on; a good call ticks its check.',
    access: 'ports.request',
    params: portParam,
    body: z
      .object({
        number: phoneNumber,
        direction,
        result: z.enum(['good', 'failed']),
        heard: prose(500).default('').meta({ description: 'Of one that failed: a tone, an announcement, nothing' }),
      })
      .strict(),
    response: cutOverDay,
  }),
  raisePortAlarm: endpoint({
    id: 'port-day.raise-alarm',
    method: 'POST',
    path: '/ports/{portId}/alarms',
    summary: 'Say that something is badly wrong while the numbers may go back; staff are warned at once',
    access: 'ports.request',
    params: portParam,
    body: z.object({ words: prose(1000).min(1, 'Say what is wrong.') }).strict(),
    response: cutOverDay,
  }),
  settlePortAlarm: endpoint({
    id: 'port-day.settle-alarm',
    method: 'POST',
    path: '/ports/{portId}/alarms/settle',
    summary: 'Note that what was urgent has been looked after',
    access: 'ports.work',
    params: portParam,
    body: z
      .object({ words: prose(1000).default('').meta({ description: 'What was done; the customer reads it' }) })
      .strict(),
    response: cutOverDay,
  }),
  readCutOverFile: endpoint({
    id: 'port-day.calendar-file',
    method: 'GET',
    path: '/ports/{portId}/cut-over.ics',
    summary: 'The cut-over as a calendar file; one that is taken later updates the same entry',
    access: 'ports.read',
    params: portParam,
    media: { response: 'text/calendar' },
  }),
} satisfies Record<string, Endpoint>
