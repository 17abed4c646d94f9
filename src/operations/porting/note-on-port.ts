import { operation } from '#operations/operation.ts'
import { addToTimeline, takeInHand } from './port-step.ts'

export interface PortNote {
  readonly portId: number
  readonly note: string
  /** Whether the customer sees it; a customer's own it always does. */
  readonly forCustomer: boolean
}

/** Adds a note to the timeline of a port, whatever its state. */
export const noteOnPort = operation({
  name: 'ports.note',
  permission: 'ports.request',
  async run(context, { portId, note, forCustomer }: PortNote) {
    const { port } = await takeInHand(context, portId)
    const isShown = forCustomer || context.actor.accountId !== undefined
    const said = isShown ? { customerWords: note, staffWords: '' } : { customerWords: '', staffWords: note }
    await addToTimeline(context, port, { what: 'note', state: null, attempt: port.attempt, ...said })
    context.audit({ subject: `port ${portId}`, accountId: port.accountId, after: { note, forCustomer: isShown } })
    return portId
  },
})
