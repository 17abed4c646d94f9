import { createHmac } from 'node:crypto'

/** Key bytes behind `whsec_` in base64. */
const PREFIX = 'whsec_'

/**
 * The signatures of a message by the Standard Webhooks rules: HMAC-SHA256 of `id.timestamp.body` under each key, so that a
 * receiver which still has the key before goes on.
 *
 * @param secrets `whsec_…`.
 * @param timestamp seconds since 1970.
 * @returns `v1,<base64> v1,<base64>`.
 */
export function signMessage(
  secrets: readonly string[],
  { id, timestamp, body }: { readonly id: string; readonly timestamp: number; readonly body: string },
): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
    })
    .join(' ')
}
