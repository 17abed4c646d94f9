import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import { expiresUntouchedSince, warnsUntouchedSince } from '#domain/porting/expiry.ts'
import { ProblemError } from '#domain/problem.ts'
import { perform } from '#operations/operation.ts'
import { readPortsToMove, readPortsToWarn } from '#storage/queries/ports.ts'
import { closePort, preProvisionPort } from './cut-over.ts'
import { expirePort, warnOfExpiry } from './end-port.ts'
import { NOTHING_SAID } from './port-step.ts'

export interface MovedPorts {
  readonly provisioned: number
  readonly closed: number
  readonly expired: number
  /** Requests whose customers were told that they expire soon. */
  readonly warned: number
  /** Ports that could not take their step, with the reason; they stay due, and staff see them overdue. */
  readonly failures: readonly { readonly portId: number; readonly reason: string }[]
}

const STEPS = {
  'date-set': { step: preProvisionPort, counted: 'provisioned' },
  completed: { step: closePort, counted: 'closed' },
  draft: { step: expirePort, counted: 'expired' },
  rejected: { step: expirePort, counted: 'expired' },
} as const

/**
 * Does what comes by itself: on the morning of the cut-over the numbers are put on the account, and when the
 * emergency-return window is over the port is closed; a request nobody went on with expires. For every reseller; for the timetable.
 */
export async function movePortsAlong(pool: pg.Pool, { now }: { readonly now: Date }): Promise<MovedPorts> {
  const waiting = await readPortsToMove(pool, { now, expiresUntouchedSince: expiresUntouchedSince(now) })
  const failures: { portId: number; reason: string }[] = []
  const moved = { provisioned: 0, closed: 0, expired: 0 }
  for (const { id: portId, resellerId, state } of waiting) {
    const request = { actor: systemActor(resellerId), input: { portId, ...NOTHING_SAID }, now, origin: 'timetable' }
    try {
      await perform(pool, STEPS[state].step, request, () => null)
      moved[STEPS[state].counted]++
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      failures.push({ portId, reason: error.message })
    }
  }
  return { ...moved, warned: await warnOfExpiries(pool, now), failures }
}

async function warnOfExpiries(pool: pg.Pool, now: Date): Promise<number> {
  const times = { expiresUntouchedSince: expiresUntouchedSince(now), warnsUntouchedSince: warnsUntouchedSince(now) }
  let warned = 0
  for (const { id: portId, resellerId } of await readPortsToWarn(pool, times)) {
    const request = { actor: systemActor(resellerId), input: { portId }, now, origin: 'timetable' }
    try {
      await perform(pool, warnOfExpiry, request, () => null)
      warned++
    } catch (error) {
      // Somebody went on with it this moment: it does not expire.
      if (!(error instanceof ProblemError)) throw error
    }
  }
  return warned
}
