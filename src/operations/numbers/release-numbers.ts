import { quarantineEnds } from '#domain/numbers/quarantine.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { readQuarantineTerms } from '#storage/queries/number-holders.ts'
import { endHoldings } from '#storage/tables/numbers.ts'

export interface Release {
  readonly accountId: number
  /** E.164 digits; left out: every number the account has. One it does not have is passed over. */
  readonly numbers?: readonly string[]
  /** When the account stops holding them; the quarantine counts from here. */
  readonly at: Date
}

/**
 * Takes numbers back from an account: a cancellation that is due, the end of the account, a removal. They rest as long as
 * the reseller says (six months from the start), then anybody may have them. No money moves.
 *
 * @returns the numbers released, in order.
 * @throws ProblemError 'not_found' for an account the session does not see.
 */
export async function releaseNumbers(
  { db, audit, emit }: Pick<WriteContext, 'db' | 'audit' | 'emit'>,
  { accountId, numbers, at }: Release,
): Promise<readonly string[]> {
  const terms = await readQuarantineTerms(db, accountId)
  if (terms === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  const quarantinedUntil = quarantineEnds(at, terms.months, terms.timeZone)
  const ended = await endHoldings(db, { accountId, numbers, at, quarantinedUntil })
  const released = ended.map(({ number }) => number)
  if (released.length === 0) return released
  const after = { numbers: released, quarantinedUntil: quarantinedUntil.toISOString() }
  audit({ subject: `account ${accountId}`, accountId, before: { numbers: released }, after: { released: after } })
  emit({ type: 'number.released', accountId, payload: after })
  return released
}
