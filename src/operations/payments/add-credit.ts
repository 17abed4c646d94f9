import type { Micros } from '#domain/money.ts'
import { perform } from '#operations/operation.ts'
import type { ChargeRow } from '#storage/queries/gateway-charges.ts'
import { chargeStoredMethod } from './charge-stored-method.ts'
import { ensureCustomer, type CustomerPlace } from './ensure-customer.ts'
import { gatewayProblem, noGateway, openOwnGateway, type PaymentTools } from './gateway-tools.ts'
import { planCharge } from './plan-charge.ts'
import { pursueCharge, type BetweenSteps } from './pursue-charge.ts'

export interface CreditToAdd extends CustomerPlace {
  /** With GST, whole cents. */
  readonly amountMicros: Micros
  /** A stored one; undefined: a page of the gateway's, where another is typed. */
  readonly methodId: number | undefined
  /** Of a page: what is typed is stored for the next time. */
  readonly savesMethod: boolean
  readonly returnUrl: string
  /** The same once more is the same payment. */
  readonly key: string
}

/**
 * Takes a payment from somebody who is there: by what is stored, or on a page of the gateway's.
 *
 * @returns the charge: over, or with the page where its payer goes on.
 * @throws ProblemError 'conflict', 'invalid_value', 'not_found', 'unavailable', 'idempotency_key_reused', 'too_many_requests'.
 */
export async function addCredit(tools: PaymentTools, credit: CreditToAdd, between?: BetweenSteps): Promise<ChargeRow> {
  const { resellerId, accountId, amountMicros, methodId, savesMethod, returnUrl, key, actor, origin } = credit
  if (methodId !== undefined) {
    const charge = {
      resellerId,
      accountId,
      amountMicros,
      purpose: 'add-credit',
      key,
      methodId,
      actor,
      origin,
      returnUrl,
    } as const
    return chargeStoredMethod(tools, charge, between)
  }
  const own = await openOwnGateway(tools, resellerId)
  if (!own.settings.isOn) throw noGateway()
  try {
    await ensureCustomer(tools, own, credit)
  } catch (error) {
    throw gatewayProblem(error)
  }
  const by = { way: 'page', savesMethod } as const
  const input = { accountId, amountMicros, purpose: 'add-credit', key, by, returnUrl } as const
  const chargeId = await perform(tools.pool, planCharge, { actor, input, now: tools.clock(), origin }, (id) => id)
  await between?.('planned')
  return pursueCharge(tools, { resellerId, accountId, chargeId }, between === undefined ? {} : { between })
}
