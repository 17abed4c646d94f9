import type pg from 'pg'
import type { Allowance } from '#domain/plans/calling-plan.ts'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { readPlansInForce } from '#storage/queries/calling-plans.ts'
import { listAllowancesNearEnd, type AllowanceNearEnd } from '#storage/queries/dashboard/allowances-near-end.ts'
import type { Page } from '#storage/queries/page.ts'

export interface NamedAllowance extends AllowanceNearEnd, Pick<Allowance, 'name' | 'unit'> {
  readonly plan: string
}

/** Allowances of running billing cycles of which at least `usedFrom` per cent are used, the most used first. */
export async function allowancesNearEnd(
  db: pg.ClientBase,
  query: Parameters<typeof listAllowancesNearEnd>[2],
): Promise<Page<NamedAllowance> & { readonly remaining: number }> {
  const offered = (await readPlansInForce(db, query.now)).flatMap(({ versionId, name: plan, definition }) => {
    const parsed = parseCallingPlan(definition)
    const allowances = 'rates' in parsed ? parsed.allowances : []
    return allowances.map(({ name, unit, quantity }, allowanceNo) => ({
      planVersionId: versionId,
      allowanceNo,
      quantity,
      plan,
      name,
      unit,
    }))
  })
  const { items, ...page } = await listAllowancesNearEnd(db, offered, query)
  const named = items.flatMap((item) => {
    const { planVersionId, allowanceNo } = item
    const found = offered.find((one) => one.planVersionId === planVersionId && one.allowanceNo === allowanceNo)
    return found === undefined ? [] : [{ ...item, plan: found.plan, name: found.name, unit: found.unit }]
  })
  return { ...page, items: named }
}
