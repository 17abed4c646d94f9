import type pg from 'pg'
import type { NumberSettings } from '#storage/queries/number-settings.ts'

export async function updateNumberSettings(
  db: pg.ClientBase,
  resellerId: number,
  { quarantineMonths }: NumberSettings,
): Promise<void> {
  await db.query('UPDATE resellers SET number_quarantine_months = $2 WHERE id = $1', [resellerId, quarantineMonths])
}
