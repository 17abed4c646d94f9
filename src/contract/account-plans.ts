import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { allowanceUse, planDefinition, planTerms, planType } from './plan-terms.ts'
import { accountPreview } from './plan-preview.ts'
import { currency, date, id, instant, money, page, paging } from './wire.ts'

const counted = z.object({
  name: z.string(),
  unit: z.enum(['seconds', 'calls']),
  quantity: z.number().int(),
})
const monetary = z.object({ name: z.string(), unit: z.literal('money'), currency, quantity: money })

/** What a plan brings: seconds or calls as numbers, money as money. */
const allowance = z.discriminatedUnion('unit', [counted, monetary]).meta({ id: 'Allowance' })

const accountPlan = z
  .object({
    accountId: id,
    current: z
      .object({
        planId: id,
        name: z.string(),
        type: planType,
        since: instant,
        terms: planTerms,
        definition: planDefinition,
      })
      .nullable()
      .meta({ description: 'null: the account has no plan' }),
    cycle: z.object({ from: date, to: date.meta({ description: 'The last day' }) }),
    allowances: z
      .array(allowanceUse.extend({ serviceTypes: z.array(z.string()) }))
      .meta({ description: 'What there is in this cycle, used and remaining' }),
    bundledNumbers: z.object({ used: z.number().int(), included: z.number().int() }),
    pending: z
      .object({ planId: id, name: z.string(), dueOn: date, requestedAt: instant })
      .nullable()
      .meta({ description: 'A change that waits for the anniversary' }),
  })
  .meta({ id: 'AccountPlan' })

const planChange = z
  .object({
    accountId: id,
    planId: id,
    planName: z.string(),
    kind: z.enum(['upgrade', 'downgrade', 'same-price']),
    when: z.enum(['now', 'anniversary']),
    effectiveOn: date,
    currency,
    monthlyPrice: money,
    charge: money.meta({ description: 'Charged now, ex GST: the difference for the days left in the cycle' }),
    gst: money,
    allowances: z.array(allowance).meta({ description: 'What the plan brings for its first cycle' }),
    dryRun: z.boolean(),
  })
  .meta({ id: 'PlanChange' })

const planTime = z
  .object({
    id,
    planId: id,
    planName: z.string(),
    from: instant,
    to: instant.nullable(),
    allowanceDays: z.number().int().nullable().meta({ description: 'Of its first cycle; null: all of it' }),
    cycleDays: z.number().int().nullable(),
  })
  .meta({ id: 'PlanTime' })

const params = z.object({ accountId: id })

export const accountPlansEndpoints = {
  readAccountPlan: endpoint({
    id: 'account-plans.read',
    method: 'GET',
    path: '/accounts/{accountId}/calling-plan',
    summary: 'The plan an account is on, its allowances this cycle, and what waits',
    access: 'account-plans.read',
    params,
    response: accountPlan,
  }),
  changeAccountPlan: endpoint({
    id: 'account-plans.change',
    method: 'PUT',
    path: '/accounts/{accountId}/calling-plan',
    summary: 'Change an account’s plan now or at its anniversary',
    description:
      'An upgrade (a higher monthly price) may be made now: the difference is charged for the days left in the cycle, and ' +
      'the plan’s allowances are for those days. Everything else waits for the anniversary. dryRun says what would happen.',
    access: 'account-plans.write',
    params,
    body: z.object({ planId: id, when: z.enum(['now', 'anniversary']), dryRun: z.boolean().optional() }).strict(),
    response: planChange,
  }),
  withdrawPlanChange: endpoint({
    id: 'account-plans.withdraw-change',
    method: 'DELETE',
    path: '/accounts/{accountId}/calling-plan/pending',
    summary: 'Give up a change of plan that waits for the anniversary',
    access: 'account-plans.write',
    params,
  }),
  listAccountPlans: endpoint({
    id: 'account-plans.history',
    method: 'GET',
    path: '/accounts/{accountId}/calling-plan/history',
    summary: 'The plans an account was on, the last first',
    access: 'account-plans.read',
    params,
    query: z.object(paging),
    response: page(planTime),
  }),
  previewAccountPlan: endpoint({
    id: 'account-plans.preview',
    method: 'POST',
    path: '/accounts/{accountId}/calling-plan/preview',
    summary: 'What an account’s last closed month would have cost on another plan',
    access: 'plans.read',
    params,
    body: z.object({ planId: id }).strict(),
    response: accountPreview,
  }),
} satisfies Record<string, Endpoint>
