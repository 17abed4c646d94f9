import type pg from 'pg'

/** A page of the gateway's where something is stored. */
export interface SetupRow {
  readonly id: number
  readonly accountId: number
  readonly gatewayKey: string
  /** null: it was asked for, and no answer is known. */
  readonly pageId: string | null
  readonly state: 'open' | 'complete' | 'expired'
  readonly startedAt: Date
}

const COLUMNS = `id, account_id AS "accountId", gateway_key AS "gatewayKey", page_id AS "pageId", state,
  started_at AS "startedAt"`

/** Pages nobody knows the end of, the oldest first. */
export async function listOpenSetups(
  db: pg.ClientBase,
  { accountId, before, limit }: { readonly accountId?: number; readonly before?: Date; readonly limit: number },
): Promise<readonly SetupRow[]> {
  const { rows } = await db.query<SetupRow>(
    `SELECT ${COLUMNS} FROM payment_setups
      WHERE state = 'open' AND ($1::int4 IS NULL OR account_id = $1) AND ($2::timestamptz IS NULL OR started_at <= $2)
      ORDER BY id LIMIT $3`,
    [accountId ?? null, before ?? null, limit],
  )
  return rows
}

/** One, locked until the transaction ends. */
export async function lockSetup(db: pg.ClientBase, setupId: number): Promise<SetupRow | undefined> {
  const { rows } = await db.query<SetupRow>(`SELECT ${COLUMNS} FROM payment_setups WHERE id = $1 FOR NO KEY UPDATE`, [
    setupId,
  ])
  return rows[0]
}

/** The one a page belongs to: by the page, or by the key it was begun with. */
export async function findSetupAtGateway(
  db: pg.ClientBase,
  { pageId, gatewayKey }: { readonly pageId: string; readonly gatewayKey: string | undefined },
): Promise<SetupRow | undefined> {
  const { rows } = await db.query<SetupRow>(
    `SELECT ${COLUMNS} FROM payment_setups WHERE page_id = $1 OR gateway_key::text = $2 LIMIT 1`,
    [pageId, gatewayKey ?? null],
  )
  return rows[0]
}
