import { afterAll, beforeAll, expect, test } from 'vitest'
import { portPreflightEndpoints } from '#contract/port-preflight.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { there } from '../../support/there.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { submitPort, changePort } = portsEndpoints
const {
  readPortPreflight,
  recordPortVerification,
  readPortVerifications,
  makePortVerificationCode,
  answerPortVerificationCode,
  readPortBirthDate,
} = portPreflightEndpoints

const MOBILE = { kind: 'mobile', serviceAddress: null } as const
const BORN = '1984-02-29'

/** Everything that is written down of a birth date, anywhere but in the request itself. */
async function placesThatSay(text: string): Promise<readonly string[]> {
  const { rows } = await given.telco.pool.query<{ place: string }>(
    `SELECT 'audit' AS place FROM audit WHERE strpos(audit::text, $1) > 0
     UNION SELECT 'events' FROM events e WHERE strpos(e::text, $1) > 0
     UNION SELECT 'timeline' FROM port_events e WHERE strpos(e::text, $1) > 0
     UNION SELECT 'answers' FROM idempotency_keys k WHERE strpos(k::text, $1) > 0`,
    [text],
  )
  return rows.map(({ place }) => place)
}

test('a prepaid mobile is verified by a code before it is submitted; the birth date stays with who works it', async () => {
  const { staff, customer, api } = given
  const asked = { ...MOBILE, mobilePayment: 'prepaid', losingAccountNumber: null, birthDate: BORN } as const
  const draft = await given.request({ ...asked, numbers: ['0491 570 156'] }, customer)
  const params = { portId: draft.id }
  expect(draft).toMatchObject({ kind: 'mobile', request: { lineType: 'cloud-pbx', hasBirthDate: true } })
  expect(JSON.stringify([draft, await given.read(draft.id)])).not.toContain(BORN)

  const check = await customer.call(readPortPreflight, { params })
  expect(check.canSubmit).toBe(false)
  expect(check.findings.filter(({ severity }) => severity === 'blocks').map(({ field }) => field)).toEqual([
    'verification',
  ])
  const refused = await customer.refusal(submitPort, { params, body: {} })
  expect([refused.code, refused.errors?.map(({ field }) => field)]).toEqual(['invalid_value', ['verification']])

  // Only staff make a code, and it is shown to nobody else.
  const wish = { params, body: { method: 'sms-code' } } as const
  expect((await customer.refusal(makePortVerificationCode, wish)).code).toBe('forbidden')
  const made = await staff.call(makePortVerificationCode, wish)
  const [code, number] = [there(made.code), made.number]
  expect([number, code.length]).toEqual(['61491570156', 6])
  const wrong = { params, body: { code: code === '000000' ? '000001' : '000000' } }
  expect(await customer.call(answerPortVerificationCode, wrong)).toEqual({ isRight: false, triesLeft: 4 })
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
  expect(await customer.call(answerPortVerificationCode, { params, body: { code: spaced } })).toMatchObject({
    isRight: true,
  })
  const again = await customer.refusal(answerPortVerificationCode, { params, body: { code } })
  expect(again.errors?.[0]?.field).toBe('code')
  expect(await customer.call(readPortVerifications, { params })).toMatchObject({
    isVerified: true,
    openCode: null,
    items: [{ method: 'sms-code', attempt: 1, byCustomer: true, verifiedBy: 'Mia Marlow', reference: null }],
  })
  const sent = await customer.call(submitPort, { params, body: {} })
  expect([sent.state, sent.feesTotal]).toEqual(['submitted', '15.00'])

  expect(await staff.call(readPortBirthDate, { params })).toEqual({ birthDate: BORN })
  expect((await customer.refusal(readPortBirthDate, { params })).code).toBe('forbidden')
  expect((await api.as({ role: 'read-only' }).refusal(readPortBirthDate, { params })).code).toBe('forbidden')
  expect(await placesThatSay(BORN)).toEqual([])
  const { rows } = await given.telco.pool.query(
    `SELECT request -> 'details' ->> 'birthDate' AS born FROM port_attempts WHERE port_id = $1`,
    [draft.id],
  )
  expect(rows).toEqual([{ born: BORN }])
})

test('each attempt is verified anew, and for its number; documents are named; a code dies of age and of guesses', async () => {
  const { staff, customer, api } = given
  const { id } = await given.request({ ...MOBILE, numbers: ['0491 570 157'], mobilePayment: 'postpaid' })
  const params = { portId: id }
  const bare = await staff.refusal(recordPortVerification, { params, body: { method: 'documents' } })
  expect(bare.errors?.[0]?.field).toBe('reference')
  const body = { method: 'documents', reference: 'Bill of May, passport seen' } as const
  expect((await customer.refusal(recordPortVerification, { params, body })).code).toBe('forbidden')
  await staff.call(recordPortVerification, { params, body })
  expect((await given.read(id)).events.at(-1)).toMatchObject({ what: 'verified', staffWords: body.reference })
  expect((await given.read(id, customer)).events.at(-1)).toMatchObject({ what: 'verified', staffWords: null })

  await staff.call(changePort, { params, body: { numbers: ['0491 570 158'] } })
  expect((await staff.call(readPortVerifications, { params })).isVerified).toBe(false)
  await staff.call(recordPortVerification, { params, body: { method: 'call', reference: 'Spoke to Mia' } })
  await staff.call(submitPort, { params, body: {} })
  const late = await staff.refusal(recordPortVerification, { params, body })
  expect(late.code).toBe('illegal_transition')
  await staff.call(portsEndpoints.lodgePort, { params, body: {} })
  await staff.call(portsEndpoints.rejectPort, { params, body: { reason: 'account-mismatch' } })
  const rejected = await given.read(id, customer)
  expect(rejected.toMend?.fields).toEqual(['losingAccountNumber', 'mobilePayment', 'birthDate'])
  await staff.call(changePort, { params, body: { losingAccountNumber: '77 12 001' } })
  expect((await staff.refusal(submitPort, { params, body: {} })).errors?.map(({ field }) => field)).toEqual([
    'verification',
  ])

  const wish = { params, body: { method: 'call' } } as const
  const code = there((await staff.call(makePortVerificationCode, wish)).code)
  const before = api.now
  api.now = new Date(before.getTime() + 15 * 60_000)
  expect((await customer.refusal(answerPortVerificationCode, { params, body: { code } })).errors?.[0]?.field).toBe(
    'code',
  )
  api.now = before
  const next = there((await staff.call(makePortVerificationCode, wish)).code)
  const guess = next === '123456' ? '123457' : '123456'
  for (const triesLeft of [4, 3, 2, 1, 0])
    expect(await customer.call(answerPortVerificationCode, { params, body: { code: guess } })).toMatchObject({
      triesLeft,
    })
  expect((await customer.refusal(answerPortVerificationCode, { params, body: { code: next } })).code).toBe(
    'invalid_value',
  )
  await staff.call(recordPortVerification, { params, body: { method: 'call' } })
  expect((await staff.call(submitPort, { params, body: {} })).attempt).toBe(2)
  const { items } = await staff.call(readPortVerifications, { params })
  expect(items.map(({ attempt, number }) => [attempt, number.slice(-3)])).toEqual([
    [2, '158'],
    [1, '158'],
    [1, '157'],
  ])
})
