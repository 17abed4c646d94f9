import { phoneText } from '#domain/phone-text.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { readPortOutsOfNumbers } from '#storage/queries/port-outs.ts'

/**
 * Sees that none of the numbers is about to leave for another carrier: what is disconnected cannot be ported any more.
 *
 * @throws ProblemError 'in_use', with the way out.
 */
export async function refuseLeaving({ db }: Pick<WriteContext, 'db'>, numbers: readonly string[]): Promise<void> {
  const [leaving] = await readPortOutsOfNumbers(db, numbers)
  if (leaving === undefined) return
  const [number, portOutId] = leaving
  const message =
    `${phoneText(number)} is leaving for another carrier by port-out ${portOutId} and would be lost if it were ` +
    'disconnected first: it ends by itself when it leaves.'
  throw new ProblemError(problem('in_use', message))
}
