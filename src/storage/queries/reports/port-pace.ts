import type pg from 'pg'
import type { DecidedAttempt, FinishedPort } from '#domain/porting/carrier-pace.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import { ENDED_STATES } from '#domain/porting/port-state.ts'

/** Which ports a line of the report is about. */
export interface PaceGroup {
  /** In lower case: one carrier, however its name is written. */
  readonly carrier: string
  readonly kind: PortKind
}

/** The names of losing carriers, each as it is written mostly. */
export async function readLosingCarrierNames(db: pg.ClientBase): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ carrier: string; name: string }>(
    `SELECT lower(losing_carrier) AS carrier, mode() WITHIN GROUP (ORDER BY losing_carrier) AS name
       FROM ports WHERE losing_carrier IS NOT NULL GROUP BY 1`,
  )
  return new Map(rows.map(({ carrier, name }) => [carrier, name]))
}

/** Ports that were completed from an instant on, and stayed so. */
export async function readFinishedSince(db: pg.ClientBase, from: Date): Promise<readonly (PaceGroup & FinishedPort)[]> {
  const { rows } = await db.query<PaceGroup & FinishedPort>(
    `SELECT lower(p.losing_carrier) AS carrier, p.kind, t.submitted_at AS "submittedAt", p.completed_at AS "completedAt"
       FROM ports p JOIN port_attempts t ON t.port_id = p.id
      WHERE p.state IN ('completed', 'closed') AND p.completed_at >= $1 AND p.losing_carrier IS NOT NULL
        AND t.no = (SELECT min(no) FROM port_attempts WHERE port_id = p.id)`,
    [from],
  )
  return rows
}

/** Attempts that were accepted or rejected from an instant on. */
export async function readDecidedSince(
  db: pg.ClientBase,
  from: Date,
): Promise<readonly (PaceGroup & DecidedAttempt)[]> {
  const { rows } = await db.query<PaceGroup & DecidedAttempt>(
    `SELECT lower(request ->> 'losingCarrier') AS carrier, kind, lodged_at AS "lodgedAt", passed_on_at AS "passedOnAt",
            decided_at AS "decidedAt", reject_reason AS "rejectReason"
       FROM port_attempts WHERE decided_at >= $1 AND request ->> 'losingCarrier' IS NOT NULL`,
    [from],
  )
  return rows
}

export interface OpenPorts extends PaceGroup {
  readonly open: number
  readonly overdue: number
}

/** How many ports are on their way now, drafts left out, and how many of them are overdue. */
export async function countOpenPorts(db: pg.ClientBase, now: Date): Promise<readonly OpenPorts[]> {
  const { rows } = await db.query<OpenPorts>(
    `SELECT lower(losing_carrier) AS carrier, kind, count(*)::int4 AS open,
            (count(*) FILTER (WHERE due_at < $1))::int4 AS overdue
       FROM ports WHERE state <> ALL ($2) AND losing_carrier IS NOT NULL GROUP BY 1, 2`,
    [now, ['draft', 'completed', ...ENDED_STATES]],
  )
  return rows
}
