import type pg from 'pg'
import type { MatchAccount } from '#domain/payments/bank-match.ts'
import type { Micros } from '#domain/money.ts'

/** An account is over when it is cancelled and owes nothing. */
const ACCOUNT = `a.id, a.account_number AS "accountNumber", a.name,
  a.status = 'cancelled' AND coalesce(b.balance_micros, 0) >= 0 AS "isOver"`

/** Those of these numbers that are accounts, by number. */
export async function findAccountsByNumber(
  db: pg.ClientBase,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, MatchAccount>> {
  const { rows } = await db.query<MatchAccount>(
    `SELECT ${ACCOUNT} FROM accounts a LEFT JOIN balances b ON b.account_id = a.id WHERE a.account_number = ANY ($1)`,
    [numbers],
  )
  return new Map(rows.map((account) => [account.accountNumber, account]))
}

/** Whose these statements and invoices are, by their number in the sequence. */
export async function findAccountsOfInvoices(
  db: pg.ClientBase,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, MatchAccount>> {
  const { rows } = await db.query<MatchAccount & { readonly no: number }>(
    `SELECT s.number_no AS no, ${ACCOUNT}
       FROM statements s JOIN accounts a ON a.id = s.account_id LEFT JOIN balances b ON b.account_id = a.id
      WHERE s.kind <> 'adjustment-note' AND s.number_no = ANY ($1)`,
    [numbers],
  )
  return new Map(rows.map(({ no, ...account }) => [no, account]))
}

/** Whose transfers these payers' have been, where they were all one account's. */
export async function findAccountsOfPayers(
  db: pg.ClientBase,
  payerKeys: readonly string[],
): Promise<ReadonlyMap<string, MatchAccount>> {
  const { rows } = await db.query<MatchAccount & { readonly payerKey: string }>(
    `SELECT k."payerKey", ${ACCOUNT}
       FROM (SELECT t.payer_key AS "payerKey", min(p.account_id) AS account_id
               FROM bank_transfers t JOIN bank_transfer_parts p ON p.transfer_id = t.id AND p.undone_at IS NULL
              WHERE t.payer_key = ANY ($1) AND t.assigned_micros > 0
              GROUP BY 1 HAVING count(DISTINCT p.account_id) = 1) k
       JOIN accounts a ON a.id = k.account_id LEFT JOIN balances b ON b.account_id = a.id`,
    [payerKeys],
  )
  return new Map(rows.map(({ payerKey, ...account }) => [payerKey, account]))
}

/** A bank transfer somebody recorded by hand. */
export interface HandRecorded {
  readonly accountId: number
  readonly amountMicros: Micros
  /** In the account's zone. */
  readonly receivedOn: string
  readonly receiptNo: number | null
}

/** Standing bank transfers of accounts that no file had, received in a span of days. */
export async function readHandRecorded(
  db: pg.ClientBase,
  accountIds: readonly number[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly HandRecorded[]> {
  const { rows } = await db.query<HandRecorded>(
    `SELECT p.account_id AS "accountId", p.amount_micros AS "amountMicros", p.receipt_no AS "receiptNo",
            (p.received_at AT TIME ZONE a.time_zone)::date AS "receivedOn"
       FROM payments p JOIN accounts a ON a.id = p.account_id
      WHERE p.account_id = ANY ($1) AND p.method = 'bank-transfer' AND p.reverses_id IS NULL AND p.amount_micros > 0
        AND p.received_at BETWEEN $2::date - interval '1 day' AND $3::date + interval '2 days'
        AND NOT EXISTS (SELECT FROM payments r WHERE r.account_id = p.account_id AND r.reverses_id = p.id)
        AND NOT EXISTS (SELECT FROM bank_transfer_parts t WHERE t.account_id = p.account_id AND t.payment_id = p.id)`,
    [accountIds, from, to],
  )
  return rows
}

/** How many transfers alike there are already, by fingerprint (hexadecimal). */
export async function countAlike(
  db: pg.ClientBase,
  resellerId: number,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ fingerprint: string; highest: number }>(
    `SELECT encode(t.fingerprint, 'hex') AS fingerprint, max(t.occurrence) AS highest
       FROM bank_transfers t
      WHERE t.reseller_id = $1 AND t.occurrence IS NOT NULL
        AND t.fingerprint = ANY (ARRAY(SELECT decode(f, 'hex') FROM unnest($2::text[]) f))
      GROUP BY 1`,
    [resellerId, fingerprints],
  )
  return new Map(rows.map(({ fingerprint, highest }) => [fingerprint, highest]))
}
