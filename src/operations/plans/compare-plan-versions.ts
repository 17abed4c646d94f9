import type pg from 'pg'
import { formatDollars } from '#domain/money.ts'
import { compareDefinitions, type DefinitionChange } from '#domain/plans/compare-definitions.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { listPlanTerms, type PlanTerms } from '#storage/queries/calling-plans.ts'

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
  const find = (number: number): PlanTerms => {
    const found = versions.find(({ version }) => version === number)
    if (found !== undefined) return found
    const there = versions.map(({ version }) => version).join(', ')
    throw new ProblemError(
      problem(
        'not_found',
        there === '' ? 'There is no such calling plan.' : `There is no version ${number}; there is ${there}.`,
      ),
    )
  }
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

function termsOf(terms: PlanTerms): Record<string, unknown> {
  return {
    effectiveFrom: terms.effectiveFrom.toISOString(),
    monthlyPrice: formatDollars(terms.monthlyPriceMicros),
    setupFee: formatDollars(terms.setupFeeMicros),
    includedNumbers: terms.includedNumbers,
    includedChannels: terms.includedChannels,
    extraChannelPrice: formatDollars(terms.channelPriceMicros),
    deck: terms.deckName,
  }
}
