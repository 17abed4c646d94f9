import type pg from 'pg'

type Queryable = Pick<pg.ClientBase | pg.Pool, 'query'>

/** The plan version that priced a call, and the deck version: that of its rate, or where it had none, the one in force. */
export interface PriceSource {
  readonly planName: string
  readonly planVersion: number
  readonly planFromMs: number
  readonly definition: unknown
  readonly deckName: string | null
  readonly deckVersion: number | null
  readonly deckVersionId: number | null
}

export async function readPriceSource(
  db: Queryable,
  call: { readonly planVersionId: number; readonly rateId: number; readonly startedAtMs: number },
): Promise<PriceSource | undefined> {
  const { rows } = await db.query<PriceSource>(
    `SELECT p.name AS "planName", v.version AS "planVersion",
            (extract(epoch FROM v.effective_from) * 1000)::float8 AS "planFromMs", v.definition,
            d.name AS "deckName", dv.version AS "deckVersion", dv.id AS "deckVersionId"
       FROM calling_plan_versions v
       JOIN calling_plans p ON p.id = v.plan_id
       LEFT JOIN rate_decks d ON d.id = v.deck_id
       LEFT JOIN LATERAL (
         SELECT id, version FROM rate_deck_versions
          WHERE id = (SELECT deck_version_id FROM rates WHERE id = $2)
             OR ($2 = 0 AND deck_id = v.deck_id AND effective_from <= to_timestamp($3 / 1000.0))
          ORDER BY effective_from DESC, version DESC LIMIT 1) dv ON true
      WHERE v.id = $1`,
    [call.planVersionId, call.rateId, call.startedAtMs],
  )
  return rows[0]
}

/** Whose call it is and what is known of its cost, in words. */
export interface CallOwner {
  readonly accountNumber: string
  readonly accountName: string
  readonly timeZone: string
  readonly reseller: string
  readonly source: string
}

export async function readCallOwner(
  db: Queryable,
  accountId: number,
  sourceId: number,
): Promise<CallOwner | undefined> {
  const { rows } = await db.query<CallOwner>(
    `SELECT a.account_number AS "accountNumber", a.name AS "accountName", a.time_zone AS "timeZone",
            r.brand_name AS reseller, s.name AS source
       FROM accounts a JOIN resellers r ON r.id = a.reseller_id JOIN call_sources s ON s.id = $2 WHERE a.id = $1`,
    [accountId, sourceId],
  )
  return rows[0]
}
