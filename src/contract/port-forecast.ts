import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { portState } from './port-shapes.ts'
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
} satisfies Record<string, Endpoint>
