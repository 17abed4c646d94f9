import { assert, asyncProperty, constant, constantFrom, oneof, record } from 'fast-check'
import type { z } from 'zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portPreflightEndpoints } from '#contract/port-preflight.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { CONSENT_NAMES, currentConsent } from '#domain/porting/consent-texts.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { readPortPreflight } = portPreflightEndpoints
const { submitPort, changePort } = portsEndpoints
type Asked = z.input<typeof portsEndpoints.requestPort.body>

async function check(portId: string, by = given.staff) {
  return by.call(readPortPreflight, { params: { portId } })
}

async function found(portId: string, by = given.staff): Promise<readonly string[]> {
  return (await check(portId, by)).findings.map(({ severity, code }) => `${severity} ${code}`)
}

test('what would be rejected is sent knowingly only: customers confirm it, staff say why', async () => {
  const { staff, customer } = given
  const own = await given.request({ hasRedirection: true }, customer)
  const params = { portId: own.id }
  expect(await found(own.id, customer)).toContain('would-be-rejected diverted')
  const refused = await customer.refusal(submitPort, { params, body: {} })
  expect([refused.code, refused.errors?.[0]?.field]).toEqual(['confirmation_needed', 'confirmed'])
  expect(await given.charges(own.id)).toEqual([])
  const sent = await customer.call(submitPort, { params, body: { confirmed: ['diverted'] } })
  expect(sent.events.at(-1)).toMatchObject({
    what: 'submit',
    words: 'Sent knowingly in spite of:\n- Calls are diverted at the losing carrier.',
  })

  const theirs = await given.request({ hasRedirection: true })
  const body = { confirmed: ['diverted'] }
  const bare = await staff.refusal(submitPort, { params: { portId: theirs.id }, body })
  expect(bare.errors?.[0]?.field).toBe('overrideReason')
  const overridden = await staff.call(submitPort, {
    params: { portId: theirs.id },
    body: { ...body, overrideReason: 'The carrier removes it on the day.' },
  })
  expect(overridden.events.at(-1)?.staffWords).toContain('Reason: The carrier removes it on the day.')
  expect((await given.read(theirs.id, customer)).events.at(-1)).toMatchObject({ words: '', staffWords: null })
})

test('a number on its way with another reseller is refused without saying whose; one’s own is named', async () => {
  const { staff, telco } = given
  const [taken, own] = [given.foreignNumber(), given.foreignNumber()]
  const reseller = { name: 'Banksia Phones', brandName: 'Banksia', brandColour: '#123456', supportEmail: 'b@b.example' }
  const client = await telco.pool.connect()
  const other = await openReseller(client, reseller).finally(() => client.release())
  await telco.pool.query(
    `WITH a AS (INSERT INTO accounts (reseller_id, account_number, name, status, payment_mode, time_zone, bill_day)
                SELECT $1, '9001', 'Secret Garden', 'active', 'postpaid', 'Australia/Sydney', 1 RETURNING id),
          p AS (INSERT INTO ports (reseller_id, account_id, kind, state, state_since, details, created_at, changed_at)
                SELECT $1, a.id, 'simple', 'submitted', $3, '{}', $3, $3 FROM a RETURNING id, account_id)
     INSERT INTO port_numbers (reseller_id, account_id, port_id, number, is_open) SELECT $1, account_id, id, $2, true FROM p`,
    [other, taken, given.api.now],
  )
  const { id } = await given.request({ numbers: [taken] })
  const checked = await check(id)
  expect(checked.findings[0]).toMatchObject({
    code: 'number-taken',
    severity: 'blocks',
    numbers: [taken],
    message: `${taken} is on its way by another port already; leave it out.`,
  })
  expect(JSON.stringify(checked)).not.toMatch(/Secret Garden|Banksia/)
  expect((await staff.refusal(submitPort, { params: { portId: id }, body: {} })).detail).toBe(
    checked.findings[0]?.message,
  )

  const lodged = await given.lodged({ numbers: [own] })
  const second = await given.request({ numbers: [own] })
  expect((await check(second.id)).findings[0]?.message).toContain(`is in port ${lodged.id}`)
  const third = await given.request({ numbers: [own] })
  expect(await found(third.id)).toContain('warning in-draft')
})

test('it is made anew as the request changes, and says what is at stake', async () => {
  const { staff } = given
  const { id } = await given.request({ losingAccountNumber: '2OO1', serviceTypeNow: 'isdn' })
  const params = { portId: id }
  const first = await check(id)
  expect(first).toMatchObject({ canSubmit: false, fittingKind: 'complex', rejectionCosts: '20.00' })
  expect(first.fee).toEqual({ amount: '20.00', gst: '2.00', total: '22.00', chargedOn: 'submission' })
  expect(first.findings[0]).toMatchObject({ field: 'serviceTypeNow', becomes: 'complex', carrierCode: '005' })
  await staff.call(changePort, { params, body: { kind: 'complex', losingAccountNumber: '2001458893' } })
  const second = await check(id)
  expect(second).toMatchObject({ canSubmit: true, rejectionCosts: '80.00', fee: { chargedOn: 'acceptance' } })
  expect(second.findings.map(({ code }) => code)).not.toContain('letter-o')
  await staff.call(portsEndpoints.submitPort, { params, body: {} })
  await staff.call(portsEndpoints.lodgePort, { params, body: {} })
  await staff.call(portsEndpoints.rejectPort, { params, body: { reason: 'account-mismatch' } })
  expect(await found(id)).toContain('warning not-mended')
  await staff.call(changePort, { params, body: { losingAccountNumber: '2001458894' } })
  expect(await found(id)).not.toContain('warning not-mended')
})

/** Numbers that a port of each kind moves. */
const FITTING = { simple: 'one', complex: 'two', special: 'inbound', mobile: 'mobile' } as const

test('a port of which nothing is found that blocks it or has to be confirmed is never refused', async () => {
  const { staff } = given
  /** Mostly the first, which is as it should be. */
  const some = <Value>(usual: Value, ...others: readonly Value[]) =>
    oneof({ weight: 8, arbitrary: constant(usual) }, { weight: 1, arbitrary: constantFrom(usual, ...others) })
  const address = (state: string, postcode: string, line = '12 Wattle Street') => ({
    lines: [line],
    suburb: 'Melbourne',
    state,
    postcode,
  })
  const asked = record({
    kind: constantFrom<NonNullable<Asked['kind']>>('simple', 'complex', 'special', 'mobile'),
    isFitting: some(true, false),
    shape: constantFrom('one', 'two', 'inbound', 'mobile', 'none'),
    losingCarrier: some<string | null>('Example Telecom', 'Wattle Voice', null),
    losingAccountNumber: some<string | null>('2001458893', '2OO', null),
    holderName: some<string | null>('Acacia Dental Pty Ltd', null),
    serviceAddress: some<ReturnType<typeof address> | null>(
      address('VIC', '3000'),
      address('NSW', '2000'),
      address('VIC', '3000', 'PO Box 1'),
      null,
    ),
    authorisedOn: some<string | null>('2026-09-01', '2026-05-01', null),
    isActive: some(true, false),
    hasComplexServices: some(false, true),
    hasRedirection: some(false, true),
    serviceTypeNow: some<'pstn' | 'isdn' | null>('pstn', 'isdn', null),
    mobilePayment: some<'prepaid' | 'postpaid' | null>('prepaid', 'postpaid', null),
    birthDate: some<string | null>('1984-02-29', null),
    consents: some(CONSENT_NAMES.map(currentConsent), []),
    destination: some<string | null>('0370101234', null),
    isVerified: some(true, false),
  })
  const seen = { accepted: 0, refused: 0 }
  let mobiles = 0
  await assert(
    asyncProperty(asked, async ({ shape: anyShape, isFitting, isVerified, ...body }) => {
      const shape = isFitting ? FITTING[body.kind] : anyShape
      const mobile = `0491570${String(100 + (mobiles++ % 800))}`
      const numbers = {
        one: [given.foreignNumber()],
        two: [given.foreignNumber(), given.foreignNumber()],
        inbound: [`1300975${String(mobiles).padStart(3, '0')}`],
        mobile: [mobile],
        none: [],
      }[shape]
      const { id } = await given.request({ ...body, numbers })
      const params = { portId: id }
      if (isVerified && body.kind === 'mobile' && shape === 'mobile')
        await staff.call(portPreflightEndpoints.recordPortVerification, { params, body: { method: 'call' } })
      const { findings, canSubmit } = await check(id)
      const isOpen = canSubmit && findings.every(({ mustConfirm }) => !mustConfirm)
      seen[isOpen ? 'accepted' : 'refused']++
      const submitted = { params, body: {} }
      if (isOpen) await staff.call(submitPort, submitted)
      else await staff.refusal(submitPort, submitted)
    }),
    { numRuns: 80, seed: 20260907 },
  )
  expect(seen.accepted).toBeGreaterThan(10)
  expect(seen.refused).toBeGreaterThan(10)
})
