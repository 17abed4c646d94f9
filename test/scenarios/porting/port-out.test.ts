import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { dashboardEndpoints } from '#contract/dashboard.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { portOutsEndpoints } from '#contract/port-outs.ts'
import { importRows } from '../../support/call-rows.ts'
import { createLeaving, THURSDAY } from '../../support/port-outs.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { there } from '../../support/there.ts'

/** Wednesday, 10 am in Sydney. */
const NOW = new Date('2026-08-26T00:00:00Z')

const { startVerifyingPortOut, verifyPortOut, schedulePortOut, releasePortOut, undoPortOutRelease, refusePortOut } =
  portOutsEndpoints
const { cancelPortOut, confirmPortOut, answerPortOut, readPortOut, seePortOutWarning } = portOutsEndpoints

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

const { additional, heldSince, receive, scheduled, charged, statusOf, expectCleanLedger, setFee } = createLeaving(
  () => given,
)

test('a simple number leaves: verified, dated, released; calls after that are nobody’s', async () => {
  const { staff, telco, api } = given
  const number = there(there(telco.accounts[0]).numbers[0])
  const received = await receive([number])
  expect(received).toMatchObject({
    kind: 'simple',
    state: 'received',
    accountNumber: '1001',
    numbers: [number],
    // Two business days from Wednesday, by the desk's closing.
    dueOn: '2026-08-28',
    dueAt: '2026-08-28T07:00:00.000Z',
    isOverdue: false,
  })
  expect(received.staff?.findings.map(({ check, level }) => `${check} ${level}`)).toEqual([
    'numbers ok',
    'account-number ok',
    'name ok',
    'authority ok',
    'customer look',
  ])
  const params = { portOutId: received.id }
  const early = await staff.refusal(releasePortOut, { params, body: {} })
  expect(early).toMatchObject({ code: 'illegal_transition' })
  expect(early.detail).toContain('Now it can be taken up for verification, refused or cancelled.')
  await staff.call(startVerifyingPortOut, { params, body: {} })
  expect(await staff.call(verifyPortOut, { params, body: {} })).toMatchObject({
    state: 'verified',
    dueOn: '2026-08-27',
  })
  await staff.call(schedulePortOut, { params, body: { cutOverAt: THURSDAY } })
  const before = await staff.refusal(releasePortOut, { params, body: {} })
  expect(before.detail).toContain('leave on 27 August 2026')
  expect(await staff.call(portOutsEndpoints.readPortOutConsequences, { params })).toMatchObject({
    charges: [{ description: 'Bundled Line 02 5550 0000' }],
    numbersLeft: 2,
    fee: '0.00',
  })

  api.now = new Date('2026-08-27T00:05:00Z')
  const released = await staff.call(releasePortOut, { params, body: { customerWords: 'Gone to your new provider.' } })
  expect(released).toMatchObject({
    state: 'released',
    releasedAt: '2026-08-27T00:05:00.000Z',
    undoUntil: '2026-08-27T04:05:00.000Z',
    dueOn: null,
    charges: [],
  })
  expect(await statusOf(number)).toMatchObject({
    status: 'retired',
    note: `Ported out to Example Telecom on 27 August 2026, port-out ${received.id}`,
  })
  const report = await importRows(
    telco.url,
    `before,${number},61491570156,2026-08-27T00:04:59Z,60,out`,
    `after,${number},61491570156,2026-08-27T00:05:00Z,60,out`,
  )
  expect(report).toMatchObject({ rated: 1 })
  const { rows } = await telco.pool.query(`SELECT account_id FROM calls_suspense`)
  expect(rows).toHaveLength(1)
  await expectCleanLedger()

  // Sold to nobody; by a port to us it comes back.
  const admin = api.as({ role: 'admin' })
  const refused = await admin.refusal(accountNumbersEndpoints.addAccountNumbers, {
    params: { accountId: given.accountId },
    body: { numbers: [{ number, numberPlanId: await additional() }] },
  })
  expect(refused.code).toBe('number_not_available')
  api.now = new Date('2026-09-07T00:00:00Z')
  const port = await given.lodged({ numbers: [number], authorisedOn: '2026-09-01' })
  expect(port.state).toBe('with-losing-carrier')
})

test('the customer is told and asked at once; staff who act for it cannot answer', async () => {
  const { telco, customer, api, staff, accountId } = given
  const [, number = ''] = there(telco.accounts[0]).numbers
  const { id: portOutId } = await receive([number])
  const params = { portOutId }
  const { rows } = await telco.pool.query(
    `SELECT type, payload ->> 'gainingCarrier' AS carrier FROM events WHERE payload ->> 'portOutId' = $1`,
    [portOutId],
  )
  expect(rows).toEqual([{ type: 'port-out.received', carrier: 'Example Telecom' }])
  const own = await customer.call(portOutsEndpoints.listPortOutsOfAccount, {
    params: { accountId },
    query: { withTotal: 'true', limit: 1 },
  })
  expect(own).toMatchObject({ items: [{ id: portOutId }], total: 2, nextCursor: expect.any(String) as string })
  const older = await customer.call(portOutsEndpoints.listPortOutsOfAccount, {
    params: { accountId },
    query: { cursor: own.nextCursor ?? '' },
  })
  expect(older.items.map(({ state }) => state)).toEqual(['released'])
  const seen = await customer.call(readPortOut, { params })
  expect(seen).toMatchObject({ canAnswer: true, staff: null, state: 'received' })
  expect(JSON.stringify(seen)).not.toContain('ET-4711')
  const behalf = api.as({
    role: 'customer-admin',
    accountId: Number(accountId),
    onBehalf: { userId: 9, name: 'Olive Example' },
  })
  expect(await behalf.call(readPortOut, { params })).toMatchObject({ canAnswer: false })
  for (const client of [behalf, staff]) {
    const refusal = await client.refusal(answerPortOut, { params, body: { answer: 'yes' } })
    expect(refusal.code).toBe('forbidden')
  }

  expect(await customer.call(answerPortOut, { params, body: { answer: 'yes' } })).toMatchObject({ state: 'received' })
  expect(await customer.call(answerPortOut, { params, body: { answer: 'no' } })).toMatchObject({
    state: 'refused',
    refusal: 'not-authorised',
    canAnswer: false,
  })
  const { portOuts } = await staff.call(dashboardEndpoints.readDashboard)
  expect(portOuts).toMatchObject({ warnings: 1, open: 0 })
  expect((await staff.call(portOutsEndpoints.listPortOuts, { query: { warning: 'true' } })).items).toHaveLength(1)
  await staff.call(seePortOutWarning, { params })
  expect((await staff.call(dashboardEndpoints.readDashboard)).portOuts).toMatchObject({ warnings: 0 })
  const over = await customer.refusal(answerPortOut, { params, body: { answer: 'yes' } })
  expect(over.code).toBe('illegal_transition')
  expect((await statusOf(number)).status).toBe('assigned')
  const audit = await telco.pool.query(`SELECT operation FROM audit WHERE subject = $1 ORDER BY no`, [
    `port-out ${portOutId}`,
  ])
  expect(audit.rows.map(({ operation }: { operation: string }) => operation)).toEqual([
    'port-outs.receive',
    'port-outs.answer',
    'port-outs.answer',
    'port-outs.answer',
    'port-outs.see-warning',
  ])
})

test('what speaks against it must be answered before it is let go, and debt never does', async () => {
  const { staff, telco } = given
  const [, number = ''] = there(telco.accounts[0]).numbers
  const { id: portOutId, staff: found } = await receive([number], {
    statedAccountNumber: '1002',
    statedName: 'Somebody Else',
    authorisedOn: '2026-05-01',
  })
  expect(found?.findings.flatMap(({ reason }) => reason ?? [])).toEqual([
    'account-number-mismatch',
    'name-mismatch',
    'authority-too-old',
  ])
  const params = { portOutId }
  await staff.call(startVerifyingPortOut, { params, body: {} })
  const stopped = await staff.refusal(verifyPortOut, { params, body: {} })
  expect(stopped).toMatchObject({ code: 'confirmation_needed' })
  const despite = 'Spoke to Mia Marlow; the account was renamed.'
  expect(await staff.call(verifyPortOut, { params, body: { despite } })).toMatchObject({ state: 'verified' })
  const refused = await staff.call(refusePortOut, { params, body: { reason: 'name-mismatch' } })
  expect(refused).toMatchObject({ state: 'refused', refusal: 'name-mismatch', dueOn: null })
  const debt = await staff.post(`/port-outs/${portOutId}/refuse`, { reason: 'debt' })
  expect(debt.status).toBe(422)
})

test('a mobile number moves only once its customer has confirmed it, and the record is kept', async () => {
  const { staff, customer } = given
  const number = await heldSince('61491570100', '2026-08-10T00:00:00Z')
  const { id: portOutId, kind, dueOn, staff: view } = await receive([number])
  // Within the day.
  expect({ kind, dueOn, needs: view?.needsConfirmation }).toEqual({ kind: 'mobile', dueOn: '2026-08-26', needs: true })
  const params = { portOutId }
  await staff.call(startVerifyingPortOut, { params, body: {} })
  await customer.call(answerPortOut, { params, body: { answer: 'yes' } })
  const early = await staff.refusal(verifyPortOut, { params, body: { despite: 'In a hurry' } })
  expect(early).toMatchObject({ code: 'confirmation_needed' })
  const confirmed = await staff.call(confirmPortOut, {
    params,
    body: { method: 'code-to-number', person: 'Mia Marlow', reference: 'SMS 8812' },
  })
  expect(confirmed.staff?.confirmations).toEqual([
    {
      method: 'code-to-number',
      person: 'Mia Marlow',
      reference: 'SMS 8812',
      at: NOW.toISOString(),
      recordedBy: 'Sam Example',
    },
  ])
  expect(await staff.call(verifyPortOut, { params, body: {} })).toMatchObject({ state: 'verified' })
  const seen = await customer.call(readPortOut, { params })
  expect(JSON.stringify(seen)).not.toContain('8812')
  const late = await staff.refusal(confirmPortOut, {
    params,
    body: { method: 'documents', person: 'M', reference: 'P' },
  })
  expect(late.code).toBe('illegal_transition')
  await staff.call(cancelPortOut, { params, body: { by: 'gaining-carrier' } })
})

test('a release in error is undone: the line as it was, the fee and what was given back taken back, to the cent', async () => {
  const { staff, telco, api, customer } = given
  await setFee('12.50')
  const old = await heldSince('61370109010', '2026-08-10T00:00:00Z')
  const portOut = await scheduled([old])
  const params = { portOutId: portOut.id }
  api.now = new Date(THURSDAY)
  const fresh = await heldSince('61370109011', THURSDAY)
  const freshOut = await scheduled([fresh])
  const { rows: before } = await telco.pool.query(`SELECT balance_micros FROM balances WHERE account_id = $1`, [
    given.accountId,
  ])
  const { rows: line } = await telco.pool.query(
    `SELECT * FROM number_assignments WHERE number = ANY ($1) ORDER BY id`,
    [[old, fresh]],
  )
  await staff.call(releasePortOut, { params, body: {} })
  await staff.call(releasePortOut, { params: { portOutId: freshOut.id }, body: {} })
  // The cycle runs to 30 August: 4 days of 31 at $5 a month were charged today, and are given back.
  expect(await charged(portOut.id)).toEqual([['Port-out of 03 7010 9010', 12.5]])
  expect(await charged(freshOut.id)).toEqual([
    ['Port-out of 03 7010 9011', 12.5],
    ['Removed: Additional Line 03 7010 9011', expect.any(Number)],
  ])
  await expectCleanLedger()

  // The customer may still say that it was not them; the staff are warned, and bring the numbers back.
  api.now = new Date('2026-08-27T03:59:59Z')
  expect(await customer.call(answerPortOut, { params, body: { answer: 'no' } })).toMatchObject({
    state: 'released',
    isWarning: true,
  })
  for (const portOutId of [portOut.id, freshOut.id]) {
    const back = await staff.call(undoPortOutRelease, { params: { portOutId }, body: { reason: 'Released in error.' } })
    expect(back).toMatchObject({ state: 'verified', releasedAt: null, undoUntil: null, chargesTotal: '0.00' })
  }
  const { rows: lineAfter } = await telco.pool.query(
    `SELECT * FROM number_assignments WHERE number = ANY ($1) ORDER BY id`,
    [[old, fresh]],
  )
  expect(lineAfter.map((row: object) => ({ ...row, version: 0 }))).toEqual(
    line.map((row: object) => ({ ...row, version: 0 })),
  )
  expect((await statusOf(old)).note).toBe('')
  const { rows: after } = await telco.pool.query(`SELECT balance_micros FROM balances WHERE account_id = $1`, [
    given.accountId,
  ])
  expect(after).toEqual(before)
  await expectCleanLedger()

  // Released again it is charged again, and four hours later there is no way back.
  await staff.call(schedulePortOut, { params, body: { cutOverAt: '2026-08-27T05:00:00Z' } })
  api.now = new Date('2026-08-27T05:00:00Z')
  await staff.call(releasePortOut, { params, body: {} })
  expect((await charged(portOut.id)).map(([, amount]) => amount)).toEqual([12.5, -12.5, 12.5])
  api.now = new Date('2026-08-27T09:00:00Z')
  const late = await staff.refusal(undoPortOutRelease, { params, body: { reason: 'Too late' } })
  expect(late.code).toBe('illegal_transition')
  await staff.call(cancelPortOut, { params: { portOutId: freshOut.id }, body: { by: 'customer' } })
  await expectCleanLedger()
  await setFee('0')
})

test('a month that began while a number was away in error is charged once', async () => {
  const { staff, api, telco } = given
  const number = await heldSince('61370109020', '2026-08-10T00:00:00Z')
  api.now = new Date('2026-08-30T12:00:00Z')
  const { id: portOutId } = await receive([number], { authorisedOn: '2026-08-20' })
  const params = { portOutId }
  await staff.call(startVerifyingPortOut, { params, body: {} })
  await staff.call(verifyPortOut, { params, body: {} })
  await staff.call(schedulePortOut, { params, body: { cutOverAt: '2026-08-30T13:00:00Z' } })
  api.now = new Date('2026-08-30T13:00:00Z')
  await staff.call(releasePortOut, { params, body: {} })
  // 31 August begins at 2 pm UTC in Sydney, and with it the account's month.
  api.now = new Date('2026-08-30T15:00:00Z')
  await staff.call(undoPortOutRelease, { params, body: { reason: 'Released in error.' } })
  const { rows } = await telco.pool.query(
    `SELECT amount_micros AS amount, period_from AS "from" FROM charges
      WHERE description LIKE '%03 7010 9020' ORDER BY id`,
  )
  expect(rows).toHaveLength(2)
  expect(rows[1]).toEqual({ amount: 5_000_000n, from: '2026-08-31' })
  await expectCleanLedger()
  await staff.call(cancelPortOut, { params, body: { by: 'gaining-carrier' } })
})
