import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import { ProblemError } from '#domain/problem.ts'
import { operation, perform } from '#operations/operation.ts'
import type { CarrierResponse } from '#providers/carrier/carrier-provider.ts'
import { carrierProvider } from '#providers/carrier/way-to-carrier.ts'
import { lockResponse, readPortsAtCarriers, type PortAtCarrier } from '#storage/queries/carrier-responses.ts'
import { readCarrier } from '#storage/queries/carriers.ts'
import { readPort } from '#storage/queries/ports.ts'
import { writeResponse } from '#storage/tables/carrier-responses.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { loadCalendars } from './desk.ts'
import { orderOf } from './hand-over.ts'
import { addToTimeline, NOTHING_SAID, takeInHand } from './port-step.ts'
import { takeAnswer } from './take-answer.ts'
import { lodgePort } from './work-port.ts'

export interface AskedCarriers {
  readonly lodged: number
  /** Answers that were taken. */
  readonly taken: number
  /** Ports whose next step at the carrier could not be taken, with the reason; it is tried again. */
  readonly failures: readonly { readonly portId: number; readonly reason: string }[]
}

/** Something to be done with a port at its carrier. */
type Errand = { readonly key: string } & ({ readonly response: CarrierResponse } | { readonly response?: never })

/**
 * Gives carriers that take orders by themselves what was submitted, and takes what they answer. Each port is a transaction
 * of its own: what a crash leaves is done next time, and an answer counts once. For every reseller; for the timetable.
 */
export async function askCarriers(pool: pg.Pool, { now }: { readonly now: Date }): Promise<AskedCarriers> {
  const done = { lodged: 0, taken: 0 }
  const failures: { portId: number; reason: string }[] = []
  for (const port of await readPortsAtCarriers(pool)) {
    const { id: portId, resellerId, carrierId } = port
    let key = 'asked'
    try {
      const found = await findErrand(pool, port, now)
      if (found === undefined) continue
      ;({ key } = found.errand)
      const request = { actor: systemActor(resellerId, found.carrierName), now, origin: 'timetable' }
      const { response } = found.errand
      if (response === undefined) {
        const input = { portId, upstreamId: carrierId, ...NOTHING_SAID }
        await perform(pool, lodgePort, { ...request, input }, () => null)
        done.lodged++
      } else {
        const isNew = await perform(
          pool,
          takeResponse,
          { ...request, input: { portId, carrierId, response } },
          (is) => is,
        )
        if (isNew) done.taken++
      }
    } catch (error) {
      const reason =
        error instanceof ProblemError ? wordsOf(error) : error instanceof Error ? error.message : String(error)
      failures.push({ portId, reason })
      // What only the log can tell the desk has no use for.
      const words = error instanceof ProblemError ? reason : 'The carrier could not be reached.'
      const request = { actor: systemActor(resellerId), now, origin: 'timetable' }
      await perform(pool, noteFailure, { ...request, input: { portId, carrierId, key, words } }, () => null)
    }
  }
  return { ...done, failures }
}

/** Without the names of fields, which mean nothing on a timeline. */
export function wordsOf({ problems }: ProblemError): string {
  return problems.map(({ message }) => message).join(' ')
}

async function findErrand(
  pool: pg.Pool,
  { id, resellerId, carrierId }: PortAtCarrier,
  now: Date,
): Promise<{ readonly errand: Errand; readonly carrierName: string } | undefined> {
  const found = await readAsTenant(pool, { resellerId }, async (db) => {
    const [port, carrier] = [await readPort(db, id), await readCarrier(db, carrierId)]
    return port === undefined || carrier === undefined
      ? undefined
      : { port, carrier, calendars: await loadCalendars(db, port, now) }
  })
  if (found === undefined) return undefined
  const { port, carrier, calendars } = found
  const provider = carrierProvider(carrier, calendars)
  const order = orderOf(port)
  if (port.state === 'submitted') {
    const errand = { key: `attempt ${port.attempt} lodged` }
    return provider.takesNow(order, now) ? { errand, carrierName: carrier.name } : undefined
  }
  const response = await provider.nextResponse(order, now)
  return response === undefined ? undefined : { errand: { key: response.key, response }, carrierName: carrier.name }
}

/**
 * Takes an answer of a carrier, and notes that it was. False: it was taken before, and nothing is done.
 *
 * @throws ProblemError where the port cannot get there.
 */
export const takeResponse = operation({
  name: 'ports.take-response',
  permission: 'ports.work',
  async run(
    context,
    {
      portId,
      carrierId,
      response,
    }: { readonly portId: number; readonly carrierId: number; readonly response: CarrierResponse },
  ) {
    const { db, resellerId, now } = context
    await takeInHand(context, portId)
    const known = await lockResponse(db, portId, response.key)
    if (known?.isTaken === true) return false
    await takeAnswer(context, portId, { ...response.answer, carrierId })
    await writeResponse(db, { resellerId, portId, key: response.key, carrierId, takenAt: now, failure: '' })
    return true
  },
})

/** Notes why something could not be done with a port at its carrier; on the timeline once for each reason. */
const noteFailure = operation({
  name: 'ports.note-carrier-failure',
  permission: 'ports.work',
  async run(
    context,
    {
      portId,
      carrierId,
      key,
      words,
    }: { readonly portId: number; readonly carrierId: number; readonly key: string; readonly words: string },
  ) {
    const { db, resellerId } = context
    const { port } = await takeInHand(context, portId)
    const known = await lockResponse(db, portId, key)
    if (known?.isTaken === true || known?.failure === words) return
    await writeResponse(db, { resellerId, portId, key, carrierId, takenAt: null, failure: words })
    const staffWords = `What the carrier says could not be taken, and is tried again: ${words}`
    await addToTimeline(context, port, {
      what: 'note',
      state: null,
      attempt: port.attempt,
      customerWords: '',
      staffWords,
    })
  },
})
