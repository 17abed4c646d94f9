import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

export type RecordOutcome = 'recorded' | 'again' | 'unreadable'

/** Writes down what became of records of the switch; what was taken meanwhile stays as it is. */
export async function markSwitchRecords(
  db: Queryable,
  ids: readonly bigint[],
  outcome: RecordOutcome,
  now: Date,
): Promise<void> {
  await db.query('UPDATE kamailio.acc_cdrs SET taken_at = $3, outcome = $2 WHERE id = ANY ($1) AND taken_at IS NULL', [
    ids,
    outcome,
    now,
  ])
}

/** A record that is in the switch's log, as it stands there. Seconds since 1970, with decimals. */
export interface LoggedRecord {
  readonly startSeconds: string
  readonly endSeconds: string
  readonly duration: string
  /** By the names of the table's columns. */
  readonly fields: Readonly<Record<string, string>>
}

/** Adds records of the log to the table, as the switch would have; whoever takes them cannot tell them apart. */
export async function insertSwitchRecords(db: Queryable, records: readonly LoggedRecord[]): Promise<void> {
  await db.query(
    `INSERT INTO kamailio.acc_cdrs (start_time, end_time, duration, call, callid, from_tag, to_tag, line, reseller, reservation,
                                    a_num, b_num, direction, answered, ended_by, sip_code, opened)
     SELECT to_timestamp(r."startSeconds"::float8) AT TIME ZONE 'UTC', to_timestamp(r."endSeconds"::float8) AT TIME ZONE 'UTC',
            r.duration::numeric, f.call, f.callid, f.from_tag, f.to_tag, f.line, f.reseller, f.reservation, f.a_num, f.b_num,
            f.direction, f.answered, f.ended_by, f.sip_code, f.opened
       FROM jsonb_to_recordset($1::jsonb) AS r ("startSeconds" text, "endSeconds" text, duration text, fields jsonb),
            jsonb_to_record(r.fields) AS f (call text, callid text, from_tag text, to_tag text, line text, reseller text,
              reservation text, a_num text, b_num text, direction text, answered text, ended_by text, sip_code text,
              opened text)`,
    [JSON.stringify(records)],
  )
}

export async function putLogPosition(db: Queryable, path: string, file: string, position: number): Promise<void> {
  await db.query(
    `INSERT INTO kamailio.log_positions (path, file, position) VALUES ($1, $2, $3)
     ON CONFLICT (path) DO UPDATE SET file = excluded.file, position = excluded.position`,
    [path, file, position],
  )
}

/** Lets the switch's role sign in, with this password (hexadecimal digits). */
export async function letSwitchSignIn(db: Queryable, password: string): Promise<void> {
  if (!/^[0-9a-f]{32,}$/.test(password)) throw new RangeError('a password of hexadecimal digits')
  await db.query(`ALTER ROLE kamailio LOGIN PASSWORD '${password}'`)
}
