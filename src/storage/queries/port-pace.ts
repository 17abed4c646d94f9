import type pg from 'pg'
import type { Stay } from '#domain/porting/pace.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'

/** Older ports say little of how a carrier works now, and as many as that say all there is to say. */
const MOST_PORTS = 500
const MONTHS_BACK = 18

export interface FinishedPorts {
  /** How many. */
  readonly count: number
  /** When the first of them was completed. */
  readonly since: Date | null
  readonly stays: readonly Stay[]
}

/**
 * The last finished ports of the reseller of a kind, whosever they are, within 18 months: those that left one losing carrier, or
 * with null all. What was withdrawn, returned or let go is none of them.
 */
export async function readFinishedPorts(
  db: pg.ClientBase,
  { kind, losingCarrier }: { readonly kind: PortKind; readonly losingCarrier: string | null },
  now: Date,
): Promise<FinishedPorts> {
  const { rows } = await db.query<Stay & { port: number }>(
    `SELECT port, state, entered_at AS "enteredAt", left_at AS "leftAt", completed_at AS "completedAt"
       FROM tollgate_port_stays($1, $2, $3::timestamptz - make_interval(months => $4), $5)`,
    [kind, losingCarrier, now, MONTHS_BACK, MOST_PORTS],
  )
  const last = rows.at(-1)
  return { count: last?.port ?? 0, since: last?.completedAt ?? null, stays: rows }
}
