import type pg from 'pg'
import type { NumberStatus } from '#domain/numbers/number-status.ts'

export interface NumberCount {
  readonly kind: string
  readonly state: string | null
  readonly status: NumberStatus
  readonly count: number
}

/** The tenant's numbers by kind, state and status at an instant: what is over is over, written so or not. */
export async function countNumbers(db: pg.ClientBase, at: Date): Promise<readonly NumberCount[]> {
  const { rows } = await db.query<NumberCount>(
    `SELECT kind, state,
            CASE WHEN status IN ('reserved', 'quarantined')
                  AND coalesce(reserved_until, quarantined_until, 'infinity') <= $1 THEN 'available' ELSE status END AS status,
            count(*)::float8 AS count
       FROM numbers GROUP BY 1, 2, 3 ORDER BY 1, 2 NULLS LAST, 3`,
    [at],
  )
  return rows
}
