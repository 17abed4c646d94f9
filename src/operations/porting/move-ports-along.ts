import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import { ProblemError } from '#domain/problem.ts'
import { perform } from '#operations/operation.ts'
import { readPortsToMove } from '#storage/queries/ports.ts'
import { closePort, preProvisionPort } from './cut-over.ts'
import { NOTHING_SAID } from './port-step.ts'

export interface MovedPorts {
  readonly provisioned: number
  readonly closed: number
  /** Ports that could not take their step, with the reason; they stay due, and staff see them overdue. */
  readonly failures: readonly { readonly portId: number; readonly reason: string }[]
}

/**
 * Does what comes by itself: on the morning of the cut-over the numbers are put on the account, and when the
 * emergency-return window is over the port is closed. For every reseller; for the timetable.
 */
export async function movePortsAlong(pool: pg.Pool, { now }: { readonly now: Date }): Promise<MovedPorts> {
  const waiting = await readPortsToMove(pool, now)
  const failures: { portId: number; reason: string }[] = []
  let [provisioned, closed] = [0, 0]
  for (const { id: portId, resellerId, state } of waiting) {
    const step = state === 'date-set' ? preProvisionPort : closePort
    const request = { actor: systemActor(resellerId), input: { portId, ...NOTHING_SAID }, now, origin: 'timetable' }
    try {
      await perform(pool, step, request, () => null)
      if (state === 'date-set') provisioned++
      else closed++
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      failures.push({ portId, reason: error.message })
    }
  }
  return { provisioned, closed, failures }
}
