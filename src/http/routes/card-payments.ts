import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { cardPaymentsEndpoints as endpoints } from '#contract/card-payments.ts'
import { actorLabel, type Actor } from '#domain/access/actor.ts'
import { siteOf } from '#operations/access/site.ts'
import { addCredit } from '#operations/payments/add-credit.ts'
import { makeDefaultMethod, removeMethod } from '#operations/payments/change-methods.ts'
import { gatewayProblem } from '#operations/payments/gateway-tools.ts'
import { giveUpCharge, pursueCharge } from '#operations/payments/pursue-charge.ts'
import { refundCharge, syncRefunds } from '#operations/payments/refund-charge.ts'
import { startStoringMethod, syncSetups } from '#operations/payments/store-method.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { listCharges, readCharge } from '#storage/queries/gateway-charges.ts'
import { listRefunds } from '#storage/queries/gateway-refunds.ts'
import { readPaymentGateway } from '#storage/queries/payment-gateways.ts'
import { listPaymentMethods } from '#storage/queries/payment-methods.ts'
import { notFound } from '../not-found.ts'
import { route, type Exchange, type Route } from '../route.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { chargeDetailsView, chargeView, methodsView, methodView } from '../views/card-payments.ts'

export const cardPaymentsRoutes: readonly Route[] = [
  route(endpoints.listPaymentMethods, ({ read, params: { accountId }, now }) =>
    read((db) => readMethods(db, accountId, now)),
  ),
  route(endpoints.addPaymentMethod, async (exchange) => {
    const { read, params, body, services } = exchange
    notFound('account', await read((db) => readAccount(db, params.accountId)))
    const returnUrl = returnUrlOf(exchange, body.returnPath)
    return { url: await startStoringMethod(services, { ...asker(exchange), ...params, returnUrl }) }
  }),
  route(endpoints.syncPaymentMethods, async (exchange) => {
    const {
      read,
      params: { accountId },
      services,
      now,
    } = exchange
    notFound('account', await read((db) => readAccount(db, accountId)))
    await syncSetups(services, { resellerId: asker(exchange).resellerId, accountId })
    return read((db) => readMethods(db, accountId, now))
  }),
  route(endpoints.makeDefaultPaymentMethod, ({ perform, params, now }) =>
    perform(makeDefaultMethod, params, async (_, db) => {
      const methods = await listPaymentMethods(db, params.accountId, now)
      return methodView(
        notFound(
          'payment method',
          methods.find(({ id }) => id === params.methodId),
        ),
      )
    }),
  ),
  route(endpoints.removePaymentMethod, async (exchange) => {
    const { read, params, services } = exchange
    notFound('account', await read((db) => readAccount(db, params.accountId)))
    await removeMethod(services, { ...asker(exchange), ...params })
    return {}
  }),
  route(endpoints.listGatewayCharges, ({ read, query, actor }) =>
    read(async (db) => {
      const { items, ...page } = await listCharges(db, query)
      return { ...page, items: items.map((charge) => chargeView(charge, actor)) }
    }),
  ),
  route(endpoints.listAccountCharges, ({ read, params, query, actor }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      const { items, ...page } = await listCharges(db, { ...query, ...params })
      return { ...page, items: items.map((charge) => chargeView(charge, actor)) }
    }),
  ),
  route(endpoints.addCredit, async (exchange) => {
    const {
      read,
      params: { accountId },
      body,
      services,
      actor,
    } = exchange
    notFound('account', await read((db) => readAccount(db, accountId)))
    const charge = await addCredit(services, {
      ...asker(exchange),
      accountId,
      amountMicros: body.amount,
      methodId: body.methodId ?? undefined,
      savesMethod: body.saveMethod,
      returnUrl: returnUrlOf(exchange, body.returnPath),
      key: keyOf(exchange),
    })
    return chargeView(charge, actor)
  }),
  route(endpoints.readGatewayCharge, ({ read, params, actor }) => read((db) => readDetails(db, params, actor))),
  route(endpoints.syncGatewayCharge, async (exchange) => {
    const { read, params, services, actor } = exchange
    notFound('charge', await read((db) => readCharge(db, params.accountId, params.chargeId)))
    const place = { resellerId: asker(exchange).resellerId, ...params }
    await pursueCharge(services, place, { mayBegin: false })
    await syncRefunds(services, place)
    return read((db) => readDetails(db, params, actor))
  }),
  route(endpoints.cancelGatewayCharge, async (exchange) => {
    const { read, params, services, actor } = exchange
    notFound('charge', await read((db) => readCharge(db, params.accountId, params.chargeId)))
    try {
      await giveUpCharge(services, { resellerId: asker(exchange).resellerId, ...params })
    } catch (error) {
      throw gatewayProblem(error)
    }
    return read((db) => readDetails(db, params, actor))
  }),
  route(endpoints.refundCharge, async (exchange) => {
    const { read, params, body, services, actor } = exchange
    notFound('charge', await read((db) => readCharge(db, params.accountId, params.chargeId)))
    const { amount: amountMicros, reason } = body
    await refundCharge(services, { ...asker(exchange), ...params, amountMicros, reason, key: keyOf(exchange) })
    return read((db) => readDetails(db, params, actor))
  }),
]

async function readMethods(db: pg.ClientBase, accountId: number, now: Date) {
  notFound('account', await readAccount(db, accountId))
  return methodsView(await listPaymentMethods(db, accountId, now), await readPaymentGateway(db))
}

async function readDetails(db: pg.ClientBase, params: { accountId: number; chargeId: bigint }, actor: Actor) {
  const charge = notFound('charge', await readCharge(db, params.accountId, params.chargeId))
  return chargeDetailsView(charge, await listRefunds(db, params.accountId, params.chargeId), actor)
}

/** Who asks, in what is done outside one transaction. The reseller is known: something of it was read. */
function asker({ actor, request }: Pick<Exchange<Endpoint>, 'actor' | 'request'>) {
  return { actor, resellerId: notFound('account', actor.resellerId), origin: request.ip }
}

/** What the request calls itself, so that asked again nothing is charged again; of one that does not, nothing. */
function keyOf({ actor, request }: Pick<Exchange<Endpoint>, 'actor' | 'request'>): string {
  const key = request.headers['idempotency-key']
  return `${actorLabel(actor)} ${typeof key === 'string' ? key : randomUUID()}`
}

/** On the site the browser shows. */
function returnUrlOf({ services, request }: Pick<Exchange<Endpoint>, 'services' | 'request'>, path: string): string {
  return `${siteOf(services.config, request).origin}${path}`
}
