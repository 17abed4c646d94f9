import { problem, ProblemError } from '#domain/problem.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import { readSuspenseGroup } from '#domain/usage/suspense-group.ts'
import type { SuspenseScope } from '#storage/queries/suspended-calls.ts'
import { operation, type Operation } from '#operations/operation.ts'
import { retrySuspended, type RetryReport } from './retry-suspended.ts'

/** Which suspended calls are meant; what is left out does not narrow. */
export interface SuspenseToRetry {
  readonly causes?: readonly number[] | undefined
  readonly source?: string | undefined
  readonly importId?: number | undefined
  /** The key of a group. */
  readonly group?: string | undefined
}

/**
 * Tries suspended calls again on behalf of somebody: an operator those of the whole installation, a reseller's staff their
 * own and those that were nobody's and have a number of theirs now.
 *
 * @throws ProblemError 'invalid_value' for what is no group.
 */
export function retrySuspense(databaseUrl: string): Operation<SuspenseToRetry, RetryReport> {
  return operation({
    name: 'suspense.retry',
    permission: 'suspense.write',
    run: async ({ actor, resellerId, now, audit }, { group, ...narrowed }) => {
      const own = actor.role === 'operator' ? {} : { resellerId }
      const scope = { ...narrowed, ...(group !== undefined && scopeOf(group)), ...own }
      const report = await retrySuspended(databaseUrl, { ...scope, nowMs: () => now.getTime() })
      audit({ subject: 'suspended calls', after: { ...narrowed, ...(group !== undefined && { group }), ...report } })
      return report
    },
  })
}

/** All calls of a group; where they are told apart by more than can be asked for, a few others that are tried in vain. */
function scopeOf(key: string): SuspenseScope {
  const group = readSuspenseGroup(key)
  if (group === undefined) {
    throw new ProblemError(problem('invalid_value', 'Take the group from the list of groups.', { field: 'group' }))
  }
  const causes = [SUSPENSE_CAUSE_CODES[group.cause]]
  switch (group.by) {
    case 'number':
      return { causes, number: group.number }
    case 'account':
      return { causes, accountId: group.accountId }
    case 'deck':
      return { causes, prefix: group.prefix }
    case 'plan':
      return { causes, serviceType: group.serviceType }
    case 'import':
      return { causes, importId: group.importId }
  }
}
