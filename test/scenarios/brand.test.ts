import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { brandEndpoints } from '#contract/brand.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestApi, type TestApi } from '../support/api.ts'
import { createTestTelco, type TestTelco } from '../support/telco.ts'

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

const BRAND = { name: 'Banksia Voice', colour: '#123456', supportEmail: 'help@banksia.example' }
const { readBrand, writeBrand, writePicture, removePicture } = brandEndpoints

test('the brand is read, changed against its version, and the change is on the audit chain', async () => {
  const admin = api.as({ role: 'admin' })
  expect((await admin.get('/brand')).headers['etag']).toBe('"1"')
  const ifFirst = { 'if-match': '"1"' }
  expect(await admin.call(writeBrand, { body: BRAND, headers: ifFirst })).toMatchObject({ ...BRAND, version: 2 })
  const lost = await admin.refusal(writeBrand, { body: { ...BRAND, name: 'Other' }, headers: ifFirst })
  expect([lost.status, lost.code]).toEqual([409, 'changed_meanwhile'])
  const { items } = await admin.call(auditEndpoints.listAudit)
  expect(items).toMatchObject([
    { no: '1', operation: 'brand.change', before: { name: 'Wattle Voice' }, after: { name: 'Banksia Voice' } },
  ])
})

test('customers see what is meant for them, and no answer is kept by anything on its way', async () => {
  const admin = api.as({ role: 'admin' })
  await admin.call(writeBrand, { body: { staffHostname: 'office.banksia.example', colour: '#777777' } })
  expect((await admin.call(readBrand)).warnings).not.toEqual([])
  const answer = await api.as({ role: 'customer-admin', accountId: 1 }).get('/brand')
  expect(answer.json).toMatchObject({ name: 'Banksia Voice', staffHostname: null, warnings: [] })
  expect(answer.headers['cache-control']).toBe('no-store')
})

test('a field that is left out stays as it is; what is not said yet has defaults', async () => {
  const admin = api.as({ role: 'admin' })
  const bank = { bankName: 'Banksia Bank', accountName: 'Banksia Pty Ltd', bsb: '062000', accountNumber: '12345678' }
  await admin.call(writeBrand, { body: { bank, abn: '51824753556', gstRounding: 'line', invoiceFooter: 'Thank you.' } })
  const changed = await admin.call(writeBrand, { body: { invoiceFooter: '' } })
  expect(changed).toMatchObject({
    bank,
    abn: '51824753556',
    gstRounding: 'line',
    invoiceFooter: '',
    gstRegistered: true,
  })
  expect(await admin.call(readBrand)).toEqual(changed)
})

test('colours that cannot be read and an ABN that is missing are warned of', async () => {
  const admin = api.as({ role: 'admin' })
  const { warnings } = await admin.call(writeBrand, { body: { colour: '#ffee00', abn: null } })
  expect(warnings).toEqual([expect.stringContaining('#ffee00 has a contrast of'), expect.stringContaining('ABN')])
  const well = await admin.call(writeBrand, {
    body: { colour: '#1971c2', accentColour: '#1971c2', gstRegistered: false },
  })
  expect(well.warnings).toEqual([])
})

test('what cannot be used is refused at its field', async () => {
  const refused = await api.as({ role: 'admin' }).patch('/brand', { ...BRAND, colour: 'blue', extra: 1 })
  expect(refused.headers['content-type']).toContain('application/problem+json')
  expect(refused.json).toMatchObject({
    status: 422,
    errors: [
      { field: 'colour', message: 'Write a colour like #0b5d7a.' },
      { field: '(request)', message: 'There is no field extra.' },
    ],
  })
})

test.each([
  ['abn', '51824753557'],
  ['supportUrl', 'javascript:alert(1)'],
  ['termsUrl', 'data:text/html,x'],
  ['staffHostname', 'https://portal.example.com'],
  ['bank', { bankName: 'Banksia Bank', accountName: 'Banksia', bsb: '06-2000', accountNumber: '1' }],
  ['address', ''],
])('%s cannot be %j', async (field, value) => {
  const refused = await api.as({ role: 'admin' }).patch('/brand', { [field]: value })
  expect([refused.status, JSON.stringify(refused.json)]).toEqual([422, expect.stringContaining(`"field":"${field}`)])
})

test('who may not is refused', async () => {
  expect((await api.as({ role: 'support' }).patch('/brand', BRAND)).status).toBe(403)
  expect((await api.server.inject({ url: '/api/v1/brand' })).statusCode).toBe(401)
})

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h8v8z"/></svg>'

test('a logo is put up, served so that it can do nothing, and taken down', async () => {
  const admin = api.as({ role: 'admin' })
  const logo = { params: { pictureKind: 'logo' } } as const
  expect((await admin.get('/brand/logo')).status).toBe(404)
  const put = await admin.put('/brand/logo', SVG, { 'content-type': 'image/png' })
  expect(put.json).toMatchObject({ mediaType: 'image/svg+xml', bytes: SVG.length })
  const served = await api.as({ role: 'customer-user', accountId: 1, numbers: [] }).get('/brand/logo')
  expect(served.text).toBe(SVG)
  expect(served.headers).toMatchObject({ 'content-type': 'image/svg+xml', 'x-content-type-options': 'nosniff' })
  expect(served.headers['content-security-policy']).toContain('sandbox')
  expect((await admin.call(readBrand)).logoUrl).toBe('/api/v1/brand/logo')
  await admin.call(removePicture, logo)
  expect((await admin.call(readBrand)).logoUrl).toBeNull()
})

test.each([
  ['a script', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 422],
  ['no picture', 'GIF89a', 422],
  ['too many bytes', Buffer.alloc(200_001), 413],
])('a logo with %s is refused', async (_, bytes, status) => {
  const put = await api.as({ role: 'admin' }).put('/brand/logo', bytes, { 'content-type': 'application/octet-stream' })
  expect(put.status).toBe(status)
})

test('JSON is no logo', async () => {
  const refused = await api.as({ role: 'admin' }).refusal(writePicture, { params: { pictureKind: 'logo' }, body: {} })
  expect(refused.code).toBe('malformed_request')
})

test('before sign-in a host name leads to the brand it belongs to, and each to one reseller only', async () => {
  const admin = api.as({ role: 'admin' })
  await admin.call(writeBrand, { body: { name: 'Banksia Voice', customerHostname: 'my.banksia.example' } })
  const publicBrand = (host: string) => api.server.inject({ url: '/api/v1/public-brand', headers: { host } })
  // The only reseller there is: every name leads to it.
  expect((await publicBrand('localhost:4000')).json()).toMatchObject({ name: 'Banksia Voice' })
  const other = await withTransaction(telco.pool, (db) =>
    openReseller(db, { name: 'Mulga', brandName: 'Mulga', brandColour: '#336699', supportEmail: 'help@mulga.example' }),
  )
  expect((await publicBrand('localhost:4000')).statusCode).toBe(404)
  expect((await publicBrand('My.Banksia.example:4000')).json()).toMatchObject({ name: 'Banksia Voice' })
  const stolen = await api
    .as({ role: 'owner', resellerId: other })
    .refusal(writeBrand, { body: { staffHostname: 'my.banksia.example' } })
  expect([stolen.code, stolen.errors?.[0]?.field]).toEqual(['already_exists', 'staffHostname'])
})
