import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

/** The fourth day of a cycle of 30 in Sydney: account 1001 has its anniversary on the last of the month. */
const NOW = new Date('2026-09-02T14:30:00Z')
/** Of the cycle from 31 August to 30 September. */
const DAYS_LEFT = 27

let telco: TestTelco
let api: TestApi
let admin: TestClient
let provisioning: TestClient
let accountId: string
let other: string
let plans: { bundled: string; additional: string; inbound: string }
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, NOW)
  admin = api.as({ role: 'admin' })
  provisioning = api.as({ role: 'provisioning' })
  ;[accountId = '', other = ''] = telco.accounts.map(({ id }) => String(id))
  await telco.pool.query(
    `UPDATE calling_plan_versions SET included_numbers = 4, included_channels = 2, channel_price_micros = 6000000
      WHERE plan_id = $1`,
    [telco.bundlePlanId],
  )
  await telco.pool.query(`UPDATE number_plans SET is_bundled = true WHERE name = 'Bundled Line'`)
  const { rows } = await telco.pool.query<{ id: number; name: string }>('SELECT id, name FROM number_plans')
  const idOf = (name: string): string => String(rows.find((row) => row.name === name)?.id)
  plans = {
    bundled: idOf('Bundled Line'),
    additional: idOf('Additional Line'),
    inbound: idOf('1300/1800 Number'),
  }
  await admin.call(numbersEndpoints.addNumbers, { body: { from: '0370109000', to: '0370109099' } })
  await admin.call(numbersEndpoints.addNumbers, { body: { from: '0870109000', to: '0870109001' } })
  await admin.call(numbersEndpoints.addNumbers, { body: { from: '1300975700', to: '1300975709' } })
})
beforeEach(() => {
  api.now = NOW
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { addAccountNumbers, listAccountNumbers, removeAccountNumber, changeAccountNumber } = accountNumbersEndpoints

async function add(lines: object | readonly object[], to = accountId, client = admin) {
  const numbers = [lines].flat().map((line) => ({ numberPlanId: plans.additional, ...line }))
  const { items } = await client.call(addAccountNumbers, { params: { accountId: to }, body: { numbers } })
  return items
}

async function refuseAdding(lines: object | readonly object[], to = accountId) {
  const numbers = [lines].flat().map((line) => ({ numberPlanId: plans.additional, ...line }))
  return admin.refusal(addAccountNumbers, { params: { accountId: to }, body: { numbers } })
}

async function statusOf(number: string): Promise<string> {
  return (await admin.call(numbersEndpoints.readNumber, { params: { number } })).status
}

/** What an account was charged, newest first: description, amount ex GST. */
async function chargesOf(account: string): Promise<readonly (readonly [string, number])[]> {
  const { rows } = await telco.pool.query<{ description: string; amount: bigint }>(
    'SELECT description, amount_micros AS amount FROM charges WHERE account_id = $1 ORDER BY id DESC',
    [account],
  )
  return rows.map(({ description, amount }) => [description, Number(amount) / 1e6])
}

describe('adding a number', () => {
  test('says first what it would cost today and a month', async () => {
    const { quoteNumbers, quoteChannels } = accountNumbersEndpoints
    const params = { accountId }
    const query = { numberPlanId: plans.additional, quantity: '2' }
    expect(await provisioning.call(quoteNumbers, { params, query })).toMatchObject({
      description: 'Additional Line',
      monthlyCharge: '10.00',
      // 5.00 x 27 / 30, twice
      charge: '9.00',
      gst: '0.90',
      from: '2026-09-03',
      to: '2026-09-29',
      missing: '0.00',
      bundled: null,
    })
    const bundled = await admin.call(quoteNumbers, { params, query: { numberPlanId: plans.bundled } })
    expect(bundled).toMatchObject({ charge: '0.00', bundled: { included: 4, used: 3 } })
    const channels = await admin.call(quoteChannels, { params, query: { quantity: '1' } })
    expect(channels).toMatchObject({ monthlyCharge: '6.00', charge: '5.40', gst: '0.54' })
    await telco.pool.query(`UPDATE accounts SET payment_mode = 'prepaid' WHERE id = $1`, [accountId])
    const { balance, missing } = await admin.call(quoteNumbers, { params, query })
    expect([balance, missing]).toEqual(['0.00', '9.90'])
    await telco.pool.query(`UPDATE accounts SET payment_mode = 'postpaid' WHERE id = $1`, [accountId])
  })

  test('takes a free one of the place and charges the days that are left', async () => {
    const [item] = await add({ state: 'SA', region: 'Adelaide', lineType: 'sip-trunk', callLimit: 2 })
    expect(item).toMatchObject({
      number: '61870109000',
      dialled: '0870109000',
      region: 'Adelaide',
      lineType: 'sip-trunk',
      callLimit: 2,
      numberPlan: { name: 'Additional Line', isBundled: false },
      monthlyCharge: '5.00',
      currency: 'AUD',
      since: NOW.toISOString(),
      cancelOn: null,
      version: 1,
    })
    expect(item?.registration?.server).toBe('fake-switch.example')
    expect(await statusOf('61870109000')).toBe('assigned')
    // 5.00 x 27 / 30
    expect(await chargesOf(accountId)).toEqual([['Additional Line 08 7010 9000', 4.5]])
    expect(DAYS_LEFT).toBe(27)
  })

  test('of two accounts that want the same number at once exactly one gets it', async () => {
    const body = { numbers: [{ number: '0370109050', numberPlanId: plans.additional }] }
    const answers = await Promise.all([accountId, other].map((id) => admin.post(`/accounts/${id}/numbers`, body)))
    expect(answers.map(({ status }) => status).toSorted((one, another) => one - another)).toEqual([201, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(refused?.json).toMatchObject({ code: 'number_not_available' })
  })

  test('of two that take any number at once each gets its own', async () => {
    const line = { state: 'VIC', region: 'Melbourne' }
    const [one, another] = await Promise.all([add(line), add(line, other)])
    expect(one[0]?.number).not.toBe(another[0]?.number)
  })

  test('says when none is free, and what to do', async () => {
    const refused = await refuseAdding({ state: 'TAS', region: 'Hobart' })
    expect([refused.status, refused.code]).toEqual([409, 'number_not_available'])
    expect(refused.detail).toContain('No geographic number is free in Hobart, TAS. Choose another place')
  })

  test('is all or nothing', async () => {
    const before = await chargesOf(accountId)
    const refused = await refuseAdding([{ number: '0370109060' }, { number: '0370109061' }, { number: '0370109999' }])
    expect([refused.status, refused.detail]).toEqual([404, '61370109999 is not in your inventory; add it first.'])
    expect(await statusOf('61370109060')).toBe('available')
    expect(await chargesOf(accountId)).toEqual(before)
    expect((await refuseAdding([{ number: '0370109060' }, { number: '0370109060' }])).code).toBe('invalid_value')
  })

  test('refuses an account that is not active', async () => {
    await telco.pool.query(`UPDATE accounts SET status = 'suspended' WHERE id = $1`, [other])
    try {
      const refused = await refuseAdding({ state: 'VIC' }, other)
      expect([refused.status, refused.code]).toEqual([409, 'account_not_active'])
    } finally {
      await telco.pool.query(`UPDATE accounts SET status = 'active' WHERE id = $1`, [other])
    }
  })

  test('refuses a Bundled Line beyond what the plan includes, and names the way out', async () => {
    const [fourth] = await add({ state: 'VIC', numberPlanId: plans.bundled })
    expect(fourth?.monthlyCharge).toBe('0.00')
    const refused = await refuseAdding({ state: 'VIC', numberPlanId: plans.bundled })
    expect([refused.status, refused.code]).toEqual([409, 'bundle_full'])
    expect(refused.detail).toBe(
      'Calling plan "Bundle" includes 4 numbers; 4 are in use and 0 left. Choose "Additional Line" ($5.00 a month, ex ' +
        'GST) for the others, or move the account to a calling plan that includes more.',
    )
  })

  test('refuses a call limit above the channels, and a line type the number cannot have', async () => {
    expect((await refuseAdding({ state: 'VIC', callLimit: 3 })).code).toBe('channel_limit')
    expect((await refuseAdding({ number: '1300975700', lineType: 'cloud-pbx' })).code).toBe('invalid_value')
    const [item] = await add({ number: '1300 975 700', numberPlanId: plans.inbound })
    expect(item).toMatchObject({ number: '611300975700', kind: '1300', lineType: 'inbound', monthlyCharge: '15.00' })
  })

  test('of a prepaid account needs credit for the first charge', async () => {
    await telco.pool.query(`UPDATE accounts SET payment_mode = 'prepaid' WHERE id = $1`, [other])
    const { rows } = await telco.pool.query<{ balance: bigint }>(
      'SELECT balance_micros AS balance FROM balances WHERE account_id = $1',
      [other],
    )
    const debt = Number(-(rows[0]?.balance ?? 0n)) / 1e6
    const before = await chargesOf(other)
    const refused = await refuseAdding({ state: 'VIC' }, other)
    expect([refused.status, refused.code]).toEqual([409, 'insufficient_credit'])
    // Perth, anniversary on the 15th: 5.00 x 13 / 31 = 2.10, and 10 % GST.
    expect(refused.detail).toContain(`This costs $2.31 incl. GST`)
    expect(refused.detail).toContain(`$${(debt + 2.31).toFixed(2)} are missing`)
    expect(await chargesOf(other)).toEqual(before)
    await telco.pool.query(`UPDATE accounts SET payment_mode = 'postpaid' WHERE id = $1`, [other])
  })

  test('reserved for another account is refused, for this one it is taken', async () => {
    const body = { numbers: ['61370109070'], accountId: other }
    await admin.call(numbersEndpoints.reserveNumbers, { body })
    expect((await refuseAdding({ number: '0370109070' })).detail).toContain('reserved for another account')
    const [item] = await add({ number: '0370109070' }, other)
    expect(item?.number).toBe('61370109070')
  })
})

describe('editing a number', () => {
  test('changes line type, call limit and number plan against the version; the plan is charged from the anniversary', async () => {
    const [item] = await add({ number: '0370109080' })
    const before = await chargesOf(accountId)
    const params = { accountId, number: item?.number ?? '' }
    const headers = { 'if-match': '"1"' }
    const full = await admin.refusal(changeAccountNumber, { params, body: { numberPlanId: plans.bundled }, headers })
    expect(full.code).toBe('bundle_full')
    const body = { lineType: 'fax', callLimit: 1, numberPlanId: plans.inbound } as const
    const changed = await admin.call(changeAccountNumber, { params, body, headers })
    expect(changed).toMatchObject({ lineType: 'fax', callLimit: 1, numberPlan: { id: plans.inbound }, version: 2 })
    expect((await admin.refusal(changeAccountNumber, { params, body, headers })).code).toBe('changed_meanwhile')
    expect(await chargesOf(accountId)).toEqual(before)
  })

  test('of another account is not there', async () => {
    const params = { accountId: other, number: '61370109080' }
    expect((await admin.refusal(changeAccountNumber, { params, body: { callLimit: 1 } })).status).toBe(404)
  })
})

describe('a number ends', () => {
  test('at once on its first day, its charge given back and the number free again', async () => {
    await add({ number: '0370109081' })
    api.now = new Date(NOW.getTime() + 3_600_000)
    const params = { accountId, number: '61370109081' }
    expect(await provisioning.call(removeAccountNumber, { params })).toEqual({ removed: ['61370109081'] })
    expect((await chargesOf(accountId)).slice(0, 2)).toEqual([
      ['Removed: Additional Line 03 7010 9081', -4.5],
      ['Additional Line 03 7010 9081', 4.5],
    ])
    expect(await statusOf('61370109081')).toBe('available')
    expect((await admin.refusal(removeAccountNumber, { params })).status).toBe(404)
    await add({ number: '0370109081' }, other)
  })

  test('not later than that, but by an administrator; it rests six months then and comes back', async () => {
    await add({ number: '0370109082' })
    const params = { accountId, number: '61370109082' }
    // The next day in Sydney, the same in UTC's eyes for hours yet.
    api.now = new Date('2026-09-03T14:30:00Z')
    const refused = await provisioning.refusal(removeAccountNumber, { params })
    expect([refused.code, refused.detail]).toEqual([
      'illegal_transition',
      '61370109082 was added on 2026-09-03 and can only be removed on that day: cancel it for the next bill anniversary, ' +
        'or ask an administrator to remove it.',
    ])
    const before = await chargesOf(accountId)
    await admin.call(removeAccountNumber, { params })
    expect(await chargesOf(accountId)).toEqual(before)
    const resting = await admin.call(numbersEndpoints.readNumber, { params: { number: '61370109082' } })
    // Midnight in Sydney, which has daylight saving then.
    expect(resting).toMatchObject({ status: 'quarantined', quarantinedUntil: '2027-03-03T13:00:00.000Z' })
    expect((await refuseAdding({ number: '0370109082' }, other)).code).toBe('number_not_available')
    api.now = new Date('2027-03-03T12:59:59Z')
    expect(await statusOf('61370109082')).toBe('quarantined')
    api.now = new Date('2027-03-03T13:00:00Z')
    expect(await statusOf('61370109082')).toBe('available')
    await add({ number: '0370109082' }, other)
    const { holders } = await admin.call(numbersEndpoints.readNumber, { params: { number: '61370109082' } })
    expect(holders.map(({ accountId: holder }) => holder)).toEqual([other, accountId])
  })

  test('or is put back early by an administrator who says why', async () => {
    await add({ number: '0370109083' })
    api.now = new Date('2026-09-05T00:00:00Z')
    await admin.call(removeAccountNumber, { params: { accountId, number: '61370109083' } })
    const body = { numbers: ['61370109083'], reason: 'the same customer wants it back' }
    const { items } = await admin.call(numbersEndpoints.endQuarantine, { body })
    expect(items[0]?.status).toBe('available')
  })

  test('for as long as the reseller says', async () => {
    const { readNumberSettings, changeNumberSettings } = numbersEndpoints
    expect(await admin.call(readNumberSettings)).toEqual({ quarantineMonths: 6 })
    expect((await provisioning.put('/numbers/settings', { quarantineMonths: 0 })).status).toBe(403)
    await admin.call(changeNumberSettings, { body: { quarantineMonths: 0 } })
    await add({ number: '0370109086' })
    api.now = new Date('2026-09-05T00:00:00Z')
    await admin.call(removeAccountNumber, { params: { accountId, number: '61370109086' } })
    expect(await statusOf('61370109086')).toBe('available')
    await admin.call(changeNumberSettings, { body: { quarantineMonths: 6 } })
  })

  test('at the anniversary when it is cancelled, unless that is withdrawn', async () => {
    await add({ number: '0370109084' })
    const params = { accountId, number: '61370109084' }
    const { cancelAccountNumber, withdrawNumberCancellation } = accountNumbersEndpoints
    expect((await admin.call(cancelAccountNumber, { params, body: {} })).cancelOn).toBe('2026-09-30')
    expect((await admin.refusal(cancelAccountNumber, { params, body: {} })).code).toBe('illegal_transition')
    expect((await admin.call(withdrawNumberCancellation, { params, body: {} })).cancelOn).toBeNull()
    expect((await admin.refusal(withdrawNumberCancellation, { params, body: {} })).code).toBe('illegal_transition')
  })

  test('by the customer too: its own, at the anniversary only', async () => {
    await add({ number: '0370109087' })
    const customer = api.as({ role: 'customer-admin', accountId: Number(accountId) })
    const user = api.as({ role: 'customer-user', accountId: Number(accountId), numbers: ['61370109087'] })
    const params = { accountId, number: '61370109087' }
    const { cancelAccountNumber, withdrawNumberCancellation } = accountNumbersEndpoints
    expect((await user.refusal(cancelAccountNumber, { params, body: {} })).code).toBe('forbidden')
    expect((await customer.call(cancelAccountNumber, { params, body: {} })).cancelOn).toBe('2026-09-30')
    expect((await customer.call(withdrawNumberCancellation, { params, body: {} })).cancelOn).toBeNull()
    expect((await customer.refusal(removeAccountNumber, { params })).code).toBe('forbidden')
    const neighbours = { accountId: other, number: '61370109082' }
    expect((await customer.refusal(cancelAccountNumber, { params: neighbours, body: {} })).code).toBe('not_found')
  })
})

describe('channels', () => {
  const { readChannels, changeChannels } = accountNumbersEndpoints

  test('more begin now and are charged, fewer wait for the anniversary', async () => {
    const params = { accountId }
    expect(await admin.call(readChannels, { params })).toMatchObject({ included: 2, extra: 0, limit: 2, pending: null })
    const more = await admin.call(changeChannels, { params, body: { extra: 4 } })
    expect(more).toMatchObject({ extra: 4, limit: 6, unitCharge: '6.00', monthlyCharge: '24.00', pending: null })
    // 6.00 x 27 / 30 each
    expect((await chargesOf(accountId))[0]).toEqual(['Additional channels', 21.6])
    api.now = new Date(NOW.getTime() + 1000)
    const fewer = await admin.call(changeChannels, { params, body: { extra: 1 } })
    expect(fewer).toMatchObject({ extra: 4, pending: { extra: 1, from: '2026-09-29T14:00:00.000Z' } })
    api.now = new Date('2026-09-29T14:00:00Z')
    expect(await admin.call(readChannels, { params })).toMatchObject({ extra: 1, limit: 3, pending: null })
  })

  test('what was to come is taken back without another charge', async () => {
    const params = { accountId }
    const before = await chargesOf(accountId)
    api.now = new Date(NOW.getTime() + 2000)
    expect(await admin.call(changeChannels, { params, body: { extra: 4 } })).toMatchObject({ extra: 4, pending: null })
    expect(await chargesOf(accountId)).toEqual(before)
  })

  test('cannot be fewer than a line may use', async () => {
    api.now = new Date(NOW.getTime() + 3000)
    await add({ number: '0370109085', callLimit: 6 })
    const refused = await admin.refusal(changeChannels, { params: { accountId }, body: { extra: 3 } })
    expect([refused.code, refused.detail]).toEqual([
      'channel_limit',
      '61370109085 has a call limit of 6, and 5 channels would be left. Lower its call limit first.',
    ])
  })
})

test('a customer sees the numbers of its account, a customer user its own', async () => {
  const { listAccountNumbers: list, readAccountNumber: read } = accountNumbersEndpoints
  const [mine = '', hidden = ''] = telco.accounts[0]?.numbers ?? []
  const inAccount = { accountId: Number(accountId) }
  const customer = api.as({ role: 'customer-admin', ...inAccount })
  const { items } = await customer.call(list, { params: { accountId } })
  expect(items.map(({ number }) => number)).toContain(hidden)
  const user = api.as({ role: 'customer-user', ...inAccount, numbers: [mine] })
  expect((await user.call(list, { params: { accountId } })).items.map(({ number }) => number)).toEqual([mine])
  expect((await user.refusal(read, { params: { accountId, number: hidden } })).status).toBe(404)
  expect((await user.call(read, { params: { accountId, number: mine } })).number).toBe(mine)
  expect((await customer.refusal(list, { params: { accountId: other } })).status).toBe(404)
})

test('the list is paged and searched', async () => {
  const list = (query: { readonly limit: string; readonly cursor?: string }) =>
    admin.call(listAccountNumbers, { params: { accountId }, query: { ...query, pattern: '03701090*' } })
  const first = await list({ limit: '2' })
  const second = await list({ limit: '2', cursor: first.nextCursor ?? '' })
  expect(first.items).toHaveLength(2)
  expect([...first.items, ...second.items]).toEqual((await list({ limit: '4' })).items)
})

test('the list is a file too: what a search finds, of this account only, and of a user its own numbers', async () => {
  const query = { pattern: '03701090*' }
  const { items } = await admin.call(listAccountNumbers, { params: { accountId }, query: { ...query, limit: '200' } })
  const path = `/accounts/${accountId}/numbers/export`
  const file = async (client: TestClient): Promise<readonly string[]> => {
    const { status, text } = await client.get(`${path}?pattern=03701090*`)
    expect(status).toBe(200)
    return text.trim().split('\r\n')
  }
  const [head, ...lines] = await file(admin)
  expect(head).toMatch(/^Number,Dialled,State,Region,Line type,Registration server,Registration status,Call limit/)
  expect(lines.map((line) => line.split(',')[0])).toEqual(items.map(({ number }) => number))
  expect(lines[0]).toContain(`,${items[0]?.numberPlan.name ?? ''},${items[0]?.monthlyCharge ?? ''},`)
  const mine = items[0]?.number ?? ''
  const user = api.as({ role: 'customer-user', accountId: Number(accountId), numbers: [mine] })
  expect((await file(user)).slice(1)).toHaveLength(1)
  const customer = api.as({ role: 'customer-admin', accountId: Number(accountId) })
  expect((await customer.get(`/accounts/${other}/numbers/export`)).status).toBe(404)
})

test('after all of it inventory, holders, charges and balances agree', async () => {
  const { checks } = await verifyLedger(telco.pool)
  expect(checks.map(({ name }) => name)).toContain('number inventory')
  expect(checks.flatMap(({ findings }) => findings)).toEqual([])
})
