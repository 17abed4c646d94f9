import { randomUUID } from 'node:crypto'
import { nameOf, systemActor } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, perform } from '#operations/operation.ts'
import { GatewayError, type GatewayMethod, type HostedPage } from '#providers/payment-gateway/payment-gateway.ts'
import { listPaymentMethods } from '#storage/queries/payment-methods.ts'
import { listOpenSetups, lockSetup, type SetupRow } from '#storage/queries/payment-setups.ts'
import { insertSetup, updateSetup } from '#storage/tables/payment-setups.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { ensureCustomer, type CustomerPlace } from './ensure-customer.ts'
import { gatewayProblem, noGateway, openOwnGateway, type OwnGateway, type PaymentTools } from './gateway-tools.ts'
import { keepMethod } from './keep-method.ts'

/** Stored at once, and pages that are open at once: more are nobody's who means to pay. */
const MOST_METHODS = 10
const MOST_PAGES = 5

/** A page is open for a day. */
const PAGES_LAST_MS = 25 * 3_600_000

/**
 * Begins to store a card or bank account: a page of the gateway's, where it is typed. Nothing of it passes through here.
 *
 * @returns the address of the page.
 * @throws ProblemError 'conflict' where the reseller takes no cards or too many are stored, 'unavailable', 'not_found'.
 */
export async function startStoringMethod(
  tools: PaymentTools,
  place: CustomerPlace & { readonly returnUrl: string },
): Promise<string> {
  const { resellerId, accountId, actor, origin, returnUrl } = place
  const own = await openOwnGateway(tools, resellerId)
  if (!own.settings.isOn) throw noGateway()
  try {
    const customerId = await ensureCustomer(tools, own, place)
    const plan = { actor, input: { accountId }, now: tools.clock(), origin }
    const { setupId, gatewayKey } = await perform(tools.pool, planSetup, plan, (planned) => planned)
    const { methods } = own.settings
    const page = await own.gateway.startSetup({ key: gatewayKey, customerId, methods, returnUrl, cancelUrl: returnUrl })
    await perform(tools.pool, keepPage, { ...plan, input: { setupId, pageId: page.id } }, () => undefined)
    if (page.url === null) throw new Error(`the page of setup ${setupId} has no address`)
    return page.url
  } catch (error) {
    throw gatewayProblem(error)
  }
}

const planSetup = operation({
  name: 'payment-methods.begin',
  permission: 'card-payments.write',
  async run({ db, actor, resellerId, now, audit }, { accountId }: { accountId: number }) {
    if ((await listPaymentMethods(db, accountId, now)).length >= MOST_METHODS)
      throw new ProblemError(problem('conflict', `There are ${MOST_METHODS} stored already; remove one first.`))
    const open = await listOpenSetups(db, { accountId, limit: MOST_PAGES })
    const lately = open.filter(({ startedAt }) => now.getTime() - startedAt.getTime() < 600_000)
    if (lately.length >= MOST_PAGES) {
      const message = 'This was begun several times already; go on where you began, or wait some minutes.'
      throw new ProblemError(problem('too_many_requests', message, { retryAfterSeconds: 600 }))
    }
    const gatewayKey = randomUUID()
    const setup = { resellerId, accountId, gatewayKey, startedAt: now, startedBy: nameOf(actor) }
    const setupId = await insertSetup(db, setup)
    audit({ subject: `account ${accountId}`, accountId, after: { storesMethod: String(setupId) } })
    return { setupId, gatewayKey }
  },
})

const keepPage = operation({
  name: 'payment-methods.page',
  permission: 'card-payments.write',
  run: ({ db }, { setupId, pageId }: { setupId: number; pageId: string }) => updateSetup(db, setupId, { pageId }),
})

/**
 * Asks the gateway what came of the pages of an account that were begun and not heard of, and writes down what was stored.
 * What it does not answer is left for the next time.
 */
export async function syncSetups(
  tools: PaymentTools,
  {
    resellerId,
    accountId,
    before,
  }: { readonly resellerId: number; readonly accountId?: number; readonly before?: Date },
): Promise<void> {
  const filter = { limit: 200, ...(accountId !== undefined && { accountId }), ...(before !== undefined && { before }) }
  const open = await readAsTenant(tools.pool, { resellerId }, (db) => listOpenSetups(db, filter))
  if (open.length === 0) return
  const own = await openOwnGateway(tools, resellerId)
  for (const setup of open) {
    try {
      await syncSetup(tools, own, setup)
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      tools.log(`page ${setup.id} of account ${setup.accountId}: ${error.message}`)
    }
  }
}

/** @param page what the gateway said of it just now; left out: it is asked. */
export async function syncSetup(
  tools: PaymentTools,
  { gateway, settings }: OwnGateway,
  setup: SetupRow,
  page?: HostedPage,
): Promise<void> {
  const { id: setupId, accountId, pageId, startedAt } = setup
  const { resellerId, gatewayAccount } = settings
  const now = tools.clock()
  const isOld = now.getTime() - startedAt.getTime() > PAGES_LAST_MS
  const known = page ?? (pageId === null ? undefined : await readOrNothing(gateway.readPage(pageId)))
  if (known === undefined && !isOld) return
  if (known?.state === 'open') return
  const methodId = known?.state === 'complete' ? known.methodId : null
  const method = methodId === null ? undefined : await gateway.readMethod(methodId)
  const actor = systemActor(resellerId, 'the payment gateway')
  const input = { setupId, accountId, gatewayAccount, method }
  await perform(tools.pool, endSetup, { actor, input, now, origin: 'payment gateway' }, () => undefined)
}

interface EndedSetup {
  readonly setupId: number
  readonly accountId: number
  readonly gatewayAccount: string
  readonly method: GatewayMethod | undefined
}

const endSetup = operation({
  name: 'payment-methods.store',
  permission: 'card-payments.settle',
  async run(context, { setupId, accountId, gatewayAccount, method }: EndedSetup): Promise<void> {
    const { db } = context
    const setup = await lockSetup(db, setupId)
    if (setup?.state !== 'open') return
    if (method === undefined || method.customerId === null) return updateSetup(db, setupId, { state: 'expired' })
    const methodId = await keepMethod(context, { accountId, gatewayAccount, method })
    await updateSetup(db, setupId, { state: 'complete', methodId })
  },
})

async function readOrNothing(page: Promise<HostedPage>): Promise<HostedPage | undefined> {
  try {
    return await page
  } catch (error) {
    if (error instanceof GatewayError && error.fault === 'missing') return undefined
    throw error
  }
}
