import type pg from 'pg'
import type { AccountStatus } from '#domain/accounts/account-status.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import type { PortOutState } from '#domain/porting/port-out-state.ts'
import type { PortState } from '#domain/porting/port-state.ts'
import type { OrderKind } from '#domain/numbers/number-order.ts'
import type { OrderStatus } from '#domain/numbers/order-status.ts'
import type { Micros } from '#domain/money.ts'

/** Whose something is. */
export interface Owner {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
}

const OWNER = 'a.id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName"'

/** The last a name can begin with. */
const LAST_LETTER = '\u{10FFFF}'

/** Accounts of exactly this number, then those whose name begins so: along indexes, however many there are. */
export async function findAccountsBeginning(
  db: pg.ClientBase,
  text: string,
  limit: number,
): Promise<readonly (Owner & { readonly status: AccountStatus })[]> {
  const { rows } = await db.query<Owner & { status: AccountStatus }>(
    `(SELECT ${OWNER}, a.status FROM accounts a WHERE a.account_number = $1)
     UNION ALL
     (SELECT ${OWNER}, a.status FROM accounts a
       WHERE a.name_key >= $2 AND a.name_key < $3 AND a.account_number <> $1 ORDER BY a.name_key, a.id LIMIT $4)
     LIMIT $4`,
    [text.toUpperCase(), text.toLowerCase(), text.toLowerCase() + LAST_LETTER, limit],
  )
  return rows
}

/** Numbers of the inventory that begin with E.164 digits. */
export async function findNumbersBeginning(db: pg.ClientBase, digits: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ number: string }>(
    // ':' is what follows '9'.
    `SELECT number FROM numbers WHERE number >= $1 AND number < $1 || ':' ORDER BY number LIMIT $2`,
    [digits, limit],
  )
  return rows.map(({ number }) => number)
}

/** Numbers of the inventory in which the digits stand anywhere. */
export async function findNumbersWith(db: pg.ClientBase, digits: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ number: string }>(
    'SELECT number FROM numbers WHERE position($1 IN number) > 0 ORDER BY number LIMIT $2',
    [digits, limit],
  )
  return rows.map(({ number }) => number)
}

/** Statements, invoices and adjustment notes of these numbers, the newest first. */
export async function findStatements(
  db: pg.ClientBase,
  numbers: readonly string[],
  limit: number,
): Promise<readonly { readonly id: bigint; readonly accountId: number }[]> {
  const { rows } = await db.query<{ id: bigint; accountId: number }>(
    'SELECT id, account_id AS "accountId" FROM statements WHERE number = ANY ($1) ORDER BY id DESC LIMIT $2',
    [numbers, limit],
  )
  return rows
}

export interface FoundPayment extends Owner {
  readonly id: bigint
  readonly receiptNo: number
  readonly amountMicros: Micros
  readonly receivedOn: string
}

export async function findReceipt(db: pg.ClientBase, receiptNo: number): Promise<readonly FoundPayment[]> {
  const { rows } = await db.query<FoundPayment>(
    `SELECT p.id, p.receipt_no AS "receiptNo", p.amount_micros AS "amountMicros", ${OWNER},
            (p.received_at AT TIME ZONE a.time_zone)::date AS "receivedOn"
       FROM payments p JOIN accounts a ON a.id = p.account_id WHERE p.receipt_no = $1`,
    [receiptNo],
  )
  return rows
}

/** What somebody typed to find a port or an order: its id, the carrier's reference, digits of one of its numbers. */
export interface WorkTerms {
  readonly id: number | null
  readonly reference: string
  readonly digits: string | null
}

export interface FoundPort extends Owner {
  readonly id: number
  readonly kind: PortKind
  readonly state: PortState
  readonly firstNumber: string | null
  readonly numberCount: number
}

/** Ports, the newest first. */
export async function findPorts(
  db: pg.ClientBase,
  { id, reference, digits }: WorkTerms,
  limit: number,
): Promise<readonly FoundPort[]> {
  const { rows } = await db.query<FoundPort>(
    `SELECT p.id, p.kind, p.state, ${OWNER},
            (SELECT min(n.number) FROM port_numbers n WHERE n.port_id = p.id) AS "firstNumber",
            (SELECT count(*)::int4 FROM port_numbers n WHERE n.port_id = p.id) AS "numberCount"
       FROM ports p JOIN accounts a ON a.id = p.account_id
      WHERE p.id = $1 OR lower(p.carrier_reference) = lower($2)
         OR p.id IN (SELECT n.port_id FROM port_numbers n WHERE position($3 IN n.number) > 0)
      ORDER BY p.id DESC LIMIT $4`,
    [id, reference, digits, limit],
  )
  return rows
}

export interface FoundPortOut extends Owner {
  readonly id: number
  readonly state: PortOutState
  readonly gainingCarrier: string
  readonly firstNumber: string
  readonly numberCount: number
}

/** Requests of other carriers to take numbers away, the newest first. */
export async function findPortOuts(
  db: pg.ClientBase,
  { id, reference, digits }: WorkTerms,
  limit: number,
): Promise<readonly FoundPortOut[]> {
  const { rows } = await db.query<FoundPortOut>(
    `SELECT p.id, p.state, p.gaining_carrier AS "gainingCarrier", ${OWNER}, n."firstNumber", n."numberCount"
       FROM port_outs p JOIN accounts a ON a.id = p.account_id
      CROSS JOIN LATERAL (SELECT min(number) AS "firstNumber", count(*)::int4 AS "numberCount" FROM port_out_numbers n
                           WHERE n.port_out_id = p.id) n
      WHERE p.id = $1 OR lower(p.carrier_reference) = lower($2)
         OR p.id IN (SELECT n.port_out_id FROM port_out_numbers n WHERE position($3 IN n.number) > 0)
      ORDER BY p.id DESC LIMIT $4`,
    [id, reference, digits, limit],
  )
  return rows
}

export interface FoundOrder extends Owner {
  readonly id: number
  readonly kind: OrderKind
  readonly status: OrderStatus
  readonly quantity: number
  readonly region: string
}

/** Number orders, the newest first. */
export async function findOrders(
  db: pg.ClientBase,
  { id, reference, digits }: WorkTerms,
  limit: number,
): Promise<readonly FoundOrder[]> {
  const { rows } = await db.query<FoundOrder>(
    `SELECT o.id, o.kind, o.status, o.quantity, o.region, ${OWNER}
       FROM number_orders o JOIN accounts a ON a.id = o.account_id
      WHERE o.id = $1 OR lower(o.carrier_reference) = lower($2)
         OR EXISTS (SELECT FROM unnest(o.numbers) AS n (number) WHERE position($3 IN n.number) > 0)
      ORDER BY o.id DESC LIMIT $4`,
    [id, reference, digits, limit],
  )
  return rows
}

export interface FoundPlan {
  readonly kind: 'calling-plan' | 'number-plan' | 'rate-deck'
  readonly id: number
  readonly name: string
  readonly description: string
  readonly status: 'active' | 'retired' | null
}

/** Plans and decks with the text in their name, so many of each kind; those that begin with it first. */
export async function findPlans(db: pg.ClientBase, text: string, limit: number): Promise<readonly FoundPlan[]> {
  const { rows } = await db.query<FoundPlan>(
    `SELECT kind, id, name, description, status
       FROM (SELECT n.*, row_number() OVER (PARTITION BY kind ORDER BY position(lower($1) IN lower(name)) > 1, name, id) AS nth
               FROM (SELECT 'calling-plan' AS kind, id, name, description, status FROM calling_plans
                     UNION ALL SELECT 'number-plan', id, name, description, status FROM number_plans
                     UNION ALL SELECT 'rate-deck', id, name, '', NULL FROM rate_decks) n
              WHERE position(lower($1) IN lower(name)) > 0) p
      WHERE nth <= $2 ORDER BY kind, nth`,
    [text, limit],
  )
  return rows
}
