import { problem, ProblemError } from '#domain/problem.ts'
import type { AccountProfile } from '#storage/tables/accounts.ts'

/**
 * What the fields of a profile ask of each other.
 *
 * @param said what the caller said of it: only that can be at fault.
 * @throws ProblemError 'invalid_value'.
 */
export function checkProfile(
  { paymentMode }: Pick<AccountProfile, 'paymentMode'>,
  said: Partial<AccountProfile>,
): void {
  if (paymentMode === 'prepaid' && said.termsDays !== undefined) {
    const message =
      'A prepaid account is sent statements, which fall due on no day: leave termsDays out, or make it postpaid.'
    throw new ProblemError(problem('invalid_value', message, { field: 'termsDays' }))
  }
}
