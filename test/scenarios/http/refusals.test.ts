import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessEndpoints } from '#contract/access.ts'
import { accountsEndpoints } from '#contract/accounts.ts'
import { numberOrdersEndpoints } from '#contract/number-orders.ts'
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

const faultsOf = async (answer: Promise<{ json: unknown }>): Promise<readonly (readonly [string, string])[]> => {
  const { errors = [] } = (await answer).json as { errors?: { field: string; message: string }[] }
  return errors.map(({ field, message }) => [field, message] as const)
}

describe('what is refused says what to write instead', () => {
  test('fields that are missing, of the wrong kind, or not of a list', async () => {
    expect(
      await faultsOf(
        admin.post(accountsEndpoints.openAccount.path, { name: 7, paymentMode: 'monthly', colour: 'red' }),
      ),
    ).toEqual([
      ['name', 'Write text here.'],
      ['timeZone', 'This is missing.'],
      ['paymentMode', 'Write one of prepaid, postpaid.'],
      ['contacts', 'This is missing.'],
      ['(request)', 'There is no field colour.'],
    ])
    expect(
      await faultsOf(
        admin.post(numberOrdersEndpoints.placeNumberOrder.path, {
          accountId: '1',
          kind: null,
          quantity: 1.5,
          numberPlanId: '',
        }),
      ),
    ).toEqual([
      ['kind', 'Write one of 1300, 1800, prefix-range, block.'],
      ['quantity', 'Write a whole number.'],
      ['numberPlanId', 'An id is a string of digits.'],
    ])
    expect(await faultsOf(admin.get('/reports/revenue?from=yesterday'))).toEqual([
      ['from', 'Write a day like 2026-11-20.'],
      ['to', 'This is missing.'],
    ])
    expect(await faultsOf(admin.get('/accounts?limit=0'))).toEqual([['limit', 'Write at least 1.']])
  })

  test('of a body that may take several forms, the one it comes nearest to is explained', async () => {
    expect(await faultsOf(admin.post(accessEndpoints.completeSignIn.path, { code: '123456' }))).toEqual([
      ['ticket', 'This is missing.'],
    ])
  })

  test('an operator is told how to say whose data it wants, in files as anywhere', async () => {
    const operator = api.as({ role: 'operator', resellerId: undefined })
    const paths = ['/accounts', '/accounts.csv', '/numbers/export', '/audit/export', '/calls/export']
    for (const path of paths) {
      const { status, json } = await operator.get(path)
      expect([path, status, json]).toMatchObject([path, 409, { code: 'no_reseller' }])
      expect(JSON.stringify(json)).toContain('tollgate-reseller')
    }
  })
})
