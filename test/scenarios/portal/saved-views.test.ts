import { afterAll, beforeAll, expect, test } from 'vitest'
import { savedViewsEndpoints } from '#contract/saved-views.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

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

const { listSavedViews, saveView, removeSavedView } = savedViewsEndpoints
const OWING = { list: 'customers', name: 'Owing', query: 'status=active,suspended&balanceBelow=0' }

test('one keeps the filters of a list, by name, and gives them up again', async () => {
  const mia = api.as({ role: 'support', id: 11 })
  const saved = await mia.call(saveView, { body: OWING })
  expect(saved).toEqual({ ...OWING, id: saved.id, createdAt: api.now.toISOString() })
  await mia.call(saveView, { body: { ...OWING, name: 'all prepaid', query: 'paymentMode=prepaid' } })
  await mia.call(saveView, { body: { ...OWING, list: 'statements' } })
  const names = async (query: { list?: string } = {}) =>
    (await mia.call(listSavedViews, { query })).items.map(({ list, name }) => `${list} ${name}`)
  expect(await names({ list: 'customers' })).toEqual(['customers all prepaid', 'customers Owing'])
  expect(await names()).toEqual(['customers all prepaid', 'customers Owing', 'statements Owing'])

  expect(await mia.refusal(saveView, { body: { ...OWING, name: 'OWING' } })).toMatchObject({
    code: 'already_exists',
    errors: [{ field: 'name' }],
  })
  await mia.call(saveView, { body: { ...OWING, query: 'balanceBelow=0', replace: true } })
  const { items } = await mia.call(listSavedViews, { query: { list: 'customers' } })
  expect(items.map(({ query }) => query)).toEqual(['paymentMode=prepaid', 'balanceBelow=0'])

  await mia.call(removeSavedView, { params: { savedViewId: there(items[1]).id } })
  expect(await names({ list: 'customers' })).toEqual(['customers all prepaid'])
})

test('they are one’s own: neither a colleague’s nor those of oneself elsewhere', async () => {
  const own = api.as({ role: 'admin', id: 21 })
  const { id: savedViewId } = await own.call(saveView, { body: OWING })
  const account = there(telco.accounts[0]).id
  const others = [api.as({ role: 'owner', id: 22 }), api.as({ role: 'customer-admin', id: 21, accountId: account })]
  for (const other of others) {
    expect((await other.call(listSavedViews)).items).toEqual([])
    expect(await other.refusal(removeSavedView, { params: { savedViewId } })).toMatchObject({ code: 'not_found' })
    await other.call(saveView, { body: OWING })
  }
  expect((await own.call(listSavedViews)).items).toMatchObject([{ id: savedViewId }])
  expect((await api.as({ role: 'key', kind: 'key', scopes: ['saved-views.own'] }).refusal(listSavedViews)).code).toBe(
    'forbidden',
  )
})

test('at most fifty of a list', async () => {
  const busy = api.as({ role: 'billing', id: 31 })
  for (let no = 1; no <= 50; no++) await busy.call(saveView, { body: { ...OWING, name: `View ${no}` } })
  expect(await busy.refusal(saveView, { body: OWING })).toMatchObject({ code: 'conflict' })
  await busy.call(saveView, { body: { ...OWING, list: 'payments' } })
})

test.each([
  ['list', { list: '' }],
  ['name', { name: '' }],
  ['query', { query: 'status=a\u0007' }],
])('an unlawful %s is refused', async (field, wrong) => {
  const { errors } = await api.as({ role: 'admin' }).refusal(saveView, { body: { ...OWING, ...wrong } })
  expect(errors?.[0]?.field).toBe(field)
})
