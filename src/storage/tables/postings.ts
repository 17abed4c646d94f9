import type pg from 'pg'
import { LEDGER_CODES, POSTING_REASON_CODES, type Posting } from '#domain/ledger/posting.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { plainArray } from './array-text.ts'
import { POSTINGS_PER_BATCH } from './usage-rows.ts'

/**
 * Locks the balances of accounts until the transaction ends, in the order of their ids: whoever posts does so first, and
 * nobody waits in a circle.
 *
 * @throws Error when one has no balance.
 */
export async function lockBalances(db: pg.ClientBase, accountIds: readonly number[]): Promise<void> {
  const { rowCount } = await db.query(
    'SELECT FROM balances WHERE account_id = ANY ($1::int4[]) ORDER BY account_id FOR UPDATE',
    [accountIds],
  )
  const wanted = new Set(accountIds).size
  if (rowCount !== wanted) throw new Error(`${wanted - (rowCount ?? 0)} accounts have no balance`)
}

/**
 * Writes postings of one batch and moves the balances of their accounts, which must be locked. Postings of an account
 * must stand together: they are numbered within the batch as they come.
 */
export async function writePostings(
  db: pg.ClientBase,
  resellerId: number,
  postings: readonly Posting[],
): Promise<void> {
  if (postings.length === 0) return
  const seen = new Map<number, number>()
  const ids = postings.map(({ accountId, source }) => {
    const no = seen.get(accountId) ?? 0
    seen.set(accountId, no + 1)
    return source * POSTINGS_PER_BATCH + no
  })
  await db.query(
    `WITH posted AS (
       INSERT INTO postings (posted_at, id, amount_micros, account_id, reseller_id, batch_id, from_ledger, to_ledger,
                             service_type, reason)
       SELECT to_timestamp(posted_at / 1000.0), id, amount, account_id, $1, batch_id, from_ledger, to_ledger, service_type,
              reason
         FROM unnest($2::float8[], $3::int8[], $4::int8[], $5::int4[], $6::int4[], $7::int2[], $8::int2[], $9::int2[],
                     $10::int2[])
              AS p (posted_at, id, amount, account_id, batch_id, from_ledger, to_ledger, service_type, reason)
       RETURNING account_id, amount_micros, from_ledger, to_ledger
     )
     UPDATE balances b SET balance_micros = b.balance_micros + m.retail, wholesale_micros = b.wholesale_micros + m.wholesale
       FROM (SELECT account_id, ${net('account')} AS retail, ${net('reseller')} AS wholesale
               FROM posted GROUP BY account_id) m
      WHERE b.account_id = m.account_id`,
    [
      resellerId,
      plainArray(postings.map(({ postedAtMs }) => postedAtMs)),
      plainArray(ids),
      plainArray(postings.map(({ amountMicros }) => amountMicros)),
      plainArray(postings.map(({ accountId }) => accountId)),
      plainArray(postings.map(({ source }) => source)),
      plainArray(postings.map(({ fromLedger }) => LEDGER_CODES[fromLedger])),
      plainArray(postings.map(({ toLedger }) => LEDGER_CODES[toLedger])),
      plainArray(postings.map(({ serviceType }) => (serviceType === undefined ? 0 : SERVICE_TYPE_CODES[serviceType]))),
      plainArray(postings.map(({ reason }) => POSTING_REASON_CODES[reason])),
    ],
  )
}

function net(ledger: 'account' | 'reseller'): string {
  const code = LEDGER_CODES[ledger]
  return `coalesce(sum(CASE ${code} WHEN to_ledger THEN amount_micros WHEN from_ledger THEN -amount_micros END), 0)`
}
