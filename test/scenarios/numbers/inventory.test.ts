import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { endNumberWaits } from '#operations/numbers/end-waiting.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const NOW = new Date('2026-07-01T00:00:00Z')

let telco: TestTelco
let api: TestApi
let admin: TestClient
let stranger: TestClient
beforeAll(async () => {
  telco = await createTestTelco()
  const resellerId = await withTransaction(telco.pool, (db) =>
    openReseller(db, { name: 'Banksia', brandName: 'Banksia', brandColour: '#112233', supportEmail: 'a@example.com' }),
  )
  api = await createTestApi(telco, telco.resellerId, NOW)
  admin = api.as({ role: 'admin' })
  stranger = api.as({ role: 'admin', resellerId })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { addNumbers, listNumbers, reserveNumbers, releaseReservations, retireNumbers, importNumbers } = numbersEndpoints

async function found(query: Parameters<typeof listed>[0]): Promise<readonly string[]> {
  return (await listed(query)).map(({ number }) => number)
}

async function listed(query: { pattern?: string; status?: 'available' | 'reserved'; limit?: string }) {
  return (await admin.call(listNumbers, { query: { limit: '200', ...query } })).items
}

async function statusOf(number: string): Promise<string> {
  const { items } = await admin.call(listNumbers, { query: { pattern: number } })
  return items[0]?.status ?? 'nothing'
}

describe('numbers come into the inventory', () => {
  test('one as people write it, with state and region from its digits', async () => {
    const { added } = await admin.call(addNumbers, { body: { number: '(03) 7010 9001' } })
    expect(added).toEqual(['61370109001'])
    expect(await admin.call(numbersEndpoints.readNumber, { params: { number: '61370109001' } })).toMatchObject({
      dialled: '0370109001',
      kind: 'geographic',
      state: 'VIC',
      region: 'Melbourne',
      status: 'available',
      accountId: null,
      holders: [],
    })
  })

  test('a range, all of it or nothing', async () => {
    const body = { from: '0370109100', to: '0370109119', status: 'porting' } as const
    expect((await admin.call(addNumbers, { body })).added).toHaveLength(20)
    const overlapping = await admin.refusal(addNumbers, { body: { from: '0370109119', to: '0370109121' } })
    expect([overlapping.status, overlapping.code]).toEqual([409, 'already_exists'])
    expect(overlapping.detail).toBe('61370109119 is in the inventory already and is porting.')
    expect(await statusOf('61370109120')).toBe('nothing')
    const turned = await admin.refusal(addNumbers, { body: { from: '0370109200', to: '0370109100' } })
    expect([turned.code, turned.errors?.[0]?.field]).toEqual(['invalid_value', 'to'])
  })

  test('a number that another reseller has is refused without a word about who has it', async () => {
    const refused = await stranger.refusal(addNumbers, { body: { number: '61370109001' } })
    expect([refused.status, refused.code]).toEqual([409, 'already_exists'])
    expect(JSON.stringify(refused)).not.toMatch(/Wattle|account|Melbourne/)
    const missing = await stranger.get('/numbers/61370109001')
    expect(missing.status).toBe(404)
  })

  test('what is no number that can be sold is refused with its field', async () => {
    for (const number of ['000', '12345', '442079460123', 'hello', '0550123456']) {
      const refused = await admin.refusal(addNumbers, { body: { number } })
      expect([number, refused.code, refused.errors?.[0]?.field]).toEqual([number, 'invalid_value', 'number'])
    }
  })

  test('of two who add the same number at once exactly one has it', async () => {
    const body = { number: '61370109300' }
    const answers = await Promise.all([admin.post('/numbers', body), stranger.post('/numbers', body)])
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409])
  })
})

describe('a file of numbers', () => {
  const csv = { 'content-type': 'text/csv' }

  test('is tried without keeping anything, then taken', async () => {
    const file = 'number,state,region\n0370109401,,\n1300 975 701,,\n"0491 570 156",NSW,"Sydney, all of it"\n'
    const tried = await admin.post('/numbers/import?dryRun=true', file, csv)
    expect(tried.json).toEqual({ dryRun: true, added: 3, faulty: [] })
    expect(await statusOf('61370109401')).toBe('nothing')
    const taken = await admin.post('/numbers/import', file, csv)
    expect(taken.json).toEqual({ dryRun: false, added: 3, faulty: [] })
    expect((await listed({ pattern: '0491570156' }))[0]).toMatchObject({ state: 'NSW', region: 'Sydney, all of it' })
    expect((await listed({ pattern: '1300975701' }))[0]).toMatchObject({ kind: '1300', state: null, region: '' })
  })

  test('with faulty rows is refused whole, each row with its line and what to do; or they are skipped', async () => {
    const file = [
      'number;status;state',
      '0370109501;;',
      '0370109401;;',
      'nonsense;;',
      '0370109502;assigned;',
      '0370109503;;XX',
      '03 7010 9501;;',
      '0370109504;available;VIC',
    ].join('\r\n')
    const refused = await admin.post('/numbers/import', file, csv)
    expect(refused.status).toBe(409)
    const { errors } = refused.json as { errors: { line: number; message: string }[] }
    expect(errors.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7])
    expect(errors.map(({ message }) => message)).toEqual([
      '61370109401 is in the inventory already and is available.',
      expect.stringContaining('write it like 0370101234'),
      expect.stringContaining('a new number can be available or porting'),
      expect.stringContaining('write one of ACT, NSW'),
      '61370109501 is on line 2 already; leave one out.',
    ])
    expect(await statusOf('61370109504')).toBe('nothing')
    const skipped = await admin.post('/numbers/import?faultyRows=skip', file, csv)
    expect(skipped.json).toMatchObject({
      added: 2,
      faulty: [{ line: 3 }, { line: 4 }, { line: 5 }, { line: 6 }, { line: 7 }],
    })
    expect(await statusOf('61370109504')).toBe('available')
  })

  test('that is none is refused', async () => {
    expect((await admin.post('/numbers/import', 'phone\n0370109601\n', csv)).json).toMatchObject({
      code: 'invalid_value',
    })
    expect((await admin.post('/numbers/import', Buffer.from([0xff, 0xfe, 0, 0]), csv)).status).toBe(422)
    expect((await admin.post('/numbers/import', { rows: [] })).status).toBeGreaterThanOrEqual(400)
    expect(importNumbers.media?.request).toBe('text/csv')
  })
})

test('numbers are found by digits, wildcards and letters', async () => {
  await admin.call(addNumbers, { body: { number: '1800 975 705' } })
  expect(await found({ pattern: '*9001' })).toEqual(['61370109001'])
  expect(await found({ pattern: '03701090*' })).toEqual(['61370109001'])
  expect(await found({ pattern: '6137010900?' })).toEqual(['61370109001'])
  expect(await found({ pattern: '1800 WRL 705' })).toEqual(['611800975705'])
  expect(await found({ pattern: '180097570*' })).toEqual(['611800975705'])
  expect((await admin.refusal(listNumbers, { query: { pattern: '%' } })).errors?.[0]?.field).toBe('pattern')
})

test('regions and suggestions show what is free', async () => {
  const { items } = await admin.call(numbersEndpoints.listRegions)
  expect(items).toContainEqual(expect.objectContaining({ kind: 'geographic', state: 'VIC', region: 'Melbourne' }))
  expect(items).toContainEqual({ kind: 'geographic', state: 'TAS', region: 'Hobart', free: 0, total: 0 })
  await admin.call(addNumbers, { body: { from: '0870107001', to: '0870107007' } })
  const query = { state: 'SA', region: 'adelaide' } as const
  const suggested = await admin.call(numbersEndpoints.suggestNumbers, { query })
  expect(suggested.items.map(({ dialled }) => dialled)).toEqual([1, 2, 3, 4, 5].map((last) => `087010700${last}`))
})

describe('a reservation', () => {
  test('keeps a number until its time is over, without anybody doing anything', async () => {
    await admin.call(addNumbers, { body: { number: '0370109700' } })
    const until = '2026-07-02T00:00:00.000Z'
    const accountId = String(telco.accounts[0]?.id)
    const { items } = await admin.call(reserveNumbers, { body: { numbers: ['61370109700'], accountId, until } })
    expect(items[0]).toMatchObject({ status: 'reserved', accountId, accountNumber: '1001', reservedUntil: until })
    const again = await admin.refusal(reserveNumbers, { body: { numbers: ['61370109700'] } })
    expect([again.code, again.detail]).toEqual([
      'number_not_available',
      '61370109700 is reserved and cannot be reserved; it must be available for that. Now it can be released from its ' +
        'reservation or given to an account.',
    ])
    api.now = new Date(until)
    expect(await statusOf('61370109700')).toBe('available')
    expect(await found({ status: 'available', pattern: '61370109700' })).toEqual(['61370109700'])
    expect(await endNumberWaits(telco.pool, { now: api.now })).toBe(1)
    expect(await endNumberWaits(telco.pool, { now: api.now })).toBe(0)
    api.now = NOW
    expect(await statusOf('61370109700')).toBe('available')
  })

  test('is given back', async () => {
    const numbers = ['61370109700']
    await admin.call(reserveNumbers, { body: { numbers } })
    const { items } = await admin.call(releaseReservations, { body: { numbers } })
    expect(items[0]?.status).toBe('available')
    expect((await admin.refusal(releaseReservations, { body: { numbers } })).code).toBe('illegal_transition')
  })
})

test('a number that was retired may be added again, by another reseller too', async () => {
  const numbers = ['61370109800']
  await admin.call(addNumbers, { body: { number: '61370109800' } })
  await admin.call(retireNumbers, { body: { numbers, reason: 'given back to the carrier' } })
  await stranger.call(addNumbers, { body: { number: '61370109800' } })
  expect((await admin.refusal(addNumbers, { body: { number: '61370109800' } })).code).toBe('already_exists')
  await stranger.call(retireNumbers, { body: { numbers, reason: 'ported away' } })
  await admin.call(addNumbers, { body: { number: '61370109800' } })
  expect(await statusOf('61370109800')).toBe('available')
})

test('state, region and note are edited against the version, and the change is audited', async () => {
  const params = { number: '61370109001' }
  const body = { region: 'Melbourne CBD', note: 'for the tower' }
  const headers = { 'if-match': '"1"' }
  const changed = await admin.call(numbersEndpoints.changeNumber, { params, body, headers })
  expect(changed).toMatchObject({ ...body, state: 'VIC', version: 2 })
  expect((await admin.refusal(numbersEndpoints.changeNumber, { params, body, headers })).code).toBe('changed_meanwhile')
  const { items } = await admin.call(auditEndpoints.listAudit, { query: { subject: 'number 61370109001' } })
  expect(items[0]).toMatchObject({ before: { region: 'Melbourne' }, after: { region: 'Melbourne CBD' } })
})

test('the export has what the search has', async () => {
  const answer = await admin.get('/numbers/export?pattern=*970?')
  const [header, ...lines] = answer.text.trim().split('\r\n')
  expect(header).toMatch(/^Number,Dialled,Kind,Status/)
  expect(lines).toEqual(['61370109700,0370109700,geographic,available,VIC,Melbourne,,,,,'])
})

test('who may not is refused', async () => {
  expect((await api.as({ role: 'support' }).post('/numbers', { number: '0370109999' })).status).toBe(403)
  const customer = api.as({ role: 'customer-admin', accountId: telco.accounts[0]?.id ?? 0 })
  expect((await customer.get('/numbers')).status).toBe(403)
  const provisioning = api.as({ role: 'provisioning' })
  const body = { numbers: ['61370109001'], reason: 'needed' }
  expect((await provisioning.post('/numbers/end-quarantine', body)).status).toBe(403)
})
