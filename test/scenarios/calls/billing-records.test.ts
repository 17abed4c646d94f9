import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callsEndpoints } from '#contract/calls.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { there } from '../../support/there.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco
let api: TestApi
let account: TestTelco['accounts'][number]
let other: TestTelco['accounts'][number]
let own = ''
let second = ''

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-08-10T00:00:00Z'))
  account = there(telco.accounts[2])
  other = there(telco.accounts[3])
  own = there(account.numbers[0])
  second = there(account.numbers[1])
  await importRows(
    telco.url,
    // 1 July 00:30 in Sydney is still June in UTC.
    `first,${own},61491570156,2026-06-30T14:30:00Z,60,out`,
    `second,${own},61491570157,2026-07-10T02:00:00Z,90,out`,
    `third,${second},611300975700,2026-07-10T02:00:00Z,30,out`,
    `missed,${own},61491570156,2026-07-11T02:00:00Z,0,out`,
    `abroad,${own},33184160000,2026-07-31T13:59:59Z,120,out`,
    `incoming,61491570158,${own},2026-07-12T02:00:00Z,45,in`,
    `august,${own},61491570156,2026-07-31T14:00:00Z,60,out`,
    `theirs,${there(other.numbers[0])},61491570156,2026-07-15T02:00:00Z,60,out`,
  )
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { listAccountCalls, listCalls, sumAccountCalls, sumCalls, readCall, explainCall } = callsEndpoints

const ofAccount = () => ({ accountId: String(account.id) })

async function destinations(query: Record<string, string>): Promise<readonly (string | null)[]> {
  const { items } = await api.as({ role: 'billing' }).call(listAccountCalls, { params: ofAccount(), query: query })
  return items.map(({ destination }) => destination)
}

test('a record has every column, in the account’s zone', async () => {
  const { items } = await api.as({ role: 'billing' }).call(listAccountCalls, {
    params: ofAccount(),
    query: { from: '2026-07-01', to: '2026-07-01' },
  })
  expect(items).toEqual([
    {
      kind: 'call',
      id: expect.stringMatching(/^\d+-/) as string,
      accountId: String(account.id),
      accountNumber: '1003',
      accountName: 'Account 1003',
      origin: own,
      destination: '61491570156',
      forwardedFrom: null,
      direction: 'out',
      serviceType: 'Mobile',
      billingGroup: 'mobile',
      description: 'Australian mobile',
      status: 'answered',
      startedAt: '2026-06-30T14:30:00.000Z',
      date: '2026-07-01',
      time: '00:30:00',
      timeZone: 'Australia/Sydney',
      durationSeconds: 60,
      billedSeconds: 60,
      charge: '0.17',
      gst: '0.017',
      total: '0.187',
      cost: '0.02',
      margin: '0.15',
      currency: 'AUD',
    },
  ])
})

describe('filters', () => {
  test.each([
    ['days are the account’s, the last one included', { from: '2026-07-01', to: '2026-07-31' }, 6],
    ['a billing period by its first day', { period: '2026-07-01' }, 6],
    ['length', { minSeconds: '60', maxSeconds: '100' }, 3],
    ['service types', { serviceType: 'Mobile,6113', from: '2026-07-01', to: '2026-07-31' }, 4],
    ['billing group', { billingGroup: 'international' }, 1],
    ['both', { billingGroup: 'mobile,international', serviceType: 'International' }, 1],
    ['a number as dialled', { number: '0491 570 157' }, 1],
    ['a number as E.164', { number: '+61 491 570 157' }, 1],
    ['a 1300 number', { number: '1300 975 700' }, 1],
    ['a part of a number', { numberContains: '570157' }, 1],
    ['a part as dialled', { numberContains: '0491570' }, 5],
    ['direction', { direction: 'in' }, 1],
    ['unanswered', { status: 'unanswered' }, 1],
    ['free', { status: 'free' }, 2],
    ['charged', { status: 'charged' }, 5],
    ['nothing fits', { serviceType: 'Premium' }, 0],
  ] as const)('%s', async (_, query, count) => {
    expect(await destinations(query)).toHaveLength(count)
  })

  test.each([
    [{ from: '2026-07-02', to: '2026-07-01' }, 'to'],
    [{ period: '2026-07-02' }, 'period'],
    [{ period: '2026-07-01', from: '2026-07-01' }, 'period'],
    [{ number: 'reception' }, 'number'],
    [{ numberContains: '123' }, 'numberContains'],
    [{ serviceType: 'Fax' }, 'serviceType.0'],
    [{ cursor: 'bm9uZQ' }, 'cursor'],
  ])('%o is refused at %s', async (query, field) => {
    const refused = await api.as({ role: 'billing' }).refusal(listAccountCalls, { params: ofAccount(), query: query })
    expect(refused).toMatchObject({ status: 422, errors: [{ field }] })
  })

  test('a billing period is one customer’s own', async () => {
    const refused = await api.as({ role: 'billing' }).refusal(listCalls, { query: { period: '2026-07-01' } })
    expect(refused.errors).toMatchObject([{ field: 'period' }])
  })
})

test('pages follow one another without a gap or a repetition, also where calls start at one instant', async () => {
  const billing = api.as({ role: 'billing' })
  const whole = await billing.call(listCalls)
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof billing.call<typeof listCalls>>> = await billing.call(listCalls, {
      query: { limit: '2', ...(cursor !== null && { cursor }) },
    })
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(ids).toEqual(whole.items.map(({ id }) => id))
  expect(ids).toHaveLength(8)
})

test('the newest of all customers are the same, whether they are found near the present or far back', async () => {
  const billing = api.as({ role: 'billing' })
  const query = { limit: 2 }
  const far = await billing.call(listCalls, { query })
  api.now = new Date('2026-08-01T00:00:00Z')
  expect(await billing.call(listCalls, { query })).toEqual(far)
  const outbound = { limit: 1, direction: 'out', serviceType: 'Mobile' } as const
  expect((await billing.call(listCalls, { query: outbound })).items.map(({ date }) => date)).toEqual(['2026-08-01'])
  api.now = new Date('2026-08-10T00:00:00Z')
})

test('totals are of the whole filtered set, by group, with the margin of what is known', async () => {
  const totals = await api.as({ role: 'billing' }).call(sumAccountCalls, {
    params: ofAccount(),
    query: { from: '2026-07-01', to: '2026-07-31', groupBy: 'billing-group' },
  })
  expect(totals).toMatchObject({ count: 6, durationSeconds: 345, currency: 'AUD' })
  expect(totals.groups.map(({ key, count }) => [key, count])).toEqual([
    ['mobile', 3],
    ['international', 1],
    ['13-1300-1800', 1],
    ['inbound', 1],
  ])
  const { items } = await api.as({ role: 'billing' }).call(listAccountCalls, {
    params: ofAccount(),
    query: { from: '2026-07-01', to: '2026-07-31' },
  })
  const sumOf = (amounts: readonly (string | null | undefined)[]): number =>
    Math.round(amounts.reduce((sum, amount) => sum + Number(amount), 0) * 1e6)
  expect(sumOf([totals.charge])).toBe(sumOf(items.map(({ charge }) => charge)))
  expect(sumOf([totals.gst])).toBe(sumOf(items.map(({ gst }) => gst)))
  expect(sumOf([totals.margin])).toBe(sumOf(items.map(({ margin }) => margin)))
})

test('totals by day are days of the zone; over all customers the reseller’s', async () => {
  const totals = await api.as({ role: 'billing' }).call(sumCalls, {
    query: { from: '2026-07-01', to: '2026-07-31', groupBy: 'day' },
  })
  expect(totals.groups.map(({ key, count }) => [key, count])).toEqual([
    ['2026-07-01', 1],
    ['2026-07-10', 2],
    ['2026-07-11', 1],
    ['2026-07-12', 1],
    ['2026-07-15', 1],
    ['2026-07-31', 1],
  ])
})

test('a customer sees its own account without cost; a customer user its own numbers', async () => {
  const customer = api.as({ role: 'customer-admin', accountId: account.id })
  const { items } = await customer.call(listAccountCalls, { params: ofAccount() })
  expect(items).toHaveLength(7)
  expect(items.every((item) => item.cost === undefined && item.margin === undefined)).toBe(true)
  expect((await customer.call(sumAccountCalls, { params: ofAccount() })).margin).toBeUndefined()
  expect((await customer.get(`/accounts/${other.id}/calls`)).status).toBe(404)
  expect((await customer.get('/calls')).status).toBe(403)

  const user = api.as({ role: 'customer-user', accountId: account.id, numbers: [second] })
  const mine = await user.call(listAccountCalls, { params: ofAccount(), query: { kind: 'all' } })
  expect(mine.items.map(({ origin }) => origin)).toEqual([second])
  const foreign = there(items.find(({ origin }) => origin === own))
  expect((await user.get(`/calls/${foreign.id}`)).status).toBe(404)
  expect((await user.get(`/calls/${foreign.id}/explanation`)).status).toBe(404)
  expect((await user.call(sumAccountCalls, { params: ofAccount() })).count).toBe(1)
})

test('any call is read and explained; the cost is for those who may see it', async () => {
  const billing = api.as({ role: 'billing' })
  const { items } = await billing.call(listAccountCalls, { params: ofAccount(), query: { serviceType: 'Mobile' } })
  const call = there(items[0])
  expect(await billing.call(readCall, { params: { callId: call.id } })).toEqual(call)
  const explained = await billing.call(explainCall, { params: { callId: call.id } })
  expect(explained.total).toBe(call.total)
  expect(explained.sentences.join('\n')).toContain('Wholesale: $0.02 ex GST')
  const customer = api.as({ role: 'customer-admin', accountId: account.id })
  const theirs = await customer.call(explainCall, { params: { callId: call.id } })
  expect(theirs.sentences.join('\n')).not.toContain('Wholesale')
  expect(explained.steps.at(-1)).toMatchObject({ key: 'wholesale', data: { cost: '0.020000' } })
  expect(theirs.steps.map(({ key }) => key)).not.toContain('wholesale')
  expect((await billing.get('/calls/nothing')).status).toBe(422)
  const elsewhere = call.id.replace(/^\d+/, '999')
  expect((await billing.get(`/calls/${elsewhere}`)).status).toBe(404)
})

test('the export has every record of the filter, as a spreadsheet reads it', async () => {
  const answer = await api.as({ role: 'billing' }).get(`/accounts/${account.id}/calls/export?from=2026-07-01`)
  expect(answer.headers['content-type']).toContain('text/csv')
  const lines = answer.text.trim().split('\r\n')
  expect(lines).toHaveLength(8)
  expect(lines[0]).toContain('Charge ex GST,GST,Total,Cost ex GST,Margin ex GST')
  expect(lines[1]).toContain('1003,Account 1003,2026-08-01,00:00:00,Australia/Sydney')
  const customer = api.as({ role: 'customer-admin', accountId: account.id })
  expect((await customer.get(`/accounts/${account.id}/calls/export`)).text).not.toContain('Cost')
})

test('digits that thousands of calls have are found all the same', async () => {
  const last = there(telco.accounts[1])
  await telco.pool.query(
    `INSERT INTO calls (started_at, call_key, charge_micros, allowance_micros, account_id, reseller_id, duration_seconds,
       billed_seconds, allowance_seconds, plan_version_id, rate_id, cost_rate_id, batch_id, source_id, service_type,
       direction, disposition, tax_code, allowance_calls, cost_basis, a_number, b_number, source_call_id)
     SELECT '2026-07-20T00:00:00Z'::timestamptz + n * interval '1 second', n, 0, 0, $1, $2, 1, 1, 0, 1, 0, 0, 1, 1, 3, 1, 1, 1,
            0, 0, $3, '61491579998', 'many-' || n
       FROM generate_series(1, 5100) AS n`,
    [last.id, telco.resellerId, last.numbers[0]],
  )
  const staff = api.as({ role: 'billing' })
  const query = { numberContains: '579998' }
  const { items, nextCursor } = await staff.call(listCalls, { query })
  expect([items.length, items[0]?.startedAt, nextCursor === null]).toEqual([50, '2026-07-20T01:25:00.000Z', false])
  expect((await staff.call(sumCalls, { query })).count).toBe(5100)
  // Many have the digits and none the rest of the filter.
  expect((await staff.call(listCalls, { query: { ...query, direction: 'in' } })).items).toEqual([])
})
