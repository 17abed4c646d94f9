import { formatDollars, type Micros } from '#domain/money.ts'
import { checkNumberPlan, type NumberDestination, type NumberPlan } from '#domain/plans/number-plan.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { isNumberPlanUsed, readNumberPlan, type NumberPlanRow } from '#storage/queries/number-plans.ts'
import {
  deleteNumberPlanRows,
  deletePricesAfter,
  insertNumberPlan,
  putNumberPlanPrice,
  updateNumberPlan,
} from '#storage/tables/number-plans.ts'

/** @throws ProblemError 'invalid_value', 'already_exists'. */
export const createNumberPlan = operation({
  name: 'number-plans.create',
  permission: 'plans.write',
  async run({ db, resellerId, now, audit, emit }, plan: NumberPlan) {
    refuseFaults(plan)
    const id = await insertNumberPlan(db, resellerId, { ...plan, isDefault: false }, now)
    if (id === undefined) throw nameTaken(plan.name)
    audit({ subject: `number plan ${id}`, after: onRecord(plan) })
    emit({ type: 'number-plan.created', payload: { numberPlanId: String(id), name: plan.name } })
    return id
  },
})

export interface NumberPlanChange {
  readonly id: number
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly destination?: NumberDestination | null | undefined
  readonly monthlyPriceMicros?: Micros | undefined
  /** From when on the new price holds; left out: now. */
  readonly effectiveFrom?: Date | undefined
  readonly ifVersion: number | undefined
}

/**
 * Changes a number plan. A new price is charged from each account's first anniversary in its time on; prices that were to
 * come later are taken back. What it prices, and whether it is bundled, is for good: numbers are on it.
 *
 * @throws ProblemError 'not_found', 'invalid_value', 'already_exists', 'changed_meanwhile'.
 */
export const changeNumberPlan = operation({
  name: 'number-plans.change',
  permission: 'plans.write',
  async run({ db, resellerId, now, audit, emit }, { id, ifVersion, effectiveFrom, ...change }: NumberPlanChange) {
    const before = await found(readNumberPlan(db, id, now))
    const from = effectiveFrom ?? now
    if (effectiveFrom !== undefined && change.monthlyPriceMicros === undefined) {
      throw new ProblemError(problem('invalid_value', 'Give the price that begins then.', { field: 'monthlyPrice' }))
    }
    if (from < now) {
      const message = 'A price cannot begin in the past: bills may have been made by the one that held.'
      throw new ProblemError(problem('invalid_value', message, { field: 'effectiveFrom' }))
    }
    const monthlyPriceMicros = change.monthlyPriceMicros ?? before.monthlyPriceMicros
    const next: NumberPlanRow = {
      ...before,
      name: change.name ?? before.name,
      description: change.description ?? before.description,
      destination: change.destination === undefined ? before.destination : change.destination,
      monthlyPriceMicros,
    }
    refuseFaults(next)
    if (change.monthlyPriceMicros !== undefined) {
      await deletePricesAfter(db, id, from)
      await putNumberPlanPrice(db, resellerId, id, monthlyPriceMicros, from)
    }
    const kept = { ...next, monthlyPriceMicros: from <= now ? monthlyPriceMicros : before.monthlyPriceMicros }
    const version = await updateNumberPlan(db, id, kept, ifVersion ?? before.version).catch(nameTakenBy(next.name))
    if (version === undefined) throw changedMeanwhile('the number plan')
    audit({
      subject: `number plan ${id}`,
      before: onRecord(before),
      after: { ...onRecord(next), ...(change.monthlyPriceMicros !== undefined && { priceFrom: from.toISOString() }) },
    })
    emit({ type: 'number-plan.changed', payload: { numberPlanId: String(id), name: next.name } })
    return id
  },
})

/**
 * Takes a number plan out of use for further numbers, or puts it back.
 *
 * @throws ProblemError 'not_found', 'conflict' for one of the three every reseller has, or a status it has already.
 */
export const changeNumberPlanStatus = operation({
  name: 'number-plans.change-status',
  permission: 'plans.write',
  async run({ db, now, audit, emit }, { id, status }: { readonly id: number; readonly status: 'active' | 'retired' }) {
    const before = await found(readNumberPlan(db, id, now))
    if (before.isDefault) {
      throw new ProblemError(problem('conflict', `"${before.name}" is one of the plans every reseller has: it stays.`))
    }
    if (before.status === status) {
      throw new ProblemError(problem('conflict', `Number plan "${before.name}" is ${status} already.`))
    }
    const version = await updateNumberPlan(db, id, { ...before, status }, before.version)
    if (version === undefined) throw changedMeanwhile('the number plan')
    audit({ subject: `number plan ${id}`, before: { status: before.status }, after: { status } })
    emit({
      type: status === 'retired' ? 'number-plan.retired' : 'number-plan.restored',
      payload: { numberPlanId: String(id), name: before.name },
    })
    return id
  },
})

/**
 * Deletes a number plan no number was ever on.
 *
 * @throws ProblemError 'not_found', 'in_use'.
 */
export const deleteNumberPlan = operation({
  name: 'number-plans.delete',
  permission: 'plans.write',
  async run({ db, now, audit }, { id }: { readonly id: number }) {
    const plan = await found(readNumberPlan(db, id, now))
    if (plan.isDefault) {
      throw new ProblemError(problem('in_use', `"${plan.name}" is one of the plans every reseller has: it stays.`))
    }
    if (await isNumberPlanUsed(db, id)) {
      throw new ProblemError(
        problem('in_use', `Numbers are or were on "${plan.name}": it stays on record. Retire it, and no more come.`),
      )
    }
    await deleteNumberPlanRows(db, id)
    audit({ subject: `number plan ${id}`, before: onRecord(plan) })
  },
})

async function found(plan: Promise<NumberPlanRow | undefined>): Promise<NumberPlanRow> {
  const row = await plan
  if (row === undefined) throw new ProblemError(problem('not_found', 'There is no such number plan.'))
  return row
}

function refuseFaults(plan: NumberPlan): void {
  const faults = checkNumberPlan(plan)
  if (faults.length > 0) throw new ProblemError(...faults)
}

function nameTaken(name: string): ProblemError {
  const message = `There is a number plan "${name}" already; choose another name.`
  return new ProblemError(problem('already_exists', message, { field: 'name' }))
}

const nameTakenBy =
  (name: string) =>
  (error: unknown): never => {
    if (error instanceof Error && 'code' in error && error.code === '23505') throw nameTaken(name)
    throw error
  }

function onRecord({
  name,
  description,
  monthlyPriceMicros,
  unit,
  isBundled,
  destination,
}: NumberPlan): Record<string, unknown> {
  return { name, description, monthlyPrice: formatDollars(monthlyPriceMicros), unit, isBundled, destination }
}
