import type pg from 'pg'

/** Keeps others from giving many numbers out at once until the transaction ends. */
export async function lockAssignments(db: pg.ClientBase): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtext('number-assignments'))`)
}

/** The first five numbers that somebody holds at or after the instant asked for, of any reseller the session sees. */
export async function findHolders(
  db: pg.ClientBase,
  wanted: readonly { readonly number: string; readonly validFrom: Date }[],
): Promise<readonly string[]> {
  const { rows } = await db.query<{ number: string }>(
    `SELECT h.number FROM number_assignments h
       JOIN unnest($1::text[], $2::timestamptz[]) AS n (number, valid_from)
         ON h.number = n.number AND h.superseded_at IS NULL AND coalesce(h.valid_to, 'infinity') > n.valid_from
      ORDER BY h.number LIMIT 5`,
    [wanted.map(({ number }) => number), wanted.map(({ validFrom }) => validFrom)],
  )
  return rows.map(({ number }) => number)
}

/** What decides how long a number an account gives back rests. */
export async function readQuarantineTerms(
  db: pg.ClientBase,
  accountId: number,
): Promise<{ readonly months: number; readonly timeZone: string } | undefined> {
  const { rows } = await db.query<{ months: number; timeZone: string }>(
    `SELECT r.number_quarantine_months AS months, a.time_zone AS "timeZone"
       FROM accounts a JOIN resellers r ON r.id = a.reseller_id WHERE a.id = $1`,
    [accountId],
  )
  return rows[0]
}

/** Who held a number when, as far as the reseller knows it, the last first. */
export async function readHolders(
  db: pg.ClientBase,
  number: string,
): Promise<
  readonly {
    readonly accountId: number
    readonly accountNumber: string
    readonly accountName: string
    readonly from: Date
    readonly to: Date | null
  }[]
> {
  const { rows } = await db.query<{
    accountId: number
    accountNumber: string
    accountName: string
    from: Date
    to: Date | null
  }>(
    `SELECT a.id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName", h.valid_from AS from,
            h.valid_to AS to
       FROM number_assignments h JOIN accounts a ON a.id = h.account_id
      WHERE h.number = $1 AND h.superseded_at IS NULL ORDER BY h.valid_from DESC LIMIT 100`,
    [number],
  )
  return rows
}

/** Whether an account of another reseller held a number within a span. */
export async function isHeldElsewhere(
  db: pg.ClientBase,
  number: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number | undefined },
): Promise<boolean> {
  const { rows } = await db.query<{ held: boolean }>(
    `SELECT tollgate_held_elsewhere($1, $2, coalesce($3::timestamptz, 'infinity')) AS held`,
    [number, new Date(fromMs), toMs === undefined ? null : new Date(toMs)],
  )
  return rows[0]?.held === true
}

/** How many suspended calls an account of the reseller has got by holding a number within a span. */
export async function countOwnerlessCalls(
  db: pg.ClientBase,
  number: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number | undefined },
): Promise<number> {
  const { rows } = await db.query<{ calls: bigint }>(
    `SELECT tollgate_calls_without_owner($1, $2, coalesce($3::timestamptz, 'infinity')) AS calls`,
    [number, new Date(fromMs), toMs === undefined ? null : new Date(toMs)],
  )
  return Number(rows[0]?.calls ?? 0n)
}
