import { z } from 'zod'
import { REJECT_REASON_NAMES } from '#domain/porting/reject-reasons.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { portKind, portState } from './port-shapes.ts'
import { date, id } from './wire.ts'

const days = z.int().meta({ description: 'Business days of the porting desk' })

const step = z
  .object({
    state: portState.meta({ description: 'From when a port came here until it was done' }),
    count: z.int().nullable().meta({ description: 'Stays it is from; 0: by the steps; null for customers' }),
    half: days.meta({ description: 'Half were done within so many business days' }),
    eightOfTen: days,
    nineteenOfTwenty: days.nullable(),
  })
  .meta({ id: 'PortStepPace' })

const forecast = z
  .object({
    typicalOn: date.nullable().meta({ description: 'Half of such ports are done by then; null: it is done or over' }),
    likelyBy: date.nullable().meta({ description: '8 of 10 are' }),
    ifSubmittedNow: z.boolean().meta({ description: 'It waits for the customer: counted as if it were submitted now' }),
    words: z.string().meta({ examples: ['Likely Tue 3 Dec, by Fri 6 Dec in 8 of 10 cases.'] }),
    basis: z
      .object({
        from: z.enum(['date', 'rules', 'carrier', 'kind']).meta({
          description:
            'date: it is set; rules: how long the steps take; carrier: finished ports of this kind from this losing carrier; kind: all of this kind',
        }),
        count: z.int().nullable().meta({ description: 'Finished ports of it; null for customers' }),
        since: date.nullable().meta({ description: 'When the first of them was done' }),
        words: z.string().meta({ examples: ['From 43 ports from Example Telecom since March 2026.'] }),
      })
      .nullable(),
    steps: z.array(step).meta({ description: 'How long ports take from each step on' }),
  })
  .meta({ id: 'PortForecast' })

const carrierPace = z
  .object({
    carrier: z.string().meta({ description: 'The losing carrier, as it is written mostly' }),
    kind: portKind,
    finished: z.int().meta({ description: 'Ports completed in the period' }),
    half: days
      .nullable()
      .meta({ description: 'From the first submission half were done within so many business days' }),
    eightOfTen: days.nullable(),
    decided: z.int().meta({ description: 'Attempts accepted or rejected in the period' }),
    rejected: z.int(),
    rejectedShare: z
      .number()
      .nullable()
      .meta({ description: 'Of the attempts decided, 0 to 1', examples: [0.12] }),
    answered: z.int().meta({ description: 'Of the attempts decided, those the losing carrier had' }),
    late: z.int().meta({ description: 'Of those the ones it answered after their due date' }),
    lateShare: z.number().nullable(),
    reasons: z
      .array(
        z.object({
          reason: z.enum(REJECT_REASON_NAMES as [(typeof REJECT_REASON_NAMES)[number]]),
          label: z.string(),
          count: z.int(),
        }),
      )
      .meta({ description: 'Why they were rejected, the most frequent first: three at the most' }),
    open: z.int().meta({ description: 'Ports on their way now' }),
    overdue: z.int().meta({ description: 'Of them those whose next step is overdue' }),
  })
  .meta({ id: 'CarrierPace' })

export const portForecastEndpoints = {
  readPortForecast: endpoint({
    id: 'ports.forecast',
    method: 'GET',
    path: '/ports/{portId}/forecast',
    summary: 'When a port will be done: by half of such ports, and by 8 of 10; and on what that rests',
    description:
      'From 20 finished ports of the same kind and losing carrier on, or else of the kind, from what those took; else from how long each step takes.',
    access: 'ports.read',
    params: z.object({ portId: id }),
    response: forecast,
  }),
  reportPortPace: endpoint({
    id: 'reports.port-pace',
    method: 'GET',
    path: '/reports/port-pace',
    summary: 'How losing carriers work: how long ports take, what they reject and why, and what they answer late',
    description: 'By carrier and kind, the most ports first. Days are business days of the porting desk.',
    access: 'reports.read',
    query: z.object({
      months: z.coerce.number().int().min(1).max(36).default(12).meta({ description: 'Back from now' }),
      format: z.enum(['json', 'csv']).optional().meta({ description: 'csv: a file; also by Accept: text/csv' }),
    }),
    response: z.object({ from: date, rows: z.array(carrierPace) }).meta({ id: 'PortPaceReport' }),
  }),
} satisfies Record<string, Endpoint>
