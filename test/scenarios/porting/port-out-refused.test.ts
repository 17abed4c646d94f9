import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { dashboardEndpoints } from '#contract/dashboard.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { portOutsEndpoints } from '#contract/port-outs.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { searchEndpoints } from '#contract/search.ts'
import { createLeaving } from '../../support/port-outs.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { there } from '../../support/there.ts'

/** Wednesday, 10 am in Sydney. */
const NOW = new Date('2026-08-26T00:00:00Z')

const { receivePortOut, startVerifyingPortOut, cancelPortOut, answerPortOut, readPortOut } = portOutsEndpoints

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
  given.api.now = NOW
  const admin = given.api.as({ role: 'admin' })
  for (const [from, to] of [
    ['0370109000', '0370109099'],
    ['0491570100', '0491570109'],
  ] as const)
    await admin.call(numbersEndpoints.addNumbers, { body: { from, to } })
})
beforeEach(() => {
  given.api.now = NOW
})
afterAll(() => given.drop())

const { receive, expectCleanLedger } = createLeaving(() => given)

test('numbers that cannot leave are refused, each with its reason', async () => {
  const { staff, telco, customer } = given
  const [, mine = ''] = there(telco.accounts[0]).numbers
  const [theirs = ''] = there(telco.accounts[1]).numbers
  const { id } = await receive([mine])
  const ask = (numbers: string[]) =>
    staff.refusal(receivePortOut, { body: { numbers, gainingCarrier: 'Example Telecom' } })
  expect(await ask([mine])).toMatchObject({
    code: 'number_not_available',
    detail: expect.stringContaining(`port-out ${id}`) as string,
  })
  expect(await ask([given.foreignNumber()])).toMatchObject({
    detail: expect.stringContaining('not in service') as string,
  })
  const coming = await given.request({ numbers: ['61370105900'], authorisedOn: '2026-08-20' })
  await staff.call(portsEndpoints.submitPort, { params: { portId: coming.id }, body: {} })
  expect(await ask(['61370105900'])).toMatchObject({ detail: expect.stringContaining(`port ${coming.id}`) as string })
  const [, , free = ''] = there(telco.accounts[0]).numbers
  expect(await ask([free, theirs])).toMatchObject({ detail: expect.stringContaining('several accounts') as string })
  // The other way round: what is here cannot be asked for by a port to us.
  const wanted = await given.request({ numbers: [mine], authorisedOn: '2026-08-20' })
  const refused = await staff.refusal(portsEndpoints.submitPort, { params: { portId: wanted.id }, body: {} })
  expect(refused.code).toBe('number_not_available')
  // What is leaving is not disconnected meanwhile.
  const params = { accountId: given.accountId, number: mine }
  const cancelled = await customer.refusal(accountNumbersEndpoints.cancelAccountNumber, { params, body: {} })
  expect(cancelled).toMatchObject({ code: 'in_use' })
  const found = await staff.call(portOutsEndpoints.findLeavingNumbers, { query: { numbers: `${free}\n${mine}` } })
  expect(found.kind).toBe('complex')
  expect(found.items.map(({ problem }) => problem === null)).toEqual(
    [free, mine].toSorted().map((number) => number === free),
  )
  const hits = await staff.call(searchEndpoints.search, { query: { q: `0${mine.slice(2)}` } })
  expect(hits.items).toContainEqual(expect.objectContaining({ kind: 'port-out', id }))
  const csv = await staff.get('/port-outs/export?open=true')
  expect(csv.text).toContain(mine)
  await staff.call(cancelPortOut, { params: { portOutId: id }, body: { by: 'customer' } })
})

test('a complex request waits for its validation five days and its answer ten, without the days the desk is closed', async () => {
  const { staff, telco, api } = given
  const [, one = '', two = ''] = there(telco.accounts[0]).numbers
  const { id: portOutId, kind, dueOn } = await receive([one, two])
  expect({ kind, dueOn }).toEqual({ kind: 'complex', dueOn: '2026-09-02' })
  const params = { portOutId }
  expect(await staff.call(startVerifyingPortOut, { params, body: {} })).toMatchObject({ dueOn: '2026-09-09' })
  api.now = new Date('2026-09-09T07:00:01Z')
  expect(await staff.call(readPortOut, { params })).toMatchObject({ isOverdue: true })
  expect((await staff.call(dashboardEndpoints.readDashboard)).portOuts).toMatchObject({ overdue: 1 })
  await staff.call(cancelPortOut, { params, body: { by: 'gaining-carrier' } })
})

test('another customer, another reseller and a viewer: none may, and strangers find nothing', async () => {
  const { staff, telco, api } = given
  const [, number = ''] = there(telco.accounts[0]).numbers
  const { id: portOutId } = await receive([number])
  const params = { portOutId }
  const stranger = api.as({ role: 'customer-admin', accountId: there(telco.accounts[1]).id })
  expect((await stranger.refusal(readPortOut, { params })).code).toBe('not_found')
  expect((await stranger.refusal(answerPortOut, { params, body: { answer: 'no' } })).code).toBe('not_found')
  const viewer = api.as({ role: 'read-only' })
  expect(await viewer.call(readPortOut, { params })).toMatchObject({ staff: { allowedSteps: [] } })
  expect((await viewer.refusal(startVerifyingPortOut, { params, body: {} })).code).toBe('forbidden')
  await staff.call(cancelPortOut, { params, body: { by: 'gaining-carrier' } })
})

test('closing the account calls off what is open', async () => {
  const { api, telco } = given
  const { id, accountNumber, numbers } = there(telco.accounts[2])
  const { id: portOutId } = await receive([there(numbers[0])], { statedAccountNumber: accountNumber })
  const admin = api.as({ role: 'owner', confirmedAt: NOW })
  const answer = await admin.post(`/accounts/${id}/cancel`, { mode: 'now', confirm: accountNumber, reason: 'Moved' })
  expect(answer.status).toBe(200)
  expect(await given.staff.call(readPortOut, { params: { portOutId } })).toMatchObject({
    state: 'cancelled',
    cancelledBy: 'account-closed',
  })
  await expectCleanLedger()
})
