import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterTenant } from '#storage/tenant.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco
beforeAll(async () => {
  telco = await createTestTelco()
})
afterAll(() => telco.drop())

async function asTenant(sql: string, accountId?: number): Promise<unknown[]> {
  return withTransaction(telco.pool, async (db) => {
    await enterTenant(db, { resellerId: telco.resellerId, accountId })
    return (await db.query<Record<string, unknown>>(sql)).rows
  })
}

test.each([
  'SELECT * FROM user_secrets',
  'SELECT * FROM recovery_codes',
  'SELECT * FROM passkeys',
  'SELECT * FROM sessions',
  'SELECT * FROM tickets',
  'SELECT * FROM sign_in_failures',
  'SELECT * FROM access_log',
  'SELECT token_hash FROM links',
  'SELECT key_hash FROM api_keys',
  `UPDATE users SET email = 'taken@example.com'`,
  `UPDATE users SET status = 'active'`,
  'UPDATE memberships SET user_id = 1',
  'UPDATE memberships SET accepted_at = now()',
  'DELETE FROM users',
])('a tenant’s session may not: %s', async (sql) => {
  await expect(asTenant(sql)).rejects.toThrow('permission denied')
})
