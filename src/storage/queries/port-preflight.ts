import type pg from 'pg'
import type { PortRequest } from '#domain/porting/port-request.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import type { PortState } from '#domain/porting/port-state.ts'
import type { RejectReason } from '#domain/porting/reject-reasons.ts'

/** What the check of a port before submission looks up. */

/** Which of these numbers are on their way by another open port, of anybody's on the platform. */
export async function readNumbersOnTheWay(
  db: pg.ClientBase,
  portId: number,
  numbers: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await db.query<{ number: string }>(
    'SELECT number FROM tollgate_numbers_on_the_way($1, $2) AS f (number)',
    [numbers, portId],
  )
  return rows.map(({ number }) => number)
}

/** A port that has one of the numbers asked for, too. */
export interface PortWithNumber {
  readonly number: string
  readonly portId: number
  readonly state: PortState
}

/** The other ports the session may see that these numbers are on their way by, or are to be: drafts and rejected ones. */
export async function readOtherPorts(
  db: pg.ClientBase,
  portId: number,
  numbers: readonly string[],
): Promise<readonly (PortWithNumber & { readonly isOpen: boolean })[]> {
  const { rows } = await db.query<PortWithNumber & { isOpen: boolean }>(
    `SELECT n.number, n.port_id AS "portId", p.state, n.is_open AS "isOpen"
       FROM port_numbers n JOIN ports p ON p.id = n.port_id
      WHERE n.number = ANY ($2) AND n.port_id <> $1 AND (n.is_open OR p.state IN ('draft', 'rejected'))
      ORDER BY n.number, n.port_id LIMIT 200`,
    [portId, numbers],
  )
  return rows
}

/** The names and numbers a customer is known by. */
export interface HolderFacts {
  /** The registered one first. */
  readonly names: readonly string[]
  readonly businessNumbers: readonly string[]
}

export async function readHolderFacts(db: pg.ClientBase, accountId: number): Promise<HolderFacts> {
  const { rows } = await db.query<HolderFacts>(
    `SELECT array_remove(ARRAY[nullif(legal_name, ''), nullif(name, ''), nullif(trading_name, '')], NULL) AS names,
            array_remove(ARRAY[abn, acn], NULL) AS "businessNumbers"
       FROM accounts WHERE id = $1`,
    [accountId],
  )
  return rows[0] ?? { names: [], businessNumbers: [] }
}

/** The account holder of the last port of an account that this carrier let go; undefined: there was none. */
export async function readAcceptedName(
  db: pg.ClientBase,
  accountId: number,
  losingCarrier: string | null,
): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string | null }>(
    `SELECT t.request -> 'details' ->> 'holderName' AS name FROM port_attempts t
      WHERE t.account_id = $1 AND t.outcome IN ('accepted', 'completed') AND lower(t.request ->> 'losingCarrier') = lower($2)
      ORDER BY t.decided_at DESC NULLS LAST, t.id DESC LIMIT 1`,
    [accountId, losingCarrier],
  )
  return rows[0]?.name ?? undefined
}

/** The newest bill that was handed in for a port; undefined: there is none. */
export async function readNewestBill(
  db: pg.ClientBase,
  portId: number,
): Promise<{ readonly billedOn: string | null } | undefined> {
  const { rows } = await db.query<{ billedOn: string | null }>(
    `SELECT billed_on::text AS "billedOn" FROM port_files WHERE port_id = $1 AND kind = 'bill'
      ORDER BY billed_on DESC NULLS LAST LIMIT 1`,
    [portId],
  )
  return rows[0]
}

/** How the last attempt of a port was rejected, and as what it had been submitted. */
export interface RejectedAttempt {
  readonly reason: RejectReason
  readonly request: Pick<PortRequest, 'losingCarrier' | 'lineType' | 'destination'> & {
    readonly kind: PortKind
    readonly numbers: readonly string[]
    readonly details: Partial<PortRequest>
  }
}

export async function readRejectedAttempt(
  db: pg.ClientBase,
  portId: number,
  no: number,
): Promise<RejectedAttempt | undefined> {
  const { rows } = await db.query<RejectedAttempt>(
    `SELECT reject_reason AS reason, request FROM port_attempts WHERE port_id = $1 AND no = $2 AND outcome = 'rejected'`,
    [portId, no],
  )
  return rows[0]
}

/** The names of the carriers a reseller has written down. */
export async function readCarrierNames(db: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string }>('SELECT name FROM carriers ORDER BY name LIMIT 1000')
  return rows.map(({ name }) => name)
}
