import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { readPlanIou } from '#storage/queries/ious.ts'
import { savePlanIou } from '#storage/tables/ious.ts'

/**
 * Says whether accounts on a plan get an IOU by themselves, from now on.
 *
 * @throws ProblemError 'not_found'.
 */
export const setPlanIou = operation({
  name: 'iou.set-plan',
  permission: 'plans.write',
  async run({ db, audit }, { planId, isAllowed }: { readonly planId: number; readonly isAllowed: boolean }) {
    const before = await readPlanIou(db, planId)
    if (before === undefined || !(await savePlanIou(db, planId, isAllowed)))
      throw new ProblemError(problem('not_found', 'There is no such calling plan.'))
    if (before !== isAllowed)
      audit({ subject: `calling plan ${planId}`, before: { iouAllowed: before }, after: { iouAllowed: isAllowed } })
    return { planId, isAllowed }
  },
})
