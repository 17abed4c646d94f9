import type pg from 'pg'

/** What the switch wrote down about a call, as it wrote it. */
export interface SwitchRecordRow {
  readonly id: bigint
  /** The switch's own id of the call. */
  readonly call: string | null
  readonly aNumber: string | null
  readonly bNumber: string | null
  /** out, in, onnet, emergency. */
  readonly direction: string | null
  /** When the call was begun. */
  readonly begunAt: Date | null
  /** Epoch seconds with six decimals; empty: it was not answered. */
  readonly answered: string | null
  /** With three decimals. */
  readonly seconds: string | null
  readonly endedBy: string | null
  /** Whose line it was made from or came to; null: nobody's. */
  readonly resellerId: number | null
  /** Whose number was called, of a call between two lines. */
  readonly calledResellerId: number | null
  /** Both ends are numbers of one account. */
  readonly isWithinAccount: boolean
  /** The switch told of this call before. */
  readonly isRepeated: boolean
}

/** Records nobody took yet behind an id, the oldest first. Rows that are committed late are simply seen later. */
export async function readSwitchRecords(
  pool: pg.Pool,
  after: bigint,
  limit: number,
): Promise<readonly SwitchRecordRow[]> {
  const { rows } = await pool.query<SwitchRecordRow>(
    `SELECT c.id, c.call, c.a_num AS "aNumber", c.b_num AS "bNumber", c.direction, c.start_time AT TIME ZONE 'UTC' AS "begunAt",
            c.answered, c.duration AS seconds, c.ended_by AS "endedBy",
            coalesce(CASE WHEN c.reseller ~ '^[0-9]{1,9}$' THEN c.reseller::int4 END, a.reseller::int4) AS "resellerId",
            b.reseller::int4 AS "calledResellerId", coalesce(a.account = b.account, false) AS "isWithinAccount",
            EXISTS (SELECT FROM kamailio.acc_cdrs e WHERE e.call = c.call AND e.id < c.id) AS "isRepeated"
       FROM kamailio.acc_cdrs c
       LEFT JOIN kamailio.number_lines a ON a.number = c.a_num
       LEFT JOIN kamailio.number_lines b ON b.number = c.b_num
      WHERE c.taken_at IS NULL AND c.id > $1 ORDER BY c.id LIMIT $2`,
    [after, limit],
  )
  return rows
}

/** Which of these calls the switch has told of. */
export async function readToldCalls(pool: pg.Pool, calls: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ call: string }>(
    'SELECT DISTINCT call FROM kamailio.acc_cdrs WHERE call = ANY ($1)',
    [calls],
  )
  return new Set(rows.map(({ call }) => call))
}

/** How the switch's records stand, for those who watch. */
export interface SwitchFigures {
  readonly waiting: number
  /** How long the oldest record waits; 0: none does. */
  readonly oldestWaitingSeconds: number
  /** Calls that took place without an answer of Tollgate, of the records that are still kept. */
  readonly opened: number
  readonly unreadable: number
  readonly registered: number
}

export async function readSwitchFigures(pool: pg.Pool, now: Date): Promise<SwitchFigures> {
  const { rows } = await pool.query<SwitchFigures>(
    `SELECT (SELECT count(*)::int4 FROM kamailio.acc_cdrs WHERE taken_at IS NULL) AS waiting,
            (SELECT coalesce(greatest(0, extract(epoch FROM $1::timestamptz - min(inserted_at))), 0)::float8
               FROM kamailio.acc_cdrs WHERE taken_at IS NULL) AS "oldestWaitingSeconds",
            odd.opened, odd.unreadable,
            (SELECT count(DISTINCT username)::int4 FROM kamailio.location WHERE expires AT TIME ZONE 'UTC' > $1) AS registered
       FROM (SELECT count(*) FILTER (WHERE opened = '1')::int4 AS opened,
                    count(*) FILTER (WHERE outcome = 'unreadable')::int4 AS unreadable
               FROM kamailio.acc_cdrs WHERE opened = '1' OR outcome = 'unreadable') odd`,
    [now],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no figures of the switch')
  return row
}

/** How far a log was read; undefined: not at all. */
export async function readLogPosition(
  pool: pg.Pool,
  path: string,
): Promise<{ readonly file: string; readonly position: number } | undefined> {
  const { rows } = await pool.query<{ file: string; position: bigint }>(
    'SELECT file, position FROM kamailio.log_positions WHERE path = $1',
    [path],
  )
  return rows.map(({ file, position }) => ({ file, position: Number(position) }))[0]
}
