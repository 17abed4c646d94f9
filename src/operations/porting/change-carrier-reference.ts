import { ENDED_STATES, stateWords, type PortState } from '#domain/porting/port-state.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import type { PortRow } from '#storage/queries/ports.ts'
import { updateReference } from '#storage/tables/ports.ts'
import { addToTimeline, takeInHand } from './port-step.ts'

/**
 * Puts right under which number the upstream carrier has a port.
 *
 * @throws ProblemError 'not_found', 'illegal_transition' for a port that was never lodged, or is over.
 */
export const changeCarrierReference = operation({
  name: 'ports.change-carrier-reference',
  permission: 'ports.work',
  async run(context, { portId, reference }: { readonly portId: number; readonly reference: string }) {
    const { port } = await takeInHand(context, portId)
    const closed: readonly PortState[] = ['draft', 'submitted', 'rejected', ...ENDED_STATES]
    if (closed.includes(port.state)) {
      const message = `Port ${portId} is ${stateWords(port.state)}: no carrier has it now.`
      throw new ProblemError(problem('illegal_transition', message))
    }
    await writeReference(context, port, reference)
    return portId
  },
})

/** Writes the carrier's number of a port in hand; nothing where it is that already. */
export async function writeReference(context: WriteContext, port: PortRow, reference: string): Promise<void> {
  const { id: portId, accountId, attempt, carrierReference: before } = port
  if (reference === before) return
  await updateReference(context.db, portId, attempt, reference, context.now)
  const staffWords = `Carrier’s reference: ${reference}`
  await addToTimeline(context, port, { what: 'note', state: null, attempt, customerWords: '', staffWords })
  const subject = `port ${portId}`
  context.audit({ subject, accountId, before: { carrierReference: before }, after: { carrierReference: reference } })
}
