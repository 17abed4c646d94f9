import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { GatewayError, type OpenGateway, type PaymentGateway } from '#providers/payment-gateway/payment-gateway.ts'
import { openSecretBox } from '#providers/secrets/secret-box.ts'
import { readPaymentGateway, type PaymentGatewayRow } from '#storage/queries/payment-gateways.ts'
import { readAsTenant } from '#storage/tenant.ts'
import type { Config } from '../../config.ts'

/** What it takes to ask a reseller's gateway. The services of a serving process are such. */
export interface PaymentTools {
  readonly pool: pg.Pool
  readonly clock: () => Date
  /** One line to the operator. Never a secret. */
  readonly log: (line: string) => void
  /** Where the key lies that the gateways' keys are sealed with. */
  readonly config: Pick<Config, 'dataDirectory'>
  readonly openGateway: OpenGateway
}

/** A reseller's gateway, ready to be asked. */
export interface OwnGateway {
  readonly gateway: PaymentGateway
  readonly settings: PaymentGatewayRow
}

/** @throws ProblemError 'conflict' where the reseller has none. */
export async function openOwnGateway(tools: PaymentTools, resellerId: number): Promise<OwnGateway> {
  const settings = await readAsTenant(tools.pool, { resellerId }, readPaymentGateway)
  if (settings === undefined) throw noGateway()
  const box = await openSecretBox(tools.config.dataDirectory)
  const webhookSecret = settings.webhookSecret === '' ? '' : box.open(settings.webhookSecret)
  const keys = { secretKey: box.open(settings.secretKey), webhookSecret }
  return { gateway: await tools.openGateway(keys), settings }
}

/** Said wherever a card would be charged and none can. */
const TAKES_NO_CARDS = 'This provider does not take cards or direct debits.'

export function noGateway(): ProblemError {
  return new ProblemError(problem('conflict', TAKES_NO_CARDS))
}

/** What people are told when the gateway did not do what somebody waits for. */
export function gatewayProblem(error: unknown): unknown {
  if (!(error instanceof GatewayError)) return error
  const { fault, message } = error
  if (fault === 'unreachable' || fault === 'busy') {
    const words = 'The payment provider does not answer; try again in a minute. Nothing is charged twice.'
    return new ProblemError(problem('unavailable', words, { retryAfterSeconds: 60 }))
  }
  if (fault === 'keys') {
    const words = 'The payment provider does not accept our keys: your provider has to renew them.'
    return new ProblemError(problem('unavailable', words))
  }
  return new ProblemError(problem('conflict', `The payment provider refused: ${message}`))
}
