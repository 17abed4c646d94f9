import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { brandEndpoints } from '#contract/brand.ts'
import { operatorsEndpoints } from '#contract/operators.ts'
import { resellersEndpoints } from '#contract/resellers.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { signInAs } from '../../support/sign-in.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const { openReseller, listResellers, readReseller, changeReseller } = resellersEndpoints

let telco: TestTelco
let api: TestApi
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

/** An operator who has not chosen a reseller to act in. */
const operator = () => api.as({ role: 'operator', id: 1, resellerId: undefined, name: 'Olive Operator' })

const BANKSIA = {
  name: 'Banksia Voice Pty Ltd',
  timeZone: 'Australia/Perth',
  brand: { name: 'Banksia', colour: '#1971c2', supportEmail: 'Help@banksia.example', abn: '51824753556' },
  owner: { name: 'Bea Example', email: 'Bea@banksia.example' },
} as const

test('a reseller is opened with three number plans, its brand, and an owner who is invited', async () => {
  const headers = { 'idempotency-key': 'open-banksia' }
  const opened = await operator().call(openReseller, { body: BANKSIA, headers })
  expect(opened).toMatchObject({
    name: BANKSIA.name,
    timeZone: 'Australia/Perth',
    brandName: 'Banksia',
    supportEmail: 'help@banksia.example',
    abn: '51824753556',
    accounts: 0,
    owners: 0,
    createdAt: api.now.toISOString(),
  })
  // Asked again, it is the same one.
  expect(await operator().call(openReseller, { body: BANKSIA, headers })).toEqual(opened)
  const reused = await operator().refusal(openReseller, { body: { ...BANKSIA, name: 'Other' }, headers })
  expect(reused.code).toBe('idempotency_key_reused')
  const id = Number(opened.id)
  const { rows } = await telco.pool.query('SELECT name FROM number_plans WHERE reseller_id = $1 ORDER BY id', [id])
  expect(rows.map(({ name }: { name: string }) => name)).toEqual([
    'Bundled Line',
    'Additional Line',
    '1300/1800 Number',
  ])
  const mail = await telco.pool.query('SELECT recipient, variables FROM mails WHERE reseller_id = $1', [id])
  expect(mail.rows).toMatchObject([
    {
      recipient: 'bea@banksia.example',
      variables: {
        'inviter.name': 'Olive Operator',
        'organisation.name': 'Banksia',
        'link.expires': expect.stringMatching(/AWST$/),
      },
    },
  ])
  const owner = api.as({ role: 'owner', resellerId: id })
  expect(await owner.call(brandEndpoints.readBrand)).toMatchObject({ name: 'Banksia', gstRegistered: true })
  const { items } = await owner.call(auditEndpoints.listAudit)
  expect(items).toMatchObject([{ no: '1', operation: 'resellers.open', actor: 'user 1', actorName: 'Olive Operator' }])
  expect(await owner.call(auditEndpoints.verifyAudit)).toMatchObject({ ok: true, lines: 1 })
})

test('resellers are listed, found, read and changed against their version', async () => {
  const { items } = await operator().call(listResellers, { query: { limit: 1 } })
  expect(items.map(({ name }) => name)).toEqual([BANKSIA.name])
  const found = await operator().call(listResellers, { query: { search: 'WATTLE' } })
  expect(found.items).toMatchObject([{ name: 'Wattle Voice', accounts: 4, activeAccounts: 4, numbers: 12 }])
  const params = { resellerId: String(telco.resellerId) }
  const before = await operator().call(readReseller, { params })
  const changed = await operator().call(changeReseller, {
    params,
    body: { timeZone: 'Australia/Adelaide', numberQuarantineMonths: 12, wholesalePlanId: String(telco.paygPlanId) },
    headers: { 'if-match': `"${before.version}"` },
  })
  expect(changed).toMatchObject({
    name: 'Wattle Voice',
    timeZone: 'Australia/Adelaide',
    numberQuarantineMonths: 12,
    wholesalePlanId: String(telco.paygPlanId),
    version: before.version + 1,
  })
  const lost = await operator().refusal(changeReseller, {
    params,
    body: { name: 'Wattle' },
    headers: { 'if-match': `"${before.version}"` },
  })
  expect(lost.code).toBe('changed_meanwhile')
})

test.each([
  ['a name another reseller has', { name: BANKSIA.name }, 409, 'name'],
  ['a plan that is not its own', { wholesalePlanId: '999999' }, 422, 'wholesalePlanId'],
  ['no time zone', { timeZone: 'Wattle' }, 422, 'timeZone'],
])('%s is refused', async (_, body, status, field) => {
  const refused = await operator().patch(`/resellers/${telco.resellerId}`, body)
  expect([refused.status, refused.json]).toEqual([
    status,
    expect.objectContaining({ errors: [expect.objectContaining({ field })] }),
  ])
})

test('an ABN that fails its check and a name that is taken open no reseller', async () => {
  const brand = { ...BANKSIA.brand, abn: '51824753557' }
  expect((await operator().post('/resellers', { ...BANKSIA, brand })).json).toMatchObject({
    errors: [{ field: 'brand.abn' }],
  })
  expect((await operator().refusal(openReseller, { body: BANKSIA })).code).toBe('already_exists')
})

test('nobody but the operator sees or opens resellers', async () => {
  const key = api.as({ kind: 'key', role: 'key', id: 3, scopes: ['resellers.read', 'resellers.write'] })
  for (const client of [api.as({ role: 'owner' }), api.as({ role: 'system' }), key]) {
    expect((await client.get('/resellers')).status).toBe(403)
    expect((await client.get(`/resellers/${telco.resellerId}`)).status).toBe(403)
    expect((await client.post('/resellers', { ...BANKSIA, name: 'Third' })).status).toBe(403)
    expect((await client.patch(`/resellers/${telco.resellerId}`, { name: 'Third' })).status).toBe(403)
  }
})

test('operators invite one another, nobody removes themselves, and a tenant knows nothing of them', async () => {
  const { inviteOperator, listOperators, removeOperator } = operatorsEndpoints
  const olive = await signInAs(telco, { email: 'olive@operator.example', role: 'operator' }, api.now)
  const first = api.as({ role: 'operator', id: olive.userId, resellerId: undefined, confirmedAt: api.now })
  const invited = await first.call(inviteOperator, { body: { email: 'Otto@operator.example', name: 'Otto Example' } })
  expect(invited).toMatchObject({ email: 'otto@operator.example', name: 'Otto Example', status: 'invited' })
  const mail = await telco.pool.query(`SELECT reseller_id, kind FROM mails WHERE recipient = 'otto@operator.example'`)
  expect(mail.rows).toEqual([{ reseller_id: null, kind: 'invitation' }])
  const again = await first.refusal(inviteOperator, { body: { email: 'otto@operator.example', name: 'Otto' } })
  expect(again.code).toBe('already_exists')
  expect((await first.call(listOperators)).items.map(({ email, status }) => [email, status])).toEqual([
    ['olive@operator.example', 'active'],
    ['otto@operator.example', 'invited'],
  ])
  const late = api.as({ role: 'operator', id: olive.userId, resellerId: undefined })
  const params = { operatorId: invited.id }
  expect((await late.refusal(removeOperator, { params })).code).toBe('confirmation_needed')
  expect((await first.refusal(removeOperator, { params: { operatorId: String(olive.userId) } })).code).toBe('forbidden')
  await first.call(removeOperator, { params })
  expect((await first.refusal(removeOperator, { params })).code).toBe('not_found')
  const owner = api.as({ role: 'owner', confirmedAt: api.now })
  expect((await owner.get('/operators')).status).toBe(403)
  expect((await owner.post('/operators', { email: 'x@operator.example', name: 'X' })).status).toBe(403)
  expect((await owner.get('/users?place=everywhere&search=operator')).json).toMatchObject({ items: [] })
})
