import type pg from 'pg'
import type { ContactChanges } from '#domain/accounts/contact.ts'

/** Puts a contact in the place of the one of its kind; null: takes that one away. */
export async function replaceContacts(
  db: pg.ClientBase,
  { accountId, resellerId }: { readonly accountId: number; readonly resellerId: number },
  contacts: ContactChanges,
): Promise<void> {
  for (const [kind, contact] of Object.entries(contacts)) {
    if (contact === null) {
      await db.query('DELETE FROM account_contacts WHERE account_id = $1 AND kind = $2', [accountId, kind])
    } else if (contact !== undefined) {
      await db.query(
        `INSERT INTO account_contacts (account_id, reseller_id, kind, name, email, phone) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (account_id, kind) DO UPDATE SET name = excluded.name, email = excluded.email, phone = excluded.phone`,
        [accountId, resellerId, kind, contact.name, contact.email, contact.phone],
      )
    }
  }
}
