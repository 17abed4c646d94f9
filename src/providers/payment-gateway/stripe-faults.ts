import { Stripe } from 'stripe'
import { GatewayError } from './payment-gateway.ts'

/** Asks Stripe, and says in our words why it did not do it. */
export async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    throw gatewayError(error)
  }
}

/** Never the key: Stripe writes its end into messages about it. */
function gatewayError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error
  const { code, statusCode } = error
  if (error instanceof Stripe.errors.StripeAuthenticationError)
    return new GatewayError('keys', 'Stripe does not know the secret key.', code)
  if (error instanceof Stripe.errors.StripePermissionError)
    return new GatewayError('keys', 'The secret key may not do this at Stripe.', code)
  if (error instanceof Stripe.errors.StripeIdempotencyError)
    return new GatewayError('key-reused', 'Stripe has this key for another request.', code)
  if (error instanceof Stripe.errors.StripeRateLimitError || statusCode === 409)
    return new GatewayError('busy', 'Stripe is busy with this or with too much.', code)
  if (code === 'resource_missing') return new GatewayError('missing', 'Stripe has no such thing.', code)
  if (error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError)
    return new GatewayError('refused', error.message.slice(0, 300), code)
  return new GatewayError('unreachable', `No answer from Stripe (${statusCode ?? error.type}).`, code)
}
