import { nameOf } from '#domain/access/actor.ts'
import { methodName } from '#domain/payments/payment-method.ts'
import type { WriteContext } from '#operations/operation.ts'
import type { GatewayMethod } from '#providers/payment-gateway/payment-gateway.ts'
import { listPaymentMethods } from '#storage/queries/payment-methods.ts'
import { endMethod, setDefaultMethod, storeMethod } from '#storage/tables/payment-methods.ts'
import { resumeAutomaticCharges } from './automatic/resume.ts'

/**
 * Writes down a method the gateway stored for an account, in the transaction of an operation. The first of an account becomes
 * its default; the same card added again takes the place of the one before.
 *
 * @returns its id.
 */
export async function keepMethod(
  context: WriteContext,
  { accountId, gatewayAccount, method }: { accountId: number; gatewayAccount: string; method: GatewayMethod },
): Promise<number> {
  const { db, actor, resellerId, now, audit, emit } = context
  const before = await listPaymentMethods(db, accountId, now)
  const { id: gatewayId, kind, brand, last4, expMonth, expYear, fingerprint } = method
  const facts = { kind, brand, last4, expMonth, expYear, fingerprint }
  const place = { resellerId, accountId, gatewayAccount, gatewayId, addedAt: now, addedBy: nameOf(actor) }
  const { id, isNew } = await storeMethod(db, { ...place, ...facts })
  if (!isNew) return id
  const same = before.filter((other) => fingerprint !== '' && other.fingerprint === fingerprint)
  for (const other of same) await endMethod(db, other.id, 'removed', now)
  // Where the one before was refused, this is what automatic charges go on with.
  const goesOn = await resumeAutomaticCharges(context, accountId)
  if (goesOn || same.some(({ isDefault }) => isDefault) || !before.some(({ isDefault }) => isDefault))
    await setDefaultMethod(db, accountId, id)
  const name = methodName(method)
  audit({ subject: `account ${accountId}`, accountId, after: { paymentMethod: String(id), name } })
  emit({ type: 'payment-method.added', accountId, payload: { paymentMethodId: String(id), name } })
  return id
}
