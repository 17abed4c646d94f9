import { unconfirmed } from '#domain/porting/pre-flight/pre-flight.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import type { PortRow } from '#storage/queries/ports.ts'
import type { Said } from './port-step.ts'
import { readPreFlight } from './pre-flight.ts'

/** What the one who submits has seen. */
interface Confirmation {
  readonly confirmed?: readonly string[] | undefined
  readonly overrideReason?: string | undefined
}

/**
 * Sees that nothing a carrier would reject, and nothing by which somebody may come to harm, is submitted unknowingly: customers
 * confirm it, staff say why. What was confirmed is said on the timeline.
 *
 * @throws ProblemError 'confirmation_needed' with each finding that is not confirmed; 'invalid_value' where staff give no
 *   reason.
 */
export async function confirmFindings(
  context: WriteContext,
  port: PortRow,
  { confirmed = [], overrideReason = '' }: Confirmation,
): Promise<Partial<Said>> {
  const findings = await readPreFlight(context, port)
  const left = unconfirmed(findings, confirmed)
  if (left.length > 0) {
    throw new ProblemError(
      ...left.map(({ code, message, fix }) =>
        problem('confirmation_needed', `${message} ${fix} To submit it so, confirm ${code}.`, { field: 'confirmed' }),
      ),
    )
  }
  const seen = findings.filter(({ mustConfirm }) => mustConfirm)
  if (seen.length === 0) return {}
  const list = seen.map(({ message }) => `- ${message}`).join('\n')
  if (context.actor.accountId !== undefined) return { customerWords: `Sent knowingly in spite of:\n${list}` }
  if (overrideReason.trim() === '') {
    const message = 'Say why it is submitted although a carrier would reject it; the reason stays on the timeline.'
    throw new ProblemError(problem('invalid_value', message, { field: 'overrideReason' }))
  }
  return { staffWords: `Submitted in spite of:\n${list}\nReason: ${overrideReason.trim()}` }
}
