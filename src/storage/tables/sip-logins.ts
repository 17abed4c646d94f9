import type pg from 'pg'

export interface NewSipLogin {
  readonly assignmentId: number
  readonly resellerId: number
  readonly accountId: number
  readonly realm: string
  /** MD5 of `number:realm:password`, hexadecimal. */
  readonly ha1: string
  readonly madeAt: Date
  readonly madeBy: string
}

/** Writes how a line signs in; the password before is over at once. */
export async function putSipLogin(db: pg.ClientBase, login: NewSipLogin): Promise<void> {
  await db.query(
    `INSERT INTO sip_logins (assignment_id, reseller_id, account_id, realm, ha1, made_at, made_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (assignment_id) DO UPDATE
       SET realm = excluded.realm, ha1 = excluded.ha1, made_at = excluded.made_at, made_by = excluded.made_by`,
    [login.assignmentId, login.resellerId, login.accountId, login.realm, login.ha1, login.madeAt, login.madeBy],
  )
}

/** @returns whether there was one. */
export async function deleteSipLogin(db: pg.ClientBase, assignmentId: number): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM sip_logins WHERE assignment_id = $1', [assignmentId])
  return rowCount === 1
}
