import { describe, expect, test } from 'vitest'
import { isProblem } from '#domain/problem.ts'
import { describeNumber } from '#domain/numbers/describe-number.ts'
import { changeableFields } from './changeable.ts'
import { attemptFee } from './port-fees.ts'
import { whyNotPortable } from './portability.ts'
import { EMPTY_REQUEST, REQUEST_FIELDS, requestFaults, type PortRequest } from './port-request.ts'
import { readPortNumbers } from './read-numbers.ts'
import { REJECT_REASON_NAMES, rejectReason } from './reject-reasons.ts'
import { calendarFaults, DEFAULT_PORTING_CALENDAR } from './process-calendar.ts'

const TODAY = '2026-09-07'

const COMPLETE: PortRequest = {
  ...EMPTY_REQUEST,
  numbers: described('61370105000'),
  losingCarrier: 'Example Telecom',
  losingAccountNumber: '200 145 889 3',
  holderName: 'Acacia Dental Pty Ltd',
  serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000', country: 'AU' },
  authorisedPerson: { name: 'Mia Marlow', position: null, phone: null, email: null },
  authorisedOn: '2026-09-01',
  isActive: true,
  numberPlanId: 2,
  lineType: 'cloud-pbx',
}

/** No street, as a mobile is at none. */
const MOBILE: Partial<PortRequest> = { kind: 'mobile', numbers: described('61491570156'), serviceAddress: null }

function described(...numbers: readonly string[]) {
  return numbers.flatMap((number) => describeNumber(number) ?? [])
}

function faultsOf(change: Partial<PortRequest>): readonly (string | undefined)[] {
  return requestFaults({ ...COMPLETE, ...change }, TODAY).map(({ field }) => field)
}

describe('what a request lacks', () => {
  test.each<[what: string, change: Partial<PortRequest>, fields: readonly string[]]>([
    ['nothing', {}, []],
    ['numbers', { numbers: [] }, ['numbers']],
    ['one number too many', { numbers: described('61370105000', '61370105001') }, ['numbers']],
    ['a name', { holderName: null }, ['holderName']],
    [
      'a street',
      { serviceAddress: { ...COMPLETE.serviceAddress, lines: ['P.O. Box 12'] } as never },
      ['serviceAddress'],
    ],
    ['an authority of 90 days', { authorisedOn: '2026-06-09' }, []],
    ['an authority of 91 days', { authorisedOn: '2026-06-08' }, ['authorisedOn']],
    ['an authority of tomorrow', { authorisedOn: '2026-09-08' }, ['authorisedOn']],
    ['a service that works', { isActive: false }, ['isActive']],
    ['a complex kind', { hasComplexServices: true }, ['hasComplexServices']],
    ['no date for a simple port', { wantedOn: '2026-10-01' }, ['wantedOn']],
    ['a day to come', { kind: 'complex', wantedOn: TODAY }, ['wantedOn']],
    ['a fitting line type', { lineType: 'inbound' }, ['lineType']],
    ['a destination', { kind: 'special', numbers: described('611300975741'), lineType: 'inbound' }, ['destination']],
    ['a complex kind for ISDN', { serviceTypeNow: 'isdn' }, ['serviceTypeNow']],
    ['a complex kind for a hunt', { lineServices: [{ service: 'line-hunt', numbers: [] }] }, ['lineServices']],
    ['nothing of an alarm', { lineServices: [{ service: 'alarm', numbers: [] }] }, []],
    ['how a mobile is paid', MOBILE, ['mobilePayment']],
    ['nothing of a postpaid mobile', { ...MOBILE, mobilePayment: 'postpaid' }, []],
    [
      'an account of a postpaid mobile',
      { ...MOBILE, mobilePayment: 'postpaid', losingAccountNumber: null },
      ['losingAccountNumber'],
    ],
    ['a birth date of a prepaid mobile', { ...MOBILE, mobilePayment: 'prepaid' }, ['birthDate']],
    ['a birth date that has passed', { ...MOBILE, mobilePayment: 'prepaid', birthDate: TODAY }, ['birthDate']],
    [
      'no account of a prepaid mobile',
      { ...MOBILE, mobilePayment: 'prepaid', birthDate: '1984-02-29', losingAccountNumber: null },
      [],
    ],
    ['no fax on a mobile', { ...MOBILE, mobilePayment: 'postpaid', lineType: 'fax' }, ['lineType']],
    ['another kind', { kind: 'special', destination: '0370101234', lineType: 'cloud-pbx' }, ['numbers']],
  ])('%s', (_, change, fields) => {
    expect(faultsOf(change)).toEqual(fields)
  })
})

describe('numbers as people write them', () => {
  test.each<[written: readonly string[], numbers: readonly string[] | string]>([
    [
      ['(03) 7010-5001', '+61 3 7010 5000'],
      ['61370105000', '61370105001'],
    ],
    [
      ['0370105000 - 0370105002', '0370105001'],
      ['61370105000', '61370105001', '61370105002'],
    ],
    [['0370105098–0370105100'], ['61370105098', '61370105099', '61370105100']],
    [['1300 975 741'], ['611300975741']],
    [['0370105000', 'abc'], 'numbers.1'],
    [['0147 123 456'], 'numbers.0'],
    [['0370105000-0370105100'], 'numbers'],
  ])('%s', (written, numbers) => {
    const read = readPortNumbers(written)
    expect(isProblem(read) ? read.field : read.map(({ number }) => number)).toEqual(numbers)
  })
})

describe('ranges that stay where they are', () => {
  test.each<[written: string, why: string | undefined]>([
    ['000', 'emergency'],
    ['0147 123 456', 'satellite'],
    ['+61 147 123 456', 'satellite'],
    ['0141 000 000', 'machines'],
    ['1900 123 456', 'premium'],
    ['0550 123 456', 'location-independent'],
    ['0198 300 000', 'data'],
    ['1801 234', 'one network'],
    ['1223', 'one network'],
    ['204', 'internal'],
    ['03 7010 5000', undefined],
    ['0491 570 156', undefined],
    ['13 12 34', undefined],
    ['1300 975 741', undefined],
    ['1800 975 741', undefined],
    ['+44 20 7946 0000', undefined],
  ])('%s', (written, why) => {
    expect(whyNotPortable(written) ?? 'undefined').toContain(why ?? 'undefined')
  })
})

test.each<[count: number, fee: string]>([
  [1, 'complex-to-20'],
  [20, 'complex-to-20'],
  [21, 'complex-to-50'],
  [50, 'complex-to-50'],
  [51, 'complex-to-100'],
  [100, 'complex-to-100'],
])('a complex port of %s costs %s', (count, fee) => {
  expect(attemptFee('complex', count)).toBe(fee)
})

describe('what may be changed', () => {
  const customer = { kind: 'user', id: 1, name: 'Mia', role: 'customer-admin', resellerId: 1, accountId: 2 } as const
  const staff = { kind: 'user', id: 1, name: 'Sam', role: 'support', resellerId: 1 } as const
  test('every reason opens what it asks to mend, and a customer can always mend it', () => {
    for (const reason of REJECT_REASON_NAMES) {
      const open = changeableFields(customer, 'rejected', reason, [])
      expect(open).toEqual(expect.arrayContaining([...rejectReason(reason).fields]))
      expect(open).not.toContain('numberPlanId')
      expect(changeableFields(staff, 'rejected', reason, [])).toEqual(REQUEST_FIELDS)
    }
  })

  test('on its way only what the losing carrier does not see, and then nothing', () => {
    expect(changeableFields(staff, 'lodged', null, [])).toEqual([
      'numberPlanId',
      'lineType',
      'destination',
      'dayContact',
    ])
    expect(changeableFields(customer, 'lodged', null, [])).toEqual(['dayContact'])
    expect(changeableFields(staff, 'completed', null, [])).toEqual([])
    expect(changeableFields({ ...staff, role: 'read-only' }, 'draft', null, [])).toEqual([])
  })
})

describe('a calendar', () => {
  const shut = Array.from({ length: 70 }, (_, day) => ({
    date: Temporal.PlainDate.from('2026-10-01').add({ days: day }).toString(),
    name: 'Shut',
  }))
  test.each<[what: string, change: Partial<typeof DEFAULT_PORTING_CALENDAR>, field: string | undefined]>([
    ['as it is', {}, undefined],
    ['that closes before it opens', { opensAt: 600, closesAt: 540 }, 'closesAt'],
    ['with nobody’s holidays', { nationalOnly: false }, 'holidays'],
    ['with a day twice', { closedDays: [shut[0], shut[0]] as never }, 'closedDays'],
    ['that never opens', { closedDays: shut }, 'closedDays'],
  ])('%s', (_, change, field) => {
    expect(calendarFaults({ ...DEFAULT_PORTING_CALENDAR, ...change }, new Set())[0]?.field).toBe(field)
  })
})
