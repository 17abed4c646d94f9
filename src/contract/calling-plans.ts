import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { planOffer, planDefinition, planTerms, planType } from './plan-terms.ts'
import { planPreview } from './plan-preview.ts'
import { id, instant, page, paging, prose } from './wire.ts'

const status = z.enum(['active', 'retired'])

const planSummary = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    type: planType.nullable(),
    status,
    use: z.enum(['retail', 'wholesale']).meta({ description: 'wholesale: the plan the reseller is charged by' }),
    accounts: z.number().int().meta({ description: 'Accounts that are on it now' }),
    inForce: planTerms.nullable().meta({ description: 'null: its first version is still to come' }),
    version: z.number().int().meta({ description: 'Of the plan as a whole, for If-Match' }),
  })
  .meta({ id: 'CallingPlanSummary' })

const planVersion = planTerms
  .extend({
    createdAt: instant,
    deckId: id.nullable(),
    deckName: z.string().nullable(),
    definition: planDefinition,
    isInForce: z.boolean(),
  })
  .meta({ id: 'CallingPlanVersion' })

const callingPlan = planSummary
  .extend({ versions: z.array(planVersion).meta({ description: 'In the order in which they take effect' }) })
  .meta({ id: 'CallingPlan' })

const params = z.object({ planId: id })
const versionNumber = z.coerce.number().int().min(1).max(100_000)
const effectiveFrom = instant.optional().meta({ description: 'From when on it prices calls; now if left out' })

const comparison = z
  .object({
    from: z.number().int(),
    to: z.number().int(),
    terms: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    definition: z.array(
      z.object({
        field: z.string().meta({ examples: ['rates.Mobile.perMinute'] }),
        kind: z.enum(['added', 'removed', 'changed']),
        before: z.unknown(),
        after: z.unknown(),
      }),
    ),
  })
  .meta({ id: 'CallingPlanComparison' })

const comparedPlan = z
  .object({ planId: id, name: z.string(), version: z.number().int(), effectiveFrom: instant, isInForce: z.boolean() })
  .meta({ id: 'ComparedPlan' })

const comparedField = z.object({
  field: z.string().meta({ examples: ['monthlyPrice', 'rates.Mobile.perMinute'] }),
  a: z.unknown().meta({ description: 'null: it says nothing of it' }),
  b: z.unknown(),
  isSame: z.boolean(),
})

const planComparison = z
  .object({
    a: comparedPlan,
    b: comparedPlan,
    terms: z.array(comparedField).meta({ description: 'What it costs and includes, beside its rates' }),
    definition: z
      .array(comparedField)
      .meta({ description: 'Everything either definition says, allowances by their names' }),
    differences: z.number().int(),
  })
  .meta({ id: 'PlanComparison' })

export const callingPlansEndpoints = {
  listCallingPlans: endpoint({
    id: 'calling-plans.list',
    method: 'GET',
    path: '/calling-plans',
    summary: 'Calling plans, by name',
    access: 'plans.read',
    query: z.object({ ...paging, type: planType.optional(), status: status.optional() }),
    response: page(planSummary),
  }),
  compareCallingPlans: endpoint({
    id: 'calling-plans.compare',
    method: 'GET',
    path: '/calling-plans/compare',
    summary: 'Any two calling plans side by side: every field of either, and where they differ',
    access: 'plans.read',
    query: z.object({
      a: id,
      b: id.meta({ description: 'May be the same plan, of another version' }),
      aVersion: versionNumber.optional().meta({ description: 'Left out: the one in force, or else the first' }),
      bVersion: versionNumber.optional(),
    }),
    response: planComparison,
  }),
  readCallingPlan: endpoint({
    id: 'calling-plans.read',
    method: 'GET',
    path: '/calling-plans/{planId}',
    summary: 'A calling plan with all its versions',
    access: 'plans.read',
    params,
    response: callingPlan,
    etag: true,
  }),
  createCallingPlan: endpoint({
    id: 'calling-plans.create',
    method: 'POST',
    path: '/calling-plans',
    summary: 'Make a calling plan',
    access: 'plans.write',
    body: z.object({ ...planOffer, description: prose(2000).optional(), effectiveFrom }).strict(),
    response: callingPlan,
    status: 201,
    etag: true,
  }),
  publishPlanVersion: endpoint({
    id: 'calling-plans.publish-version',
    method: 'POST',
    path: '/calling-plans/{planId}/versions',
    summary: 'Publish a further version of a calling plan',
    description:
      'Versions are never edited. Calls that start from effectiveFrom on are priced by the new one; its monthly price is ' +
      'each account’s from its next anniversary on.',
    access: 'plans.write',
    params,
    body: z
      .object({
        ...planOffer,
        effectiveFrom,
        allowBackdating: z.boolean().optional().meta({ description: 'Begin before calls that are priced already' }),
      })
      .strict(),
    response: callingPlan,
    status: 201,
    etag: true,
  }),
  withdrawPlanVersion: endpoint({
    id: 'calling-plans.withdraw-version',
    method: 'DELETE',
    path: '/calling-plans/{planId}/versions/{version}',
    summary: 'Take back a version that is not in force yet',
    access: 'plans.write',
    params: z.object({ planId: id, version: versionNumber }),
  }),
  comparePlanVersions: endpoint({
    id: 'calling-plans.compare-versions',
    method: 'GET',
    path: '/calling-plans/{planId}/versions/compare',
    summary: 'What one version changes against another',
    access: 'plans.read',
    params,
    query: z.object({ from: versionNumber, to: versionNumber }),
    response: comparison,
  }),
  describeCallingPlan: endpoint({
    id: 'calling-plans.describe',
    method: 'PATCH',
    path: '/calling-plans/{planId}',
    summary: 'Change a calling plan’s description',
    access: 'plans.write',
    params,
    body: z.object({ description: prose(2000) }).strict(),
    response: callingPlan,
    etag: true,
  }),
  retireCallingPlan: endpoint({
    id: 'calling-plans.retire',
    method: 'POST',
    path: '/calling-plans/{planId}/retire',
    summary: 'Take a calling plan out of sale; who is on it stays',
    access: 'plans.write',
    params,
    response: callingPlan,
    etag: true,
  }),
  restoreCallingPlan: endpoint({
    id: 'calling-plans.unretire',
    method: 'POST',
    path: '/calling-plans/{planId}/unretire',
    summary: 'Sell a retired calling plan again',
    access: 'plans.write',
    params,
    response: callingPlan,
    etag: true,
  }),
  deleteCallingPlan: endpoint({
    id: 'calling-plans.delete',
    method: 'DELETE',
    path: '/calling-plans/{planId}',
    summary: 'Delete a calling plan nobody was ever on',
    access: 'plans.write',
    params,
  }),
  previewPlanVersion: endpoint({
    id: 'calling-plans.preview',
    method: 'POST',
    path: '/calling-plans/{planId}/preview',
    summary: 'What a new version would change for the accounts on the plan, at their last closed month’s use',
    description:
      'Nothing is saved. Calls are priced by the plan as it is now and by the new version, with their allowances.',
    access: 'plans.write',
    params,
    query: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) }),
    body: z.object(planOffer).strict(),
    response: planPreview,
  }),
} satisfies Record<string, Endpoint>
