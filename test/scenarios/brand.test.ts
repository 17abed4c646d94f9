import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { brandEndpoints } from '#contract/brand.ts'
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

test('the brand is read, changed against its version, and the change is on the audit chain', async () => {
  const admin = api.as({ role: 'admin' })
  expect((await admin.get('/brand')).headers['etag']).toBe('"1"')
  const { writeBrand } = brandEndpoints
  const ifFirst = { 'if-match': '"1"' }
  expect(await admin.call(writeBrand, { body: BRAND, headers: ifFirst })).toEqual({ ...BRAND, version: 2 })
  const lost = await admin.refusal(writeBrand, { body: { ...BRAND, name: 'Other' }, headers: ifFirst })
  expect([lost.status, lost.code]).toEqual([409, 'changed_meanwhile'])
  const { items } = await admin.call(auditEndpoints.listAudit)
  expect(items).toMatchObject([{ no: '1', operation: 'brand.change', after: { name: 'Banksia Voice' } }])
})

test('what cannot be used is refused at its field', async () => {
  const refused = await api.as({ role: 'admin' }).put('/brand', { ...BRAND, colour: 'blue', extra: 1 })
  expect(refused.headers['content-type']).toContain('application/problem+json')
  expect(refused.json).toMatchObject({
    status: 422,
    errors: [
      { field: 'colour', message: 'Write a colour like #0b5d7a.' },
      { field: '(request)', message: 'There is no field extra.' },
    ],
  })
})

test('who may not is refused', async () => {
  expect((await api.as({ role: 'support' }).put('/brand', BRAND)).status).toBe(403)
  expect((await api.server.inject({ url: '/api/v1/brand' })).statusCode).toBe(401)
})
