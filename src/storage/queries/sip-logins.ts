import type pg from 'pg'

/** How a line signs in at the switch, without what proves it. */
export interface SipLoginRow {
  readonly realm: string
  readonly madeAt: Date
  readonly madeBy: string
}

/** The login of a number an account holds now; undefined: it has none. */
export async function readSipLogin(
  db: pg.ClientBase,
  accountId: number,
  number: string,
): Promise<SipLoginRow | undefined> {
  const { rows } = await db.query<SipLoginRow>(
    `SELECT s.realm, s.made_at AS "madeAt", s.made_by AS "madeBy"
       FROM sip_logins s JOIN number_assignments h ON h.id = s.assignment_id
      WHERE s.account_id = $1 AND h.number = $2 AND h.valid_to IS NULL AND h.superseded_at IS NULL`,
    [accountId, number],
  )
  return rows[0]
}

/** Where the switch last saw a number's line; what is empty where it is not registered. */
export interface LineLocationRow {
  readonly number: string
  /** A SIP address. */
  readonly contact: string | null
  /** Where its messages come from, where that is another: a SIP address. */
  readonly received: string | null
  readonly userAgent: string | null
  readonly expiresAt: Date | null
}

/** Numbers that have a line at the switch, over all tenants, each with the registration that lasts longest. */
export async function readLineLocations(
  pool: pg.Pool,
  numbers: readonly string[],
  now: Date,
): Promise<readonly LineLocationRow[]> {
  const { rows } = await pool.query<LineLocationRow>(
    `SELECT n.number, l.contact, l.received, l.user_agent AS "userAgent", l.expires AT TIME ZONE 'UTC' AS "expiresAt"
       FROM kamailio.number_lines n
       LEFT JOIN LATERAL (
         SELECT contact, received, user_agent, expires FROM kamailio.location
          WHERE username = n.line AND expires AT TIME ZONE 'UTC' > $2 ORDER BY expires DESC LIMIT 1) l ON true
      WHERE n.number = ANY ($1) AND n.line IS NOT NULL`,
    [numbers, now],
  )
  return rows
}
