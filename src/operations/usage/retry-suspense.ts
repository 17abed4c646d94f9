import type { SuspenseScope } from '#storage/queries/suspended-calls.ts'
import { operation, type Operation } from '#operations/operation.ts'
import { retrySuspended, type RetryReport } from './retry-suspended.ts'

/**
 * Tries suspended calls again on behalf of somebody: an operator those of the whole installation, a reseller's staff their
 * own and those that were nobody's and have a number of theirs now.
 */
export function retrySuspense(databaseUrl: string): Operation<Omit<SuspenseScope, 'resellerId'>, RetryReport> {
  return operation({
    name: 'suspense.retry',
    permission: 'suspense.write',
    run: async ({ actor, resellerId, now, audit }, scope) => {
      const own = actor.role === 'operator' ? {} : { resellerId }
      const report = await retrySuspended(databaseUrl, { ...scope, ...own, nowMs: () => now.getTime() })
      audit({ subject: 'suspended calls', after: { ...scope, ...report } })
      return report
    },
  })
}
