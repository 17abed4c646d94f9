import { callingPlansEndpoints as endpoints } from '#contract/calling-plans.ts'
import { comparePlans, comparePlanVersions } from '#operations/plans/compare-plan-versions.ts'
import {
  changePlanStatus,
  createCallingPlan,
  deleteCallingPlan,
  describeCallingPlan,
  publishPlanVersion,
  withdrawPlanVersion,
} from '#operations/plans/change-calling-plan.ts'
import { previewPlanVersion } from '#operations/plans/preview-plan.ts'
import { listCallingPlans } from '#storage/queries/calling-plans.ts'
import { route, type Route } from '../route.ts'
import { readPlanView, toOffer, viewPlan } from './plan-views.ts'
import { viewPreview } from './preview-views.ts'

export const callingPlansRoutes: readonly Route[] = [
  route(endpoints.listCallingPlans, async ({ read, query, now }) => {
    const { items, nextCursor } = await read((db) => listCallingPlans(db, now, query))
    return { items: items.map(viewPlan), nextCursor }
  }),
  route(endpoints.compareCallingPlans, ({ read, query, now }) => read((db) => comparePlans(db, query, now))),
  route(endpoints.readCallingPlan, ({ read, params, now }) => read((db) => readPlanView(db, params.planId, now))),
  route(endpoints.createCallingPlan, ({ perform, body, now }) =>
    perform(
      createCallingPlan,
      { offer: toOffer(body), description: body.description ?? '', effectiveFrom: body.effectiveFrom },
      (planId, db) => readPlanView(db, planId, now),
    ),
  ),
  route(endpoints.publishPlanVersion, ({ perform, params, body, ifMatch, now }) =>
    perform(
      publishPlanVersion,
      {
        planId: params.planId,
        offer: toOffer(body),
        effectiveFrom: body.effectiveFrom,
        allowBackdating: body.allowBackdating ?? false,
        ifVersion: ifMatch,
      },
      ({ planId }, db) => readPlanView(db, planId, now),
    ),
  ),
  route(endpoints.withdrawPlanVersion, ({ perform, params }) => perform(withdrawPlanVersion, params, () => ({}))),
  route(endpoints.comparePlanVersions, ({ read, params, query }) =>
    read((db) => comparePlanVersions(db, params.planId, query.from, query.to)),
  ),
  route(endpoints.describeCallingPlan, ({ perform, params, body, ifMatch, now }) =>
    perform(describeCallingPlan, { ...params, ...body, ifVersion: ifMatch }, (planId, db) =>
      readPlanView(db, planId, now),
    ),
  ),
  route(endpoints.retireCallingPlan, ({ perform, params, now }) =>
    perform(changePlanStatus, { ...params, status: 'retired' }, (planId, db) => readPlanView(db, planId, now)),
  ),
  route(endpoints.restoreCallingPlan, ({ perform, params, now }) =>
    perform(changePlanStatus, { ...params, status: 'active' }, (planId, db) => readPlanView(db, planId, now)),
  ),
  route(endpoints.deleteCallingPlan, ({ perform, params }) => perform(deleteCallingPlan, params, () => ({}))),
  route(endpoints.previewPlanVersion, async ({ read, params, query, body, now, services }) => {
    const limits = { calls: services.config.limits.previewCalls }
    const preview = await read((db) => previewPlanVersion({ db, now, limits }, params.planId, toOffer(body)))
    return viewPreview(preview, query.limit)
  }),
]
