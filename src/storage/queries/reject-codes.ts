import type pg from 'pg'
import type { RejectCodePlace, RejectCodeTerms, RejectProcess } from '#domain/porting/reject-codes.ts'
import type { RejectReason } from '#domain/porting/reject-reasons.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

export interface RejectCodeRow extends RejectCodePlace, RejectCodeTerms {
  readonly id: number
  readonly carrierName: string | null
  /** How many attempts were rejected with it. */
  readonly uses: number
  readonly version: number
}

const CODE = `SELECT c.id, c.process, c.carrier_id AS "carrierId", k.name AS "carrierName", c.code, c.reason, c.label,
    c.customer_text AS "customerText", c.fix, c.is_retryable AS "isRetryable", c.is_whole_order AS "isWholeOrder",
    c.is_retired AS "isRetired", c.version,
    (SELECT count(*)::int4 FROM port_attempts t WHERE t.reject_code_id = c.id) AS uses
  FROM port_reject_codes c LEFT JOIN carriers k ON k.id = c.carrier_id`

export interface RejectCodeFilter {
  readonly process?: readonly RejectProcess[] | undefined
  readonly reason?: readonly RejectReason[] | undefined
  /** The upstream carrier, with what counts for any. */
  readonly carrierId?: number | undefined
  readonly retired?: boolean | undefined
  /** Part of the code or of its words. */
  readonly search?: string | undefined
}

/** In the order of processes as they come, then of the codes. */
const SORT = `array_position(ARRAY['simple', 'validation', 'complex', 'special', 'mobile'], c.process)`

const FILTER = `($1::text[] IS NULL OR c.process = ANY ($1)) AND ($2::text[] IS NULL OR c.reason = ANY ($2))
  AND ($3::int4 IS NULL OR c.carrier_id IS NULL OR c.carrier_id = $3) AND ($4::boolean IS NULL OR c.is_retired = $4)
  AND ($5::text IS NULL OR strpos(lower(c.code || ' ' || c.label || ' ' || coalesce(c.customer_text, '')), lower($5)) > 0)`

export async function listRejectCodes(
  db: pg.ClientBase,
  { cursor, limit, ...filter }: RejectCodeFilter & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<RejectCodeRow>> {
  const [process, code, id] = decodeCursor(cursor, 'number', 'string', 'number') ?? []
  const { rows } = await db.query<RejectCodeRow & { readonly rank: number }>(
    `SELECT * FROM (${CODE.replace('SELECT', `SELECT ${SORT} AS rank,`)} WHERE ${FILTER}) c
      WHERE $6::int4 IS NULL OR (rank, code COLLATE "C", id) > ($6, $7 COLLATE "C", $8::int4)
      ORDER BY rank, code COLLATE "C", id LIMIT $9`,
    [...filterValues(filter), process ?? null, code ?? null, id ?? null, limit + 1],
  )
  return toPage(rows, limit, (row) => [row.rank, row.code, row.id])
}

function filterValues({ process, reason, carrierId, retired, search }: RejectCodeFilter): readonly unknown[] {
  return [process ?? null, reason ?? null, carrierId ?? null, retired ?? null, search ?? null]
}

/** How many codes a filter leaves. */
export async function countRejectCodes(db: pg.ClientBase, filter: RejectCodeFilter): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int4 AS count FROM port_reject_codes c WHERE ${FILTER}`,
    [...filterValues(filter)],
  )
  return rows[0]?.count ?? 0
}

export async function readRejectCode(db: pg.ClientBase, rejectCodeId: number): Promise<RejectCodeRow | undefined> {
  const { rows } = await db.query<RejectCodeRow>(`${CODE} WHERE c.id = $1`, [rejectCodeId])
  return rows[0]
}

/** The codes of a process, also those that are retired: a thousand at the most. */
export async function readRejectCodesOf(db: pg.ClientBase, process: RejectProcess): Promise<readonly RejectCodeRow[]> {
  const { rows } = await db.query<RejectCodeRow>(`${CODE} WHERE c.process = $1 ORDER BY c.code, c.id LIMIT 1000`, [
    process,
  ])
  return rows
}
