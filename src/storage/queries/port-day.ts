import type pg from 'pg'
import type { CheckName } from '#domain/porting/cut-over-checklist.ts'

export interface TickRow {
  readonly item: CheckName
  readonly at: Date
  readonly actorName: string
  readonly isCustomer: boolean
  readonly note: string
}

/** What was ticked of an attempt. */
export async function readTicks(db: pg.ClientBase, portId: number, attempt: number): Promise<readonly TickRow[]> {
  const { rows } = await db.query<TickRow>(
    `SELECT item, at, actor_name AS "actorName", is_customer AS "isCustomer", note
       FROM port_ticks WHERE port_id = $1 AND attempt = $2`,
    [portId, attempt],
  )
  return rows
}

export interface TestCallRow {
  readonly id: number
  readonly number: string
  readonly direction: 'in' | 'out'
  readonly isGood: boolean
  readonly heard: string
  readonly at: Date
  readonly actorName: string
  readonly isCustomer: boolean
}

/** The calls that were tried in an attempt, in order; the last hundred. */
export async function readTestCalls(
  db: pg.ClientBase,
  portId: number,
  attempt: number,
): Promise<readonly TestCallRow[]> {
  const { rows } = await db.query<TestCallRow>(
    `SELECT * FROM (
       SELECT id, number, direction, is_good AS "isGood", heard, at, actor_name AS "actorName",
              is_customer AS "isCustomer"
         FROM port_test_calls WHERE port_id = $1 AND attempt = $2 ORDER BY id DESC LIMIT 100) c
      ORDER BY id`,
    [portId, attempt],
  )
  return rows
}

export interface AlarmRow {
  readonly id: number
  readonly words: string
  readonly at: Date
  readonly actorName: string
  readonly isCustomer: boolean
  readonly settledAt: Date | null
  readonly settledBy: string | null
}

/** What was urgent of a port, in order; the last fifty. */
export async function readAlarms(db: pg.ClientBase, portId: number): Promise<readonly AlarmRow[]> {
  const { rows } = await db.query<AlarmRow>(
    `SELECT * FROM (
       SELECT id, words, at, actor_name AS "actorName", is_customer AS "isCustomer", settled_at AS "settledAt",
              settled_by AS "settledBy"
         FROM port_alarms WHERE port_id = $1 ORDER BY id DESC LIMIT 50) a
      ORDER BY id`,
    [portId],
  )
  return rows
}

export interface OpenAlarmRow {
  readonly portId: number
  readonly accountName: string
  readonly words: string
  readonly at: Date
  readonly numbers: readonly string[]
  readonly numberCount: number
}

/** What is urgent and nobody has looked after yet, over all ports, the oldest first. A hundred at the most. */
export async function readOpenAlarms(db: pg.ClientBase): Promise<readonly OpenAlarmRow[]> {
  const { rows } = await db.query<OpenAlarmRow>(
    `SELECT l.port_id AS "portId", a.name AS "accountName", l.words, l.at,
            ARRAY(SELECT number FROM port_numbers n WHERE n.port_id = l.port_id ORDER BY number LIMIT 3) AS numbers,
            (SELECT count(*)::int4 FROM port_numbers n WHERE n.port_id = l.port_id) AS "numberCount"
       FROM port_alarms l JOIN accounts a ON a.id = l.account_id
      WHERE l.settled_at IS NULL ORDER BY l.id LIMIT 100`,
  )
  return rows
}

/** When the cut-over of an attempt began; undefined: it has not. */
export async function readCutOverStart(db: pg.ClientBase, portId: number, attempt: number): Promise<Date | undefined> {
  const { rows } = await db.query<{ at: Date }>(
    `SELECT at FROM port_events WHERE port_id = $1 AND attempt = $2 AND what = 'start-cut-over' ORDER BY id DESC LIMIT 1`,
    [portId, attempt],
  )
  return rows[0]?.at
}
