import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { DisputeState } from '#domain/payments/dispute.ts'
import { countRows, decodeCursor, toPage, type PageWithTotal } from './page.ts'

export interface DisputeRow {
  readonly id: bigint
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly chargeId: bigint
  readonly gatewayId: string
  readonly amountMicros: Micros
  readonly feeMicros: Micros
  readonly reason: string
  readonly state: DisputeState
  readonly respondBy: Date | null
  readonly takenId: bigint | null
  readonly returnedId: bigint | null
  readonly openedAt: Date
  readonly closedAt: Date | null
  /** `Visa ending 4242` */
  readonly paidBy: string
}

const DISPUTE = `d.id, d.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
  d.charge_id AS "chargeId", d.gateway_id AS "gatewayId", d.amount_micros AS "amountMicros", d.fee_micros AS "feeMicros",
  d.reason, d.state, d.respond_by AS "respondBy", d.taken_id AS "takenId", d.returned_id AS "returnedId",
  d.opened_at AS "openedAt", d.closed_at AS "closedAt", c.paid_by AS "paidBy"`

const DISPUTES = `FROM gateway_disputes d
  JOIN accounts a ON a.id = d.account_id
  JOIN gateway_charges c ON c.account_id = d.account_id AND c.id = d.charge_id`

export async function findDisputeAtGateway(db: pg.ClientBase, gatewayId: string): Promise<DisputeRow | undefined> {
  const { rows } = await db.query<DisputeRow>(`SELECT ${DISPUTE} ${DISPUTES} WHERE d.gateway_id = $1`, [gatewayId])
  return rows[0]
}

/** Of one account or, with `accountId` left out, of all, the last first. */
export async function listDisputes(
  db: pg.ClientBase,
  filter: {
    readonly accountId?: number | undefined
    readonly state?: readonly DisputeState[] | undefined
    readonly cursor?: string | undefined
    readonly limit: number
    readonly withTotal?: boolean | undefined
  },
): Promise<PageWithTotal<DisputeRow>> {
  const { accountId, state, cursor, limit, withTotal } = filter
  const [before] = decodeCursor(cursor, 'number') ?? []
  const wanted = `${DISPUTES} WHERE ($1::int4 IS NULL OR d.account_id = $1) AND ($2::text[] IS NULL OR d.state = ANY ($2))`
  const values = [accountId ?? null, state ?? null]
  const { rows } = await db.query<DisputeRow>(
    `SELECT ${DISPUTE} ${wanted} AND ($3::int8 IS NULL OR d.id < $3) ORDER BY d.id DESC LIMIT $4`,
    [...values, before ?? null, limit + 1],
  )
  return { ...toPage(rows, limit, ({ id }) => [Number(id)]), ...(await countRows(db, withTotal, wanted, values)) }
}
