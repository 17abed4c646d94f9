import { afterAll, beforeAll, expect, test } from 'vitest'
import { portsEndpoints } from '#contract/ports.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { spaced } from '../../support/spaced.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { submitPort, rejectPort, changePort, withdrawPort, noteOnPort, listPorts, acceptPort } = portsEndpoints

test('rejected once and submitted again is charged twice; the customer may mend exactly what is asked', async () => {
  const { staff, customer } = given
  const { id } = await given.lodged()
  const params = { portId: id }
  const rejected = await staff.call(rejectPort, {
    params,
    body: { reason: 'account-mismatch', customerWords: 'They have 200 145 889 4.', staffWords: 'Rang them twice.' },
  })
  expect(rejected).toMatchObject({ state: 'rejected', rejectReason: 'account-mismatch', dueOn: null, isOverdue: false })
  const seen = await given.read(id, customer)
  expect(seen.toMend).toMatchObject({
    reason: 'account-mismatch',
    words: 'They have 200 145 889 4.',
    fields: ['losingAccountNumber'],
  })
  expect(seen.allowedSteps).toEqual(['submit', 'withdraw'])
  expect(seen.changeable).toEqual(['losingAccountNumber', 'lineType', 'destination', 'dayContact', 'remarks'])
  // Staff words stay among staff, and staff are the brand.
  expect(JSON.stringify(seen)).not.toContain('Rang them twice')
  expect(JSON.stringify(seen)).not.toContain('Sam Example')
  expect(seen.events.at(-1)).toMatchObject({ what: 'reject', by: 'Wattle Voice', isCustomer: false, staffWords: null })
  expect((await given.read(id)).events.at(-1)).toMatchObject({ by: 'Sam Example', staffWords: 'Rang them twice.' })

  const closed = await customer.refusal(changePort, { params, body: { holderName: 'Somebody else' } })
  expect([closed.code, closed.errors?.[0]?.field]).toEqual(['illegal_transition', 'holderName'])
  await customer.call(changePort, { params, body: { losingAccountNumber: '200 145 889 4' } })
  const again = await customer.call(submitPort, { params, body: {} })
  expect([again.state, again.attempt, again.attempts.map(({ outcome }) => outcome)]).toEqual([
    'submitted',
    2,
    ['rejected', 'open'],
  ])
  const [number = ''] = again.numbers
  const dialled = spaced(number)
  expect(await given.charges(id)).toEqual([
    [`Port of ${dialled}`, 20],
    [`Port of ${dialled}, attempt 2`, 20],
  ])
  expect(again.fees.map(({ attempt, amount }) => [attempt, amount])).toEqual([
    [1, '20.00'],
    [2, '20.00'],
  ])
  expect(again.feesTotal).toBe('40.00')
  const { rows } = await given.telco.pool.query(
    `SELECT t.no, t.request -> 'details' ->> 'losingAccountNumber' AS account FROM port_attempts t WHERE port_id = $1 ORDER BY no`,
    [id],
  )
  expect(rows).toEqual([
    { no: 1, account: '200 145 889 3' },
    { no: 2, account: '200 145 889 4' },
  ])
})

test('an authority that is out of date by now is opened to be mended, too', async () => {
  const { api, staff, customer } = given
  const { id } = await given.lodged({ authorisedOn: '2026-08-20' })
  await staff.call(rejectPort, { params: { portId: id }, body: { reason: 'address-mismatch' } })
  const before = api.now
  api.now = new Date('2026-12-01T00:00:00Z')
  const later = await given.read(id, customer)
  expect(later.changeable).toContain('authorisedOn')
  expect(later.missing.map(({ field }) => field)).toEqual(['authorisedOn'])
  const refused = await customer.refusal(submitPort, { params: { portId: id }, body: {} })
  expect(refused.errors).toEqual([
    {
      field: 'authorisedOn',
      message: 'The authority of 2026-08-20 is 103 days old; it counts for 90. Have it signed anew.',
    },
  ])
  api.now = before
})

test('what is missing is named field by field, and a step that cannot be is refused with those that can', async () => {
  const { staff, customer, accountId } = given
  const draft = await customer.call(portsEndpoints.requestPort, { params: { accountId }, body: { kind: 'complex' } })
  const params = { portId: draft.id }
  const refused = await customer.refusal(submitPort, { params, body: {} })
  expect(refused.errors?.map(({ field }) => field)).toEqual([
    'numbers',
    'losingCarrier',
    'losingAccountNumber',
    'holderName',
    'serviceAddress',
    'authorisedPerson',
    'authorisedOn',
    'isActive',
  ])
  expect(draft.missing.map(({ field }) => field)).toEqual(refused.errors?.map(({ field }) => field))
  // The price of a number is not its customer's to choose.
  const numberPlanId = String(
    (await given.telco.pool.query<{ id: number }>('SELECT min(id) AS id FROM number_plans')).rows[0]?.id,
  )
  const free = { kind: 'complex' as const, numberPlanId }
  const choosing = await customer.refusal(portsEndpoints.requestPort, { params: { accountId }, body: free })
  expect([choosing.code, choosing.errors?.[0]?.field]).toEqual(['forbidden', 'numberPlanId'])
  expect((await customer.refusal(changePort, { params, body: { numberPlanId } })).code).toBe('illegal_transition')
  const early = await staff.refusal(acceptPort, { params, body: {} })
  expect(early.detail).toBe(`Port ${draft.id} is a draft and cannot be accepted. Now it can be submitted or withdrawn.`)
  expect((await customer.refusal(rejectPort, { params, body: { reason: 'other' } })).code).toBe('forbidden')
  const withdrawn = await customer.call(withdrawPort, { params, body: { reason: 'Not needed.' } })
  expect([withdrawn.state, await given.charges(draft.id)]).toEqual(['withdrawn', []])
})

test('a number that is here, on its way already, or of the wrong kind is refused', async () => {
  const { staff, telco } = given
  const [, other] = telco.accounts
  const here = other?.numbers[0] ?? ''
  const onItsWay = given.foreignNumber()
  const first = await given.lodged({ numbers: [onItsWay] })
  const refusalOf = async (asked: object) => {
    const { id } = await given.request(asked)
    return staff.refusal(submitPort, { params: { portId: id }, body: {} })
  }
  expect(await refusalOf({ numbers: [here] })).toMatchObject({
    code: 'number_not_available',
    detail: `${here} is in service here already; leave it out.`,
  })
  expect((await refusalOf({ numbers: [onItsWay] })).detail).toBe(
    `${onItsWay} is in port ${first.id}, which is with the losing carrier.`,
  )
  expect((await refusalOf({ numbers: ['1300975701'] })).errors?.map(({ field }) => field)).toContain('numbers')
  expect((await refusalOf({ numbers: ['0491570156'] })).errors?.[0]?.message).toContain('is a mobile number')
  expect((await refusalOf({ serviceAddress: poBox() })).errors?.[0]?.field).toBe('serviceAddress')
  expect((await refusalOf({ hasComplexServices: true })).errors?.[0]?.field).toBe('hasComplexServices')
})

function poBox() {
  return { lines: ['PO Box 7'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' }
}

test('a withdrawal frees the numbers for another port, whoever requests it; notes are read by whom they are for', async () => {
  const { staff, customer } = given
  const number = given.foreignNumber()
  const { id } = await given.lodged({ numbers: [number] })
  const params = { portId: id }
  await staff.call(noteOnPort, { params, body: { note: 'Customer is difficult.' } })
  await staff.call(noteOnPort, { params, body: { note: 'We are on it.', forCustomer: true } })
  await customer.call(noteOnPort, { params, body: { note: 'Thank you.' } })
  const notes = async (by = staff) =>
    (await given.read(id, by)).events.filter(({ what }) => what === 'note').map(({ words }) => words)
  expect(await notes()).toEqual(['', 'We are on it.', 'Thank you.'])
  expect(await notes(customer)).toEqual(['We are on it.', 'Thank you.'])
  const withdrawn = await customer.call(withdrawPort, { params, body: { reason: 'We stay where we are.' } })
  expect(withdrawn).toMatchObject({ state: 'withdrawn', feesTotal: '20.00', allowedSteps: [] })
  expect(withdrawn.milestones.map(({ status }) => status)).toEqual([
    'done',
    'done',
    'done',
    'dropped',
    'dropped',
    'dropped',
    'dropped',
  ])
  expect((await given.lodged({ numbers: [number] })).state).toBe('with-losing-carrier')
  const found = await staff.call(listPorts, { query: { search: number.slice(-6), withTotal: 'true' } })
  expect([found.total, found.items.map(({ state }) => state)]).toEqual([2, ['with-losing-carrier', 'withdrawn']])
})

test('an account that is new may only draft; one that is suspended may not begin', async () => {
  const { telco, staff } = given
  const [, second, third] = telco.accounts
  await telco.pool.query(`UPDATE accounts SET status = 'new' WHERE id = $1`, [second?.id])
  await telco.pool.query(`UPDATE accounts SET status = 'suspended' WHERE id = $1`, [third?.id])
  const request = { params: { accountId: String(second?.id) }, body: { numbers: [given.foreignNumber()] } }
  const draft = await staff.call(portsEndpoints.requestPort, request)
  const refused = await staff.refusal(submitPort, { params: { portId: draft.id }, body: {} })
  expect(refused.code).toBe('account_not_active')
  const suspended = await staff.refusal(portsEndpoints.requestPort, {
    params: { accountId: String(third?.id) },
    body: {},
  })
  expect(suspended.code).toBe('account_not_active')
})

test('a fee that changed since it was shown is not charged; the reseller sets its own', async () => {
  const { api, staff } = given
  const admin = api.as({ role: 'admin' })
  const body = { items: [{ fee: 'simple' as const, amount: '35' }] }
  expect((await staff.refusal(portsEndpoints.changePortFees, { body })).code).toBe('forbidden')
  const list = await admin.call(portsEndpoints.changePortFees, { body })
  expect(list.items[0]).toMatchObject({ fee: 'simple', amount: '35.00', default: '20.00' })
  const { id } = await given.request()
  const params = { portId: id }
  const refused = await staff.refusal(submitPort, { params, body: { acceptFee: '20' } })
  expect([refused.code, refused.errors?.[0]?.field]).toEqual(['confirmation_needed', 'acceptFee'])
  await staff.call(submitPort, { params, body: { acceptFee: '35' } })
  expect((await given.charges(id)).map(([, dollars]) => dollars)).toEqual([35])
  await admin.call(portsEndpoints.changePortFees, { body: { items: [{ fee: 'simple', amount: '20' }] } })
})
