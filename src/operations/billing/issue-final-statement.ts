import type { WriteContext } from '#operations/operation.ts'

/**
 * Issues the last statement of an account that is being closed: whatever is not yet on one, with no further charges in
 * advance.
 */
export async function issueFinalStatement(_context: WriteContext, _accountId: number): Promise<void> {
  await Promise.resolve()
}
