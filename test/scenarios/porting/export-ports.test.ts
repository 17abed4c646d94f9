import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

async function exported(search: string, by = given.staff): Promise<readonly string[]> {
  const { status, text } = await by.get(`/ports/export${search}`)
  expect(status).toBe(200)
  return text.trim().split('\r\n')
}

test('the export has the ports the list has, each with all its numbers', async () => {
  const { api, telco, accountId } = given
  const simple = await given.lodged({ losingCarrier: 'Example, Telecom' })
  const numbers = Array.from({ length: 5 }, () => given.foreignNumber())
  const complex = await given.request({ kind: 'complex', numbers })
  const [header = '', ...lines] = await exported('')
  expect(header).toMatch(/^Port,State,Overdue,Kind,Account number,Account name,Count of numbers,Numbers,Losing carrier/)
  // What is due comes first; a draft is due never.
  expect(lines.map((line) => line.split(',')[0])).toEqual([simple.id, complex.id])
  expect(lines[0]).toContain(
    `${simple.id},with-losing-carrier,false,simple,1001,Account 1001,1,${simple.numbers.join(' ')},"Example, Telecom",1,`,
  )
  expect(lines[1]).toContain(`,draft,false,complex,1001,Account 1001,5,${numbers.join(' ')},`)

  expect((await exported('?state=draft')).slice(1)).toEqual([lines[1]])
  expect((await exported(`?search=${simple.numbers[0]}`)).slice(1)).toEqual([lines[0]])
  expect(await exported('?overdue=true')).toEqual([header])
  api.now = new Date('2026-09-21T00:00:00Z')
  const [, late = ''] = await exported('?overdue=true')
  expect(late).toContain(`${simple.id},with-losing-carrier,true,`)

  // A customer has its own alone, whatever it asks for.
  const other = api.as({ role: 'customer-admin', accountId: telco.accounts[1]?.id ?? 0 })
  expect(await exported('', other)).toEqual([header])
  expect(await exported(`?accountId=${accountId}`, other)).toEqual([header])
  expect((await exported('', given.customer)).length).toBe(3)
})

test('who may not read ports gets none, and a filter that is none is said', async () => {
  const { api, accountId, staff } = given
  const nobody = api.as({ role: 'customer-user', accountId: Number(accountId) })
  expect((await nobody.get('/ports/export')).status).toBe(403)
  expect((await staff.get('/ports/export?state=lost')).status).toBe(422)
})
