import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#domain/access/actor.ts'
import { operation, perform } from '#operations/operation.ts'
import { readForActor } from '#operations/read.ts'
import { createTestTelco, type TestTelco } from '../support/telco.ts'

let telco: TestTelco
beforeAll(async () => {
  telco = await createTestTelco()
})
afterAll(() => telco.drop())

const now = new Date('2026-07-01T00:00:00Z')
const actor = (more: Partial<Actor> = {}): Actor => ({
  kind: 'user',
  id: 7,
  name: 'Robin Example',
  role: 'admin',
  resellerId: telco.resellerId,
  ...more,
})

let runs = 0
const rename = operation({
  name: 'test.rename',
  permission: 'accounts.write',
  run: async ({ db, audit, emit }, { name, fails = false }: { name: string; fails?: boolean }) => {
    runs += 1
    const { rowCount } = await db.query('UPDATE accounts SET name = $1 WHERE account_number = $2', [name, '1001'])
    audit({ subject: 'account 1001', before: { name: 'then' }, after: { name } })
    emit({ type: 'account.changed', payload: { name } })
    if (fails) throw new Error('something broke')
    return { rowCount }
  },
})

const nameOf1001 = async (): Promise<string | undefined> => {
  const { rows } = await telco.pool.query<{ name: string }>(`SELECT name FROM accounts WHERE account_number = '1001'`)
  return rows[0]?.name
}
const count = async (table: 'audit' | 'events' | 'idempotency_keys'): Promise<number> => {
  const { rows } = await telco.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)
  return rows[0]?.n ?? -1
}

describe('the one write path', () => {
  test('writes, seals an audit line, records the event, all in one transaction', async () => {
    const request = { actor: actor(), input: { name: 'Written' }, now, origin: '192.0.2.1' }
    expect(await perform(telco.pool, rename, request, (result) => result)).toEqual({ rowCount: 1 })
    expect(await nameOf1001()).toBe('Written')
    expect([await count('audit'), await count('events')]).toEqual([1, 1])
    const { rows } = await telco.pool.query('SELECT count(*)::int AS n FROM graphile_worker.jobs')
    expect(rows).toEqual([{ n: 1 }])
  })

  test('leaves nothing of a failure', async () => {
    const request = { actor: actor(), input: { name: 'Broken', fails: true }, now, origin: '192.0.2.1' }
    await expect(perform(telco.pool, rename, request, (result) => result)).rejects.toThrow('something broke')
    expect(await nameOf1001()).toBe('Written')
    expect([await count('audit'), await count('events')]).toEqual([1, 1])
  })

  test('leaves nothing of a dry run, which answers as the real one', async () => {
    const request = { actor: actor(), input: { name: 'Dry' }, now, origin: '192.0.2.1', dryRun: true }
    expect(await perform(telco.pool, rename, request, (result) => result)).toEqual({ rowCount: 1 })
    expect(await nameOf1001()).toBe('Written')
    expect([await count('audit'), await count('events')]).toEqual([1, 1])
  })

  test('does once what is asked twice with one key, also when both come at once', async () => {
    runs = 0
    const request = {
      actor: actor(),
      input: { name: 'Once' },
      now,
      origin: '192.0.2.1',
      idempotency: { key: 'k-1', words: 'rename to Once' },
    }
    const ask = (): Promise<unknown> => perform(telco.pool, rename, request, (result) => result)
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([{ rowCount: 1 }, { rowCount: 1 }, { rowCount: 1 }])
    expect(runs).toBe(1)
    await expect(
      perform(telco.pool, rename, { ...request, idempotency: { key: 'k-1', words: 'rename to Twice' } }, (r) => r),
    ).rejects.toThrow('used for another request')
    const other = { ...request, actor: actor({ id: 8 }), idempotency: { key: 'k-1', words: 'mine' } }
    await perform(telco.pool, rename, other, (result) => result)
    expect(runs).toBe(2)
  })

  test('refuses who may not, before anything else', async () => {
    const request = { actor: actor({ role: 'read-only' }), input: { name: 'No' }, now, origin: '192.0.2.1' }
    await expect(perform(telco.pool, rename, request, (result) => result)).rejects.toThrow('accounts.write')
  })
})

describe('the tenant’s walls', () => {
  test('another reseller sees and changes nothing', async () => {
    const { rows } = await telco.pool.query<{ id: number }>(
      `INSERT INTO resellers (name, brand_name, brand_colour, support_email)
       VALUES ('Other', 'Other', '#000000', 'help@other.example') RETURNING id`,
    )
    const other = actor({ resellerId: rows[0]?.id ?? 0 })
    const seen = await readForActor(telco.pool, other, (db) => db.query('SELECT * FROM accounts'))
    expect(seen.rows).toEqual([])
    const request = { actor: other, input: { name: 'Stolen' }, now, origin: '192.0.2.1' }
    expect(await perform(telco.pool, rename, request, (result) => result)).toEqual({ rowCount: 0 })
    const [first] = telco.accounts
    const insert = operation({
      name: 'test.steal',
      permission: 'accounts.write',
      run: ({ db }) =>
        db.query('INSERT INTO balances (account_id, reseller_id) VALUES ($1, $2)', [first?.id, telco.resellerId]),
    })
    await expect(
      perform(telco.pool, insert, { actor: other, input: undefined, now, origin: '' }, () => null),
    ).rejects.toThrow('row-level security')
  })

  test('a customer’s session sees its own account only', async () => {
    const [first, second] = telco.accounts
    const customer = actor({ role: 'customer-admin', accountId: second?.id ?? 0 })
    const seen = await readForActor(telco.pool, customer, (db) => db.query<{ id: number }>('SELECT id FROM accounts'))
    expect(seen.rows).toEqual([{ id: second?.id }])
    const balance = await readForActor(telco.pool, customer, (db) =>
      db.query('SELECT * FROM balances WHERE account_id = $1', [first?.id]),
    )
    expect(balance.rows).toEqual([])
  })
})
