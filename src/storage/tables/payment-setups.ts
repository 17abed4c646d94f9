import type pg from 'pg'

export interface SetupToInsert {
  readonly resellerId: number
  readonly accountId: number
  readonly gatewayKey: string
  readonly startedAt: Date
  readonly startedBy: string
}

/** A page that is about to be asked for, where a card or bank account will be stored. */
export async function insertSetup(db: pg.ClientBase, setup: SetupToInsert): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO payment_setups (reseller_id, account_id, gateway_key, started_at, started_by)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [setup.resellerId, setup.accountId, setup.gatewayKey, setup.startedAt, setup.startedBy],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the setup')
  return row.id
}

export async function updateSetup(
  db: pg.ClientBase,
  setupId: number,
  news: { readonly pageId?: string; readonly state?: 'complete' | 'expired'; readonly methodId?: number },
): Promise<void> {
  await db.query(
    `UPDATE payment_setups SET page_id = coalesce($2, page_id), state = coalesce($3, state),
            method_id = coalesce($4, method_id) WHERE id = $1`,
    [setupId, news.pageId ?? null, news.state ?? null, news.methodId ?? null],
  )
}
