import type { OwnHost } from './own-host.ts'

interface StoredPort {
  readonly state: string
  readonly kind: string
  readonly attempt: number
  readonly carrier: string | null
  readonly account: string | null
  readonly cutOverAt: Date | null
}

/** A port as the database has it. */
export function storedPort(host: OwnHost, portId: string): Promise<StoredPort> {
  return host.row<StoredPort>(
    `SELECT state, kind, attempt::int4, losing_carrier AS carrier, details->>'losingAccountNumber' AS account,
            cut_over_at AS "cutOverAt"
       FROM ports WHERE id = $1`,
    [portId],
  )
}

/** Dollars ex GST the account paid for a port so far. */
export async function paidFor(host: OwnHost, portId: string): Promise<number> {
  const { dollars } = await host.row<{ dollars: number }>(
    `SELECT coalesce(sum(amount_micros) / 1e6, 0)::float8 AS dollars FROM charges
      WHERE account_id = $1 AND starts_with(source, 'port ' || $2 || ' ')`,
    [host.accountId, portId],
  )
  return dollars
}
