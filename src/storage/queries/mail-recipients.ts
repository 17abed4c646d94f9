import type pg from 'pg'

/**
 * The e-mail address of an account's contact: the first kind that there is.
 *
 * @returns undefined: none of them is known.
 */
export async function readContactEmail(
  db: pg.ClientBase,
  accountId: number,
  kinds: readonly ('main' | 'billing' | 'technical')[],
): Promise<string | undefined> {
  const { rows } = await db.query<{ email: string }>(
    `SELECT email FROM account_contacts WHERE account_id = $1 AND kind = ANY ($2)
      ORDER BY array_position($2::text[], kind) LIMIT 1`,
    [accountId, kinds],
  )
  return rows[0]?.email
}

/** The addresses of the people who run a reseller: owners and administrators who accepted. */
export async function readAdminEmails(db: pg.ClientBase, resellerId: number): Promise<readonly string[]> {
  const { rows } = await db.query<{ email: string }>(
    `SELECT DISTINCT u.email FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE m.reseller_id = $1 AND m.account_id IS NULL AND m.role IN ('owner', 'admin')
        AND m.accepted_at IS NOT NULL AND m.revoked_at IS NULL AND u.status = 'active'
      ORDER BY u.email LIMIT 20`,
    [resellerId],
  )
  return rows.map(({ email }) => email)
}
