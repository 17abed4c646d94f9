import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { accountStatusEndpoints } from '#contract/account-status.ts'
import { auditEndpoints } from '#contract/audit.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco
let api: TestApi
let admin: TestClient
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
  admin = api.as({ role: 'admin' })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { openAccount, readAccount, activateAccount, suspendAccount, reinstateAccount } = accountsEndpoints
const { readAccountStatus } = accountStatusEndpoints
const { cancelAccount, withdrawCancellation, previewCancellation, listStatusChanges } = accountsEndpoints
const NEW = {
  name: 'Kurrajong Freight',
  paymentMode: 'prepaid',
  timeZone: 'Australia/Perth',
  contacts: { main: { name: 'Kim Example', email: 'kim@example.com' } },
} as const

async function open(): Promise<{ id: string; accountNumber: string; params: { accountId: string } }> {
  const { id, accountNumber } = await admin.call(openAccount, { body: NEW })
  return { id, accountNumber, params: { accountId: id } }
}

async function openActive(): ReturnType<typeof open> {
  const opened = await open()
  await admin.call(activateAccount, { params: opened.params, body: { planId: String(telco.bundlePlanId) } })
  return opened
}

describe('activation', () => {
  test('takes the plan, begins billing and makes the day the anniversary', async () => {
    api.now = new Date('2026-07-10T02:00:00Z')
    const { params, id, accountNumber } = await open()
    // The 14th in Perth, while it is still the 13th in UTC.
    api.now = new Date('2026-07-13T17:00:00Z')
    const active = await admin.call(activateAccount, { params, body: { planId: String(telco.bundlePlanId) } })
    expect(active).toMatchObject({
      status: 'active',
      billDay: 14,
      activatedAt: '2026-07-13T17:00:00.000Z',
      plan: { id: String(telco.bundlePlanId), name: 'Bundle' },
      allowedSteps: ['suspend', 'schedule-cancellation', 'cancel'],
    })
    const { items } = await admin.call(listStatusChanges, { params })
    expect(items).toMatchObject([
      { step: 'activate', fromStatus: 'new', toStatus: 'active', actor: 'user 1', actorName: 'Robin Example' },
      { step: 'open', fromStatus: null, toStatus: 'new', at: '2026-07-10T02:00:00.000Z' },
    ])
    const audit = await admin.call(auditEndpoints.listAudit, { query: { accountId: id } })
    expect(audit.items[0]).toMatchObject({
      operation: 'accounts.activate',
      before: { status: 'new', billDay: 10 },
      after: { status: 'active', billDay: 14, planId: telco.bundlePlanId },
    })
    const { rows } = await telco.pool.query('SELECT type, payload FROM events WHERE account_id = $1 ORDER BY id', [id])
    expect(rows).toMatchObject([
      { type: 'account.opened', payload: { accountNumber, status: 'new' } },
      { type: 'account.activated', payload: { accountNumber, status: 'active', planId: telco.bundlePlanId } },
    ])
  })

  test('is all or nothing: a plan that is not there leaves the account new', async () => {
    const { params } = await open()
    const refused = await admin.refusal(activateAccount, { params, body: { planId: '999999' } })
    expect(refused).toMatchObject({ status: 404, errors: [{ field: 'planId' }] })
    expect(await admin.call(readAccount, { params })).toMatchObject({ status: 'new', plan: null, activatedAt: null })
  })

  test('twice at once activates once, and charges once', async () => {
    const { params, id } = await open()
    const asked = await Promise.all(
      [1, 2].map(() => admin.post(`/accounts/${params.accountId}/activate`, { planId: String(telco.bundlePlanId) })),
    )
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([200, 409]))
    expect(await telco.pool.query('SELECT FROM account_plans WHERE account_id = $1', [id])).toMatchObject({
      rowCount: 1,
    })
  })

  test('accounts brought over have the history of one', async () => {
    const [brought] = telco.accounts
    const params = { accountId: String(brought?.id) }
    expect(await admin.call(readAccount, { params })).toMatchObject({ activatedAt: '2026-01-01T00:00:00.000Z' })
    const { items } = await admin.call(listStatusChanges, { params })
    expect(items).toMatchObject([{ step: 'activate', toStatus: 'active', actor: 'system' }])
  })
})

describe('suspension', () => {
  test('says what it bars and what stays, to the customer without the words of the staff', async () => {
    const { params, id } = await openActive()
    const body = { reason: 'unpaid', words: 'Promised to pay on Friday' } as const
    const suspended = await admin.call(suspendAccount, { params, body })
    expect(suspended).toMatchObject({
      status: 'suspended',
      suspension: { reason: 'unpaid', words: 'Promised to pay on Friday', since: api.now.toISOString() },
      statusMeaning: expect.stringMatching(/emergency numbers.*monthly charges stay/) as string,
      plan: { name: 'Bundle' },
      allowedSteps: ['reinstate', 'schedule-cancellation', 'cancel'],
    })
    const customer = api.as({ role: 'customer-admin', accountId: Number(id) })
    const shown = { suspension: { reason: 'unpaid', words: '' }, allowedSteps: ['schedule-cancellation'] }
    expect(await customer.call(readAccount, { params })).toMatchObject(shown)
    const page = await customer.call(readAccountStatus, { params })
    expect(page).toMatchObject({ ...shown, status: 'suspended' })
    expect(JSON.stringify(page)).not.toContain('Friday')
    expect((await api.as({ role: 'support' }).call(readAccount, { params })).allowedSteps).toEqual([])
    const { rows } = await telco.pool.query<{ payload: object }>(
      "SELECT payload FROM events WHERE account_id = $1 AND type = 'account.suspended'",
      [id],
    )
    expect(rows[0]?.payload).toMatchObject({ status: 'suspended', reason: 'unpaid' })
    expect(JSON.stringify(rows)).not.toContain('Friday')
    const back = await admin.call(reinstateAccount, { params, body: { words: 'Paid' } })
    expect(back).toMatchObject({ status: 'active', suspension: null })
    const { items } = await admin.call(listStatusChanges, { params, query: { limit: 2 } })
    expect(items).toMatchObject([
      { step: 'reinstate', words: 'Paid' },
      { step: 'suspend', reason: 'unpaid', words: 'Promised to pay on Friday' },
    ])
  })

  test('and a cancellation scheduled meanwhile keep apart', async () => {
    const { params, accountNumber } = await openActive()
    await admin.call(suspendAccount, {
      params,
      body: { reason: 'suspected-fraud', words: 'Calls to islands at night' },
    })
    const body = { mode: 'anniversary', reason: 'Asked to leave', confirm: accountNumber } as const
    const scheduled = await admin.call(cancelAccount, { params, body })
    expect(scheduled).toMatchObject({
      status: 'suspended',
      suspension: { reason: 'suspected-fraud', words: 'Calls to islands at night' },
      cancelOn: expect.any(String) as string,
    })
    const reinstated = await admin.call(reinstateAccount, { params, body: {} })
    expect(reinstated).toMatchObject({ status: 'active', suspension: null, cancelOn: scheduled.cancelOn })
  })
})

describe('cancellation', () => {
  test('asks for the account number, and says before what will be lost', async () => {
    const [account] = telco.accounts
    const params = { accountId: String(account?.id) }
    const preview = await admin.call(previewCancellation, { params })
    expect(preview).toMatchObject({
      confirm: '1001',
      anniversary: '2026-07-31',
      numberCount: 3,
      numbers: account?.numbers,
      planName: 'Bundle',
      forfeited: '0.00',
    })
    expect(preview.consequences.join(' ')).toContain('3 numbers will stop working')
    const body = { mode: 'now', reason: 'Closing down', confirm: '1002' } as const
    const refused = await admin.refusal(cancelAccount, { params, body })
    expect(refused).toMatchObject({ status: 422, code: 'confirmation_needed', errors: [{ field: 'confirm' }] })
    expect(refused.detail).toContain('1001')
    expect((await admin.call(readAccount, { params })).status).toBe('active')
  })

  test('at the anniversary is scheduled, and can be withdrawn', async () => {
    const [, account] = telco.accounts
    const params = { accountId: String(account?.id) }
    api.now = new Date('2026-07-20T00:00:00Z')
    const body = { mode: 'anniversary', reason: 'Moving away', confirm: '1002' } as const
    const scheduled = await admin.call(cancelAccount, { params, body })
    expect(scheduled).toMatchObject({ status: 'active', cancelOn: '2026-08-15', plan: { name: 'Bundle' } })
    expect(scheduled.statusMeaning).toContain('15 August 2026')
    const twice = await admin.refusal(cancelAccount, { params, body })
    expect(twice).toMatchObject({ status: 409, code: 'illegal_transition' })
    expect(twice.detail).toContain('withdraw its scheduled cancellation')
    const kept = await admin.call(withdrawCancellation, { params, body: { words: 'Stays' } })
    expect(kept).toMatchObject({ status: 'active', cancelOn: null })
    const { rows } = await telco.pool.query('SELECT type FROM events WHERE account_id = $1 ORDER BY id', [account?.id])
    expect(rows).toEqual([{ type: 'account.cancellation-scheduled' }, { type: 'account.cancellation-withdrawn' }])
  })

  test('now is the end of plan, numbers and every change', async () => {
    const [, , account] = telco.accounts
    const params = { accountId: String(account?.id) }
    const body = { mode: 'now', reason: 'Closing down', confirm: '1003' } as const
    await giveEverything(account?.id ?? 0)
    const cancelled = await admin.call(cancelAccount, { params, body })
    expect(cancelled).toMatchObject({
      status: 'cancelled',
      cancelledAt: api.now.toISOString(),
      cancelOn: null,
      plan: null,
      allowedSteps: [],
    })
    const held = await telco.pool.query(
      'SELECT FROM number_assignments WHERE account_id = $1 AND valid_to IS NULL AND superseded_at IS NULL',
      [account?.id],
    )
    expect(held.rowCount).toBe(0)
    const resting = await telco.pool.query("SELECT FROM numbers WHERE number = ANY ($1) AND status = 'quarantined'", [
      account?.numbers,
    ])
    expect(resting.rowCount).toBe(3)
    const finals = await telco.pool.query('SELECT FROM statements WHERE account_id = $1 AND is_final', [account?.id])
    expect(finals.rowCount).toBe(1)
    expect(await left(account?.id ?? 0)).toEqual({ plans: 0, changes: 0, channels: 0, users: 0 })
    const path = `/accounts/${account?.id}`
    expect((await admin.patch(path, { name: 'Still here' })).json).toMatchObject({
      status: 409,
      code: 'account_not_active',
    })
    // Who still owes is still spoken with.
    expect((await admin.post(`${path}/notes`, { body: 'Called again' })).status).toBe(201)
    expect(await admin.refusal(previewCancellation, { params })).toMatchObject({
      status: 409,
      code: 'illegal_transition',
    })
    const { cycles } = await admin.call(readAccountStatus, { params })
    expect(cycles[0]?.statement).toMatchObject({ number: expect.any(String) as string })
    expect(await admin.call(readAccount, { params })).toMatchObject({ accountNumber: '1003', name: 'Account 1003' })
  })

  test('of a new account there is nothing to wait for', async () => {
    const { params, accountNumber } = await open()
    expect(await admin.call(previewCancellation, { params })).toMatchObject({ anniversary: null, numberCount: 0 })
    const body = { mode: 'anniversary', reason: 'Never began', confirm: accountNumber } as const
    expect((await admin.refusal(cancelAccount, { params, body })).code).toBe('illegal_transition')
    expect(await admin.call(cancelAccount, { params, body: { ...body, mode: 'now' } })).toMatchObject({
      status: 'cancelled',
    })
  })

  test('a customer cancels its own account at the anniversary, and may change its mind', async () => {
    const { params, id, accountNumber } = await openActive()
    const customer = api.as({ role: 'customer-admin', accountId: Number(id) })
    expect(await customer.call(previewCancellation, { params })).toMatchObject({ confirm: accountNumber })
    const body = { mode: 'now', reason: 'Moving', confirm: accountNumber } as const
    const refused = await customer.refusal(cancelAccount, { params, body })
    expect(refused).toMatchObject({ status: 403, errors: [{ field: 'mode' }] })
    const scheduled = await customer.call(cancelAccount, { params, body: { ...body, mode: 'anniversary' } })
    expect(scheduled).toMatchObject({ status: 'active', cancelOn: '2026-08-20' })
    expect(await customer.call(withdrawCancellation, { params, body: {} })).toMatchObject({ cancelOn: null })
  })

  test('now is for administrators', async () => {
    const { params, accountNumber } = await open()
    for (const role of ['billing', 'support', 'provisioning', 'read-only', 'customer-user'] as const) {
      const asked = { mode: 'now', reason: 'Mine', confirm: accountNumber }
      const refused = await api.as({ role }).post(`/accounts/${params.accountId}/cancel`, asked)
      expect(refused.status).toBe(403)
    }
  })
})

/** Channels now and to come, a plan change that waits, and a user. */
async function giveEverything(accountId: number): Promise<void> {
  const values = [telco.resellerId, accountId]
  await telco.pool.query(
    `INSERT INTO account_channels (reseller_id, account_id, quantity, valid_from, valid_to)
     VALUES ($1, $2, 4, '2026-06-01', '2026-09-01'), ($1, $2, 2, '2026-09-01', NULL)`,
    values,
  )
  await telco.pool.query(
    `INSERT INTO pending_plan_changes (reseller_id, account_id, plan_id, due_on, requested_at)
     VALUES ($1, $2, $3, '2026-09-01', now())`,
    [...values, telco.bundlePlanId],
  )
  await telco.pool.query(
    `WITH someone AS (INSERT INTO users (email, name, created_at) VALUES ('kit@example.com', 'Kit', now()) RETURNING id)
     INSERT INTO memberships (user_id, reseller_id, account_id, role, created_at)
     SELECT id, $1, $2, 'customer-admin', now() FROM someone`,
    values,
  )
  expect(await left(accountId)).toEqual({ plans: 1, changes: 1, channels: 2, users: 1 })
}

async function left(accountId: number): Promise<unknown> {
  const { rows } = await telco.pool.query(
    `SELECT (SELECT count(*)::int4 FROM account_plans WHERE account_id = $1 AND valid_to IS NULL) AS plans,
            (SELECT count(*)::int4 FROM pending_plan_changes WHERE account_id = $1) AS changes,
            (SELECT count(*)::int4 FROM account_channels
              WHERE account_id = $1 AND (valid_to IS NULL OR valid_to > $2)) AS channels,
            (SELECT count(*)::int4 FROM memberships WHERE account_id = $1 AND revoked_at IS NULL) AS users`,
    [accountId, api.now],
  )
  return rows[0]
}

describe('every step that is not allowed', () => {
  const bring = {
    new: async () => (await open()).params,
    active: async () => (await openActive()).params,
    suspended: async () => {
      const { params } = await openActive()
      await admin.call(suspendAccount, { params, body: { reason: 'other', words: 'Table' } })
      return params
    },
    cancelled: async () => {
      const { params, accountNumber } = await openActive()
      await admin.call(cancelAccount, { params, body: { mode: 'now', reason: 'Table', confirm: accountNumber } })
      return params
    },
  }
  const bodies = {
    activate: () => ({ planId: String(telco.bundlePlanId) }),
    suspend: () => ({ reason: 'other' }),
    reinstate: () => ({}),
    'withdraw-cancellation': () => ({}),
    cancel: () => ({ mode: 'now', reason: 'Table', confirm: 'wrong' }),
  }

  test.each([
    ['new', 'suspend', 'activate it on a calling plan'],
    ['new', 'reinstate', 'activate it on a calling plan'],
    ['new', 'withdraw-cancellation', 'activate it on a calling plan'],
    ['active', 'activate', 'suspend it'],
    ['active', 'reinstate', 'suspend it'],
    ['active', 'withdraw-cancellation', 'cancel it at its anniversary'],
    ['suspended', 'activate', 'reinstate it'],
    ['suspended', 'suspend', 'reinstate it'],
    ['suspended', 'withdraw-cancellation', 'reinstate it'],
    ['cancelled', 'activate', 'That is final'],
    ['cancelled', 'suspend', 'That is final'],
    ['cancelled', 'reinstate', 'That is final'],
    ['cancelled', 'withdraw-cancellation', 'That is final'],
    // Before the confirmation is looked at: there is nothing to confirm.
    ['cancelled', 'cancel', 'That is final'],
  ] as const)('%s: %s', async (status, step, wayOut) => {
    const params = await bring[status]()
    const before = await admin.get(`/accounts/${params.accountId}`)
    const refused = await admin.post(`/accounts/${params.accountId}/${step}`, bodies[step]())
    expect(refused.json).toMatchObject({ status: 409, code: 'illegal_transition' })
    expect(refused.text).toContain(wayOut)
    expect((await admin.get(`/accounts/${params.accountId}`)).json).toEqual(before.json)
  })
})
