import { z } from 'zod'
import { NUMBER_DESTINATIONS } from '#domain/plans/number-plan.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { price } from './plan-terms.ts'
import { currency, id, instant, money, page, paging, prose, words } from './wire.ts'

const status = z.enum(['active', 'retired'])
const destination = z
  .enum(NUMBER_DESTINATIONS)
  .nullable()
  .meta({ description: 'The numbers it is meant for; null: any' })

const summary = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    currency,
    monthlyPrice: money.meta({ description: 'Ex GST' }),
    unit: z.enum(['number', 'block']).meta({ description: 'What it prices: one number, or a whole 100-number block' }),
    isBundled: z.boolean().meta({ description: 'Numbers on it count towards what the calling plan includes' }),
    destination,
    status,
    isDefault: z.boolean().meta({ description: 'One of the three every reseller has' }),
    numbers: z.number().int().meta({ description: 'Numbers that are on it now' }),
    version: z.number().int(),
  })
  .meta({ id: 'NumberPlanSummary' })

const numberPlan = summary
  .extend({
    prices: z
      .array(z.object({ effectiveFrom: instant, monthlyPrice: money }))
      .meta({ description: 'Through time, the last first' }),
  })
  .meta({ id: 'NumberPlan' })

const params = z.object({ numberPlanId: id })

export const numberPlansEndpoints = {
  listNumberPlans: endpoint({
    id: 'number-plans.list',
    method: 'GET',
    path: '/number-plans',
    summary: 'Number plans, by name',
    access: 'plans.read',
    query: z.object({ ...paging, status: status.optional() }),
    response: page(summary),
  }),
  readNumberPlan: endpoint({
    id: 'number-plans.read',
    method: 'GET',
    path: '/number-plans/{numberPlanId}',
    summary: 'A number plan with its prices',
    access: 'plans.read',
    params,
    response: numberPlan,
    etag: true,
  }),
  createNumberPlan: endpoint({
    id: 'number-plans.create',
    method: 'POST',
    path: '/number-plans',
    summary: 'Make a number plan',
    access: 'plans.write',
    body: z
      .object({
        name: words(80),
        description: prose(2000).optional(),
        monthlyPrice: price,
        unit: z.enum(['number', 'block']).optional(),
        isBundled: z.boolean().optional(),
        destination: destination.optional(),
      })
      .strict(),
    response: numberPlan,
    status: 201,
    etag: true,
  }),
  changeNumberPlan: endpoint({
    id: 'number-plans.change',
    method: 'PATCH',
    path: '/number-plans/{numberPlanId}',
    summary: 'Change a number plan',
    description: 'A new price is charged from each account’s first anniversary in its time on.',
    access: 'plans.write',
    params,
    body: z
      .object({
        name: words(80).optional(),
        description: prose(2000).optional(),
        destination: destination.optional(),
        monthlyPrice: price.optional(),
        effectiveFrom: instant.optional().meta({ description: 'Of the new price; now if left out' }),
      })
      .strict(),
    response: numberPlan,
    etag: true,
  }),
  retireNumberPlan: endpoint({
    id: 'number-plans.retire',
    method: 'POST',
    path: '/number-plans/{numberPlanId}/retire',
    summary: 'Take a number plan out of use for further numbers',
    access: 'plans.write',
    params,
    response: numberPlan,
    etag: true,
  }),
  restoreNumberPlan: endpoint({
    id: 'number-plans.unretire',
    method: 'POST',
    path: '/number-plans/{numberPlanId}/unretire',
    summary: 'Use a retired number plan again',
    access: 'plans.write',
    params,
    response: numberPlan,
    etag: true,
  }),
  deleteNumberPlan: endpoint({
    id: 'number-plans.delete',
    method: 'DELETE',
    path: '/number-plans/{numberPlanId}',
    summary: 'Delete a number plan no number was ever on',
    access: 'plans.write',
    params,
  }),
} satisfies Record<string, Endpoint>
