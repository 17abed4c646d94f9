import { systemActor } from '#domain/access/actor.ts'
import { ProblemError } from '#domain/problem.ts'
import { operation, perform } from '#operations/operation.ts'
import { GatewayError, type GatewayEvent } from '#providers/payment-gateway/payment-gateway.ts'
import { listUnsettledCharges, type ChargeRow } from '#storage/queries/gateway-charges.ts'
import { findWaitingEvents, listWaitingEvents } from '#storage/queries/gateway-events.ts'
import { listOpenRefunds } from '#storage/queries/gateway-refunds.ts'
import { listGatewayResellers } from '#storage/queries/payment-gateways.ts'
import { keepGatewayEvents } from '#storage/tables/gateway-events.ts'
import { markGatewaySeen } from '#storage/tables/payment-gateways.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { openOwnGateway, type OwnGateway, type PaymentTools } from './gateway-tools.ts'
import { giveUpCharge, pursueCharge } from './pursue-charge.ts'
import { takeEvent } from './receive-gateway-event.ts'
import { pursueRefund } from './refund-charge.ts'
import { syncSetups } from './store-method.ts'

export interface PaymentSweep {
  readonly charges: number
  readonly events: number
  readonly failures: readonly string[]
}

const MINUTE_MS = 60_000

/** A page begun so lately is still in somebody's hands. */
const IN_HAND_MS = 2 * MINUTE_MS

/** A page, or a holder's approval, that nobody went on with. */
const ABANDONED_MS = 25 * 60 * MINUTE_MS

/** Events are written at the gateway a moment after they happen. */
const OVERLAP_MS = 10 * MINUTE_MS

const AT_ONCE = 200

/**
 * Finishes what was broken off or never heard of, of every reseller: asks the gateways how the charges and refunds stand that
 * have no end, looks at pages that were begun, and reads the gateways' own lists of events for what no webhook brought. So the
 * books are right even where no webhook ever comes. Two at once, or one done again, change nothing twice. For the timetable.
 */
export async function sweepPayments(tools: PaymentTools): Promise<PaymentSweep> {
  const sweep = { charges: 0, events: 0, failures: [] as string[] }
  for (const resellerId of await listGatewayResellers(tools.pool)) {
    const step = async (what: string, work: () => Promise<void>): Promise<void> => {
      try {
        await work()
      } catch (error) {
        sweep.failures.push(`reseller ${resellerId}, ${what}: ${reasonOf(error)}`)
      }
    }
    await step('charges', async () => {
      for (const charge of await dueCharges(tools, resellerId))
        await step(`charge ${charge.id}`, async () => {
          await finish(tools, resellerId, charge)
          sweep.charges += 1
        })
    })
    await step('refunds', async () => {
      for (const refund of await dueRefunds(tools, resellerId))
        await step(`refund ${refund.id}`, async () => {
          await pursueRefund(tools, resellerId, refund)
        })
    })
    const before = new Date(tools.clock().getTime() - IN_HAND_MS)
    await step('pages', () => syncSetups(tools, { resellerId, before }))
    await step('events', async () => {
      const own = await openOwnGateway(tools, resellerId)
      for (const event of await missedEvents(tools, own))
        await step(`event ${event.id}`, async () => {
          if (await takeEvent(tools, own, event)) sweep.events += 1
        })
    })
  }
  return sweep
}

function dueCharges({ pool, clock }: PaymentTools, resellerId: number): Promise<readonly ChargeRow[]> {
  return readAsTenant(pool, { resellerId }, (db) => listUnsettledCharges(db, { now: clock(), limit: AT_ONCE }))
}

function dueRefunds({ pool, clock }: PaymentTools, resellerId: number) {
  return readAsTenant(pool, { resellerId }, (db) => listOpenRefunds(db, { now: clock(), limit: AT_ONCE }))
}

/**
 * One of somebody who was there and is not any more is not begun behind their back: they were told that it failed. What nobody
 * went on with for a day is called off at the gateway.
 */
async function finish(tools: PaymentTools, resellerId: number, charge: ChargeRow): Promise<void> {
  const { accountId, id: chargeId, returnUrl, plannedAt } = charge
  const place = { resellerId, accountId, chargeId }
  const after = await pursueCharge(tools, place, { mayBegin: returnUrl === null })
  const isWaiting = after.state === 'needs-action' || after.state === 'sent'
  if (isWaiting && tools.clock().getTime() - plannedAt.getTime() > ABANDONED_MS) await giveUpCharge(tools, place)
}

/** Those that wait since they came, and those of the gateway's own list since it was last read. */
async function missedEvents(tools: PaymentTools, own: OwnGateway): Promise<readonly GatewayEvent[]> {
  const { resellerId, eventsReadTo } = own.settings
  const now = tools.clock()
  const since = new Date((eventsReadTo ?? now).getTime() - OVERLAP_MS)
  const listed = await own.gateway.listEvents(since)
  const waiting = await readAsTenant(tools.pool, { resellerId }, (db) => listWaitingEvents(db, AT_ONCE))
  const actor = systemActor(resellerId, 'the payment gateway')
  const listedIds = new Set(listed.map(({ id }) => id))
  const left = waiting.filter(({ gatewayId }) => !listedIds.has(gatewayId)).map(toEvent)
  // All that is listed is written down before the mark moves on: what fails now waits there.
  const request = { actor, input: { listed }, now, origin: 'timetable' }
  const fresh = await perform(tools.pool, keepListed, request, (waits) => waits)
  return [...left, ...listed.filter(({ id }) => fresh.has(id))]
}

const keepListed = operation({
  name: 'gateway-events.list',
  permission: 'card-payments.settle',
  async run({ db, resellerId, now }, { listed }: { listed: readonly GatewayEvent[] }): Promise<ReadonlySet<string>> {
    const events = listed.map(({ id: gatewayId, type, at: happenedAt, object }) => {
      const facts = { gatewayId, type, objectKind: object.kind, objectId: object.id, happenedAt }
      return { resellerId, ...facts, receivedAt: now }
    })
    await keepGatewayEvents(db, events)
    await markGatewaySeen(db, resellerId, { eventsReadTo: now })
    return findWaitingEvents(
      db,
      events.map(({ gatewayId }) => gatewayId),
    )
  },
})

function toEvent(event: Awaited<ReturnType<typeof listWaitingEvents>>[number]): GatewayEvent {
  const { gatewayId: id, type, happenedAt: at, objectKind, objectId } = event
  return { id, type, at, object: { kind: objectKind, id: objectId } }
}

function reasonOf(error: unknown): string {
  if (error instanceof ProblemError || error instanceof GatewayError) return error.message
  return error instanceof Error ? error.message : String(error)
}
