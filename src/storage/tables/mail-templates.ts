import type pg from 'pg'

/** Writes a reseller's own words for a kind of mail; undefined: they are no longer at this version (0: there are none). */
export async function writeMailTemplate(
  db: pg.ClientBase,
  resellerId: number,
  template: { readonly kind: string; readonly subject: string; readonly body: string; readonly now: Date },
  version: number,
): Promise<number | undefined> {
  const { rows } = await db.query<{ version: number }>(
    `INSERT INTO mail_templates (reseller_id, kind, subject, body, version, changed_at) VALUES ($1, $2, $3, $4, $5 + 1, $6)
     ON CONFLICT (reseller_id, kind) DO UPDATE SET subject = $3, body = $4, version = $5 + 1, changed_at = $6
       WHERE mail_templates.version = $5
     RETURNING version`,
    [resellerId, template.kind, template.subject, template.body, version, template.now],
  )
  return rows[0]?.version
}

/** Gives a kind of mail its default words back. */
export async function deleteMailTemplate(db: pg.ClientBase, resellerId: number, kind: string): Promise<void> {
  await db.query('DELETE FROM mail_templates WHERE reseller_id = $1 AND kind = $2', [resellerId, kind])
}
