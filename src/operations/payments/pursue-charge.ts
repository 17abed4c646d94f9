import { systemActor } from '#domain/access/actor.ts'
import { isSettled } from '#domain/payments/charge.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, perform } from '#operations/operation.ts'
import { GatewayError, type GatewayCharge, type PaymentGateway } from '#providers/payment-gateway/payment-gateway.ts'
import { lockCharge, readCharge, type ChargeRow } from '#storage/queries/gateway-charges.ts'
import { updateCharge } from '#storage/tables/gateway-charges.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { openOwnGateway, type PaymentTools } from './gateway-tools.ts'
import { settleCharge, type ChargeSaid } from './settle-charge.ts'

/** Which charge. */
export interface ChargePlace {
  readonly resellerId: number
  readonly accountId: number
  readonly chargeId: bigint
}

/** Between the steps of a charge: after it, another process could be all that is left. */
export type ChargeStep = 'planned' | 'marked' | 'asked' | 'settled'

/** Is called between the steps: tests break off there. */
export type BetweenSteps = (step: ChargeStep) => Promise<void> | void

const HOUR_MS = 3_600_000

/** The gateway keeps idempotency keys for 24 hours: after this it is not asked again, but searched. */
const KEYS_LAST_MS = 20 * HOUR_MS

/** A page is open for 24 hours. */
const PAGES_LAST_MS = 25 * HOUR_MS

/**
 * Takes a charge as far as it goes now: sends one that was not sent, with its own idempotency key; asks how one stands that
 * was; and writes down what the gateway says. Whoever does it, however often and from wherever it was broken off: it is
 * charged once and paid once. Where the gateway does not answer, it stays as it is for the next time.
 *
 * @param mayBegin false: one the gateway never heard of is not begun any more, but called off.
 * @throws ProblemError 'not_found', 'conflict' where the reseller has no gateway.
 */
export async function pursueCharge(
  tools: PaymentTools,
  place: ChargePlace,
  { mayBegin = true, between = () => undefined }: { readonly mayBegin?: boolean; readonly between?: BetweenSteps } = {},
): Promise<ChargeRow> {
  const charge = await theCharge(tools, place)
  if (isSettled(charge.state)) return charge
  const { gateway, settings } = await openOwnGateway(tools, place.resellerId)
  // Another account's keys know nothing of it: its own have to come back.
  if (settings.gatewayAccount !== charge.gatewayAccount) return charge
  const isFirst = charge.state === 'planned'
  if (isFirst && mayBegin) {
    const isWanted = await perform(tools.pool, markSent, systemRequest(tools, place), (wanted) => wanted)
    if (!isWanted) return theCharge(tools, place)
    await between('marked')
  }
  const said = isFirst && !mayBegin ? NEVER_SENT : await ask(tools, gateway, charge, isFirst)
  if (said !== undefined) {
    await between('asked')
    const { actor, now, origin } = systemRequest(tools, place)
    const request = { actor, now, origin, input: { ...place, said } }
    await perform(tools.pool, settleCharge, request, () => undefined)
    await between('settled')
  }
  return theCharge(tools, place)
}

/**
 * Calls a charge off that waits for somebody: its page is closed, or the gateway asked to drop it. What went through meanwhile
 * stays, and is written down.
 */
export async function giveUpCharge(tools: PaymentTools, place: ChargePlace): Promise<ChargeRow> {
  const charge = await theCharge(tools, place)
  if (isSettled(charge.state) || charge.state === 'processing') return charge
  const { gateway, settings } = await openOwnGateway(tools, place.resellerId)
  if (settings.gatewayAccount !== charge.gatewayAccount) return charge
  if (charge.pageId !== null) await gateway.expirePage(charge.pageId)
  else if (charge.intentId !== null) await gateway.cancelCharge(charge.intentId)
  return pursueCharge(tools, place, { mayBegin: false })
}

/** Writes down that it may be with the gateway from now on; false: it was called off meanwhile. */
const markSent = operation({
  name: 'gateway-charges.send',
  permission: 'card-payments.settle',
  async run({ db, now }, { accountId, chargeId }: ChargePlace): Promise<boolean> {
    const charge = await lockCharge(db, accountId, chargeId)
    if (charge?.state === 'planned') await updateCharge(db, charge, { state: 'sent', sentAt: now })
    return charge !== undefined && !isSettled(charge.state)
  },
})

const NEVER_SENT: ChargeSaid = { ended: { state: 'cancelled', code: null } }

/** What the gateway says; undefined: no answer that could be written down. */
async function ask(
  tools: PaymentTools,
  gateway: PaymentGateway,
  charge: ChargeRow,
  isFirst: boolean,
): Promise<ChargeSaid | undefined> {
  try {
    const ageMs = isFirst ? 0 : tools.clock().getTime() - (charge.sentAt ?? charge.plannedAt).getTime()
    return await (charge.onPage ? askPage(gateway, charge, ageMs) : askStored(gateway, charge, ageMs))
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    tools.log(`charge ${charge.id} of account ${charge.accountId}: ${error.message}`)
    // What it refuses the first time it has not done. Later the same word may mean anything, and the next look will tell.
    const isRefusal = error.fault === 'refused' || error.fault === 'missing' || error.fault === 'keys'
    if (isFirst && isRefusal) return { ended: { state: 'failed', code: error.code ?? 'gateway_refused' } }
    return undefined
  }
}

async function askStored(gateway: PaymentGateway, charge: ChargeRow, ageMs: number): Promise<ChargeSaid> {
  if (charge.intentId !== null) return { charge: await gateway.readCharge(charge.intentId) }
  if (charge.methodGatewayId === null || charge.methodKind === null)
    throw new Error(`charge ${charge.id} has no method`)
  if (ageMs < KEYS_LAST_MS) {
    try {
      return { charge: await gateway.chargeStored(requestOf(charge, charge.methodGatewayId, charge.methodKind)) }
    } catch (error) {
      if (!(error instanceof GatewayError && error.fault === 'key-reused')) throw error
    }
  }
  const found = await find(gateway, charge)
  return found === undefined ? NEVER_SENT : { charge: found }
}

function requestOf(charge: ChargeRow, methodId: string, kind: 'card' | 'becs') {
  const { gatewayKey: key, customerId, amountMicros, description, statementSuffix, returnUrl } = charge
  const words = { key, customerId, amountMicros, description, statementSuffix }
  return { ...words, methodId, kind, returnUrl: returnUrl ?? undefined }
}

async function askPage(gateway: PaymentGateway, charge: ChargeRow, ageMs: number): Promise<ChargeSaid> {
  if (charge.pageId === null && ageMs < KEYS_LAST_MS) {
    const { gatewayKey: key, customerId, amountMicros, description, statementSuffix } = charge
    const returnUrl = withCharge(charge.returnUrl ?? '', charge.id)
    const words = { key, customerId, amountMicros, description, statementSuffix, methods: charge.pageMethods }
    const page = await gateway.startPayment({ ...words, saves: charge.savesMethod, returnUrl, cancelUrl: returnUrl })
    return { page, charge: await intentOf(gateway, page.intentId) }
  }
  if (charge.pageId === null) {
    const found = await find(gateway, charge)
    if (found !== undefined) return { charge: found }
    return ageMs > PAGES_LAST_MS ? NEVER_SENT : {}
  }
  const page = await gateway.readPage(charge.pageId)
  return { page, charge: await intentOf(gateway, page.intentId ?? charge.intentId) }
}

async function intentOf(gateway: PaymentGateway, intentId: string | null): Promise<GatewayCharge | undefined> {
  return intentId === null ? undefined : gateway.readCharge(intentId)
}

async function find(gateway: PaymentGateway, charge: ChargeRow): Promise<GatewayCharge | undefined> {
  const { customerId, gatewayKey: key, plannedAt: since } = charge
  return gateway.findCharge({ customerId, key, since })
}

/** The page of the portal, with which charge it is about. */
function withCharge(url: string, chargeId: bigint): string {
  const place = new URL(url)
  place.searchParams.set('charge', String(chargeId))
  return place.href
}

function systemRequest({ clock }: PaymentTools, place: ChargePlace) {
  const actor = systemActor(place.resellerId, 'the payment gateway')
  return { actor, input: place, now: clock(), origin: 'payment gateway' }
}

async function theCharge({ pool }: PaymentTools, { resellerId, accountId, chargeId }: ChargePlace): Promise<ChargeRow> {
  const charge = await readAsTenant(pool, { resellerId }, (db) => readCharge(db, accountId, chargeId))
  if (charge === undefined) throw new ProblemError(problem('not_found', 'There is no such charge.'))
  return charge
}
