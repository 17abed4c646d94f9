import type pg from 'pg'
import { formatDollars, type Micros } from '#domain/money.ts'
import { compareDefinitions, listDefinitions, type DefinitionChange } from '#domain/plans/compare-definitions.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { listPlanTerms, readCallingPlan, type PlanTerms } from '#storage/queries/calling-plans.ts'

export interface PlanComparison {
  readonly from: number
  readonly to: number
  /** What it costs and includes, beside its rates; amounts as decimal dollars. */
  readonly terms: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]
  readonly definition: readonly (DefinitionChange & { readonly kind: 'added' | 'removed' | 'changed' })[]
}

/** What one version of a plan changes against another. Throws a ProblemError 'not_found'. */
export async function comparePlanVersions(
  db: pg.ClientBase,
  planId: number,
  from: number,
  to: number,
): Promise<PlanComparison> {
  const versions = await listPlanTerms(db, [planId])
  const find = (number: number): PlanTerms => versionOf(versions, number)
  const [before, after] = [find(from), find(to)]
  const [old, next] = [termsOf(before), termsOf(after)]
  return {
    from,
    to,
    terms: Object.keys(old).flatMap((field) =>
      old[field] === next[field] ? [] : [{ field, before: old[field], after: next[field] }],
    ),
    definition: compareDefinitions(before.definition, after.definition).map((change) => ({
      field: change.field,
      kind: change.before === undefined ? 'added' : change.after === undefined ? 'removed' : 'changed',
      before: change.before ?? null,
      after: change.after ?? null,
    })),
  }
}

/** A plan on one side, by the version named, in force, or first. */
export interface ComparedPlan {
  readonly planId: number
  readonly name: string
  readonly version: number
  readonly effectiveFrom: Date
  readonly isInForce: boolean
}

/** What each of the two says of something; null: nothing. */
export interface FieldOfBoth {
  readonly field: string
  readonly a: unknown
  readonly b: unknown
  readonly isSame: boolean
}

/**
 * Two calling plans side by side: all that either says, and whether the other says the same.
 *
 * @throws ProblemError 'not_found'.
 */
export async function comparePlans(
  db: pg.ClientBase,
  {
    a,
    b,
    aVersion,
    bVersion,
  }: {
    readonly a: number
    readonly b: number
    readonly aVersion?: number | undefined
    readonly bVersion?: number | undefined
  },
  now: Date,
): Promise<{
  readonly a: ComparedPlan
  readonly b: ComparedPlan
  readonly terms: readonly FieldOfBoth[]
  readonly definition: readonly FieldOfBoth[]
  readonly differences: number
}> {
  const [one, other] = [await sideOf(db, a, aVersion, now, 'a'), await sideOf(db, b, bVersion, now, 'b')]
  const [oneTerms, otherTerms] = [termsOf(one.terms), termsOf(other.terms)]
  // From when on either holds stands beside its name.
  const fields = Object.keys(oneTerms).filter((field) => field !== 'effectiveFrom')
  const terms = fields.map((field) => ({
    field,
    a: oneTerms[field],
    b: otherTerms[field],
    isSame: oneTerms[field] === otherTerms[field],
  }))
  const definition = listDefinitions(one.terms.definition, other.terms.definition).map(
    ({ field, before, after, isSame }) => ({ field, a: before ?? null, b: after ?? null, isSame }),
  )
  const differences = [...terms, ...definition].filter(({ isSame }) => !isSame).length
  return { a: one.plan, b: other.plan, terms, definition, differences }
}

async function sideOf(
  db: pg.ClientBase,
  planId: number,
  version: number | undefined,
  now: Date,
  field: 'a' | 'b',
): Promise<{ readonly plan: ComparedPlan; readonly terms: PlanTerms }> {
  const plan = await readCallingPlan(db, planId, now)
  if (plan === undefined) throw new ProblemError(problem('not_found', 'There is no such calling plan.', { field }))
  const versions = await listPlanTerms(db, [planId])
  const terms = versionOf(versions, version ?? plan.inForce?.version ?? versions[0]?.version ?? 1)
  const { name, inForce } = plan
  const { effectiveFrom } = terms
  const isInForce = terms.versionId === inForce?.versionId
  return { plan: { planId, name, version: terms.version, effectiveFrom, isInForce }, terms }
}

function versionOf(versions: readonly PlanTerms[], number: number): PlanTerms {
  const found = versions.find(({ version }) => version === number)
  if (found !== undefined) return found
  const there = versions.map(({ version }) => version).join(', ')
  const message = there === '' ? 'There is no such calling plan.' : `There is no version ${number}; there is ${there}.`
  throw new ProblemError(problem('not_found', message))
}

function termsOf(terms: PlanTerms): Record<string, unknown> {
  return {
    effectiveFrom: terms.effectiveFrom.toISOString(),
    monthlyPrice: amount(terms.monthlyPriceMicros),
    setupFee: amount(terms.setupFeeMicros),
    includedNumbers: terms.includedNumbers,
    includedChannels: terms.includedChannels,
    extraChannelPrice: amount(terms.channelPriceMicros),
    deck: terms.deckName,
  }
}

/** As amounts travel: as many places as it takes, two at least. */
function amount(value: Micros): string {
  return formatDollars(value).replace(/0{1,4}$/, '')
}
