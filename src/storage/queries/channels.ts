import type pg from 'pg'

/** Channels of an account beyond its plan's, at an instant. */
export interface ChannelsRow {
  readonly extra: number
  /** What the account will have from an instant on. */
  readonly pending: { readonly extra: number; readonly from: Date } | null
}

export async function readChannels(db: pg.ClientBase, accountId: number, at: Date): Promise<ChannelsRow> {
  const { rows } = await db.query<{ quantity: number; validFrom: Date }>(
    `SELECT quantity, valid_from AS "validFrom" FROM account_channels
      WHERE account_id = $1 AND coalesce(valid_to, 'infinity') > $2 ORDER BY valid_from`,
    [accountId, at],
  )
  const current = rows.find(({ validFrom }) => validFrom <= at)
  const next = rows.find(({ validFrom }) => validFrom > at)
  return {
    extra: current?.quantity ?? 0,
    pending: next === undefined ? null : { extra: next.quantity, from: next.validFrom },
  }
}
