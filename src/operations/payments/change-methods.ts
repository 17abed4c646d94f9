import { methodName } from '#domain/payments/payment-method.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation, perform, type WriteContext } from '#operations/operation.ts'
import { GatewayError, type GatewayMethod } from '#providers/payment-gateway/payment-gateway.ts'
import { findMethodAtGateway, listPaymentMethods, type PaymentMethodRow } from '#storage/queries/payment-methods.ts'
import { endMethod, setDefaultMethod, storeMethod } from '#storage/tables/payment-methods.ts'
import { readAsTenant } from '#storage/tenant.ts'
import type { CustomerPlace } from './ensure-customer.ts'
import { gatewayProblem, openOwnGateway, type PaymentTools } from './gateway-tools.ts'

interface MethodPlace {
  readonly accountId: number
  readonly methodId: number
}

/** @throws ProblemError 'not_found'. */
export const makeDefaultMethod = operation({
  name: 'payment-methods.make-default',
  permission: 'card-payments.write',
  async run({ db, now, audit }, { accountId, methodId }: MethodPlace): Promise<void> {
    await lockedAccount(db, accountId)
    const method = theMethod(await listPaymentMethods(db, accountId, now), methodId)
    if (method.isDefault) return
    await setDefaultMethod(db, accountId, methodId)
    audit({ subject: `account ${accountId}`, accountId, after: { defaultPaymentMethod: methodName(method) } })
  },
})

/**
 * Forgets a stored method, at the gateway first. No other takes its place by itself: nothing is charged that nobody chose.
 *
 * @throws ProblemError 'not_found', 'unavailable' where the gateway does not answer.
 */
export async function removeMethod(tools: PaymentTools, place: CustomerPlace & MethodPlace): Promise<void> {
  const { resellerId, accountId, methodId, actor, origin } = place
  const now = tools.clock()
  const stored = await readAsTenant(tools.pool, { resellerId }, (db) => listPaymentMethods(db, accountId, now))
  const { gatewayId } = theMethod(stored, methodId)
  const { gateway } = await openOwnGateway(tools, resellerId)
  try {
    await gateway.detachMethod(gatewayId)
  } catch (error) {
    // With keys that are no good any more nobody can charge it either.
    const isHopeless = error instanceof GatewayError && (error.fault === 'keys' || error.fault === 'missing')
    if (!isHopeless) throw gatewayProblem(error)
  }
  await perform(tools.pool, endStored, { actor, input: { accountId, methodId }, now, origin }, () => undefined)
}

const endStored = operation({
  name: 'payment-methods.remove',
  permission: 'card-payments.write',
  async run(context, { accountId, methodId }: MethodPlace): Promise<void> {
    await lockedAccount(context.db, accountId)
    const method = (await listPaymentMethods(context.db, accountId, context.now)).find(({ id }) => id === methodId)
    if (method !== undefined) await end(context, method, 'removed')
  },
})

/** What the gateway says of a stored method now: a new expiry, or that it is not stored any more. */
export const refreshMethod = operation({
  name: 'payment-methods.refresh',
  permission: 'card-payments.settle',
  async run(context, { method }: { readonly method: GatewayMethod }): Promise<void> {
    const { db, resellerId } = context
    const known = await findMethodAtGateway(db, method.id)
    if (known?.status !== 'active') return
    const { accountId, gatewayAccount, gatewayId, addedAt } = known
    await lockedAccount(db, accountId)
    if (method.customerId === null) return end(context, known, 'revoked')
    const { kind, brand, last4, expMonth, expYear, fingerprint } = method
    const facts = { kind, brand, last4, expMonth, expYear, fingerprint }
    await storeMethod(db, { resellerId, accountId, gatewayAccount, gatewayId, addedAt, addedBy: '', ...facts })
    if (known.expMonth === expMonth && known.expYear === expYear) return
    const after = { paymentMethod: String(known.id), expMonth, expYear }
    const before = { expMonth: known.expMonth, expYear: known.expYear }
    context.audit({ subject: `account ${accountId}`, accountId, before, after })
  },
})

async function end(
  { db, now, audit, emit }: WriteContext,
  method: Omit<PaymentMethodRow, 'today'>,
  status: 'removed' | 'revoked',
): Promise<void> {
  const { id, accountId } = method
  await endMethod(db, id, status, now)
  const name = methodName(method)
  audit({ subject: `account ${accountId}`, accountId, before: { paymentMethod: String(id), name }, after: { status } })
  emit({ type: 'payment-method.removed', accountId, payload: { paymentMethodId: String(id), name, status } })
}

function theMethod(methods: readonly PaymentMethodRow[], methodId: number): PaymentMethodRow {
  const method = methods.find(({ id }) => id === methodId)
  if (method === undefined) throw new ProblemError(problem('not_found', 'There is no such payment method.'))
  return method
}
