import type pg from 'pg'
import type { PortKind } from '#domain/porting/port-kind.ts'
import type { ValidationCode } from '#domain/porting/validation.ts'
import type { StoredRequest } from '#storage/tables/ports.ts'

/** An attempt of a port as it was submitted, with whose it is. */
export interface PortOrderRow {
  readonly portId: number
  readonly attempt: number
  readonly kind: PortKind
  readonly numbers: readonly string[]
  readonly request: StoredRequest
  readonly submittedAt: Date
  readonly carrierReference: string
  readonly accountNumber: string
  readonly accountName: string
  readonly abn: string | null
  readonly validations: Readonly<Record<string, ValidationCode>>
}

/**
 * Attempts as they were submitted; of a port without one named, the present. Those that are not there, or were never
 * submitted, are left out.
 */
export async function readPortOrders(
  db: pg.ClientBase,
  wanted: readonly { readonly portId: number; readonly attempt: number | undefined }[],
): Promise<readonly PortOrderRow[]> {
  const { rows } = await db.query<PortOrderRow>(
    `SELECT t.port_id AS "portId", t.no AS attempt, t.kind, t.numbers, t.request, t.submitted_at AS "submittedAt",
            t.carrier_reference AS "carrierReference", a.account_number AS "accountNumber", a.name AS "accountName", a.abn,
            (SELECT coalesce(jsonb_object_agg(number, validation), '{}') FROM port_numbers n
              WHERE n.port_id = t.port_id AND validation IS NOT NULL) AS validations
       FROM unnest($1::int4[], $2::int4[]) WITH ORDINALITY AS w (port_id, no, place)
       JOIN ports p ON p.id = w.port_id
       JOIN port_attempts t ON t.port_id = p.id AND t.no = coalesce(w.no, p.attempt)
       JOIN accounts a ON a.id = p.account_id
      ORDER BY w.place`,
    [wanted.map(({ portId }) => portId), wanted.map(({ attempt }) => attempt ?? null)],
  )
  return rows
}

/** The zone of the reseller's own porting desk. */
export async function readDeskZone(db: pg.ClientBase): Promise<string> {
  const { rows } = await db.query<{ zone: string }>(
    'SELECT time_zone AS zone FROM calendars WHERE kind IS NULL AND carrier_id IS NULL',
  )
  const [row] = rows
  if (row === undefined) throw new Error('the reseller has no calendar for porting')
  return row.zone
}

export interface LodgementMailRow {
  readonly attempt: number
  readonly to: string
  readonly status: 'queued' | 'waiting' | 'sent' | 'failed'
  readonly at: Date
  readonly answer: string | null
}

/** The request forms of a port that were mailed, the last first. */
export async function readLodgementMails(db: pg.ClientBase, portId: number): Promise<readonly LodgementMailRow[]> {
  const { rows } = await db.query<LodgementMailRow>(
    `SELECT split_part(attachment ->> 'id', '-', 2)::int4 AS attempt, recipient AS "to", state AS status,
            coalesce(sent_at, tried_at, queued_at) AS at, answer
       FROM mails
      WHERE account_id = (SELECT account_id FROM ports WHERE id = $1) AND kind = 'port-lodgement'
        AND split_part(attachment ->> 'id', '-', 1) = $1::text
      ORDER BY id DESC LIMIT 50`,
    [portId],
  )
  return rows
}

/** Why the last answer of its carrier cannot be taken; undefined where there is none such. */
export async function readResponseFailure(db: pg.ClientBase, portId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ failure: string }>(
    'SELECT failure FROM carrier_responses WHERE port_id = $1 AND taken_at IS NULL LIMIT 1',
    [portId],
  )
  return rows[0]?.failure
}
