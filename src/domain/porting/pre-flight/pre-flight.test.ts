import { describe, expect, test } from 'vitest'
import { describeNumber } from '#domain/numbers/describe-number.ts'
import { problem } from '#domain/problem.ts'
import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { CONSENT_NAMES, currentConsent } from '../consent-texts.ts'
import { EMPTY_REQUEST, requestFaults, type PortRequest } from '../port-request.ts'
import { preFlight, unconfirmed, type PreFlightFacts } from './pre-flight.ts'

const TODAY = '2026-09-07'

const CALENDAR: BusinessCalendar = {
  timeZone: 'Australia/Sydney',
  weekdays: new Set([1, 2, 3, 4, 5]),
  opensAt: 480,
  closesAt: 1020,
  holidayDates: new Set(['2026-10-05']),
  closedDates: new Set(),
}

const NOTHING_TAKEN = { inService: [], inPorts: [], inDrafts: [], elsewhere: [] }

/** A request of which nothing can be said, and facts that say nothing against it. */
const SIMPLE: PortRequest = {
  ...EMPTY_REQUEST,
  numbers: numbers('61370105000'),
  losingCarrier: 'Example Telecom',
  losingAccountNumber: '2001458893',
  holderName: 'Acacia Dental Pty Ltd',
  businessNumber: '51824753556',
  serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000', country: 'AU' },
  authorisedPerson: { name: 'Mia Marlow', position: null, phone: null, email: null },
  authorisedOn: '2026-09-01',
  isActive: true,
  consents: CONSENT_NAMES.map(currentConsent),
  numberPlanId: 2,
  lineType: 'cloud-pbx',
}
const COMPLEX: PortRequest = { ...SIMPLE, kind: 'complex', numbers: numbers('61370105000', '61370105001') }
const SPECIAL: PortRequest = {
  ...SIMPLE,
  kind: 'special',
  numbers: numbers('611300975741'),
  lineType: 'inbound',
  destination: '0370101234',
  rightsOfUseHolder: 'Acacia Dental P/L',
}
const MOBILE: PortRequest = {
  ...SIMPLE,
  kind: 'mobile',
  numbers: numbers('61491570156'),
  serviceAddress: null,
  mobilePayment: 'prepaid',
  birthDate: '1984-02-29',
  losingAccountNumber: null,
}
const FACTS: Omit<PreFlightFacts, 'faults'> = {
  today: TODAY,
  calendar: CALENDAR,
  taken: NOTHING_TAKEN,
  refusals: [],
  customerNames: ['Acacia Dental Pty Ltd', 'Acacia'],
  customerNumbers: ['51824753556'],
  acceptedName: undefined,
  ownNames: ['Wattle Voice'],
  carriers: ['Example Telecom'],
  lastRejection: undefined,
  bill: { billedOn: '2026-08-20' },
  carrierCodes: new Map([['complex-service', '005']]),
}

function numbers(...digits: readonly string[]): PortRequest['numbers'] {
  return digits.flatMap((number) => describeNumber(number) ?? [])
}

function found(request: PortRequest, facts: Partial<PreFlightFacts> = {}) {
  return preFlight(request, { ...FACTS, faults: requestFaults(request, TODAY), ...facts })
}

function codes(request: PortRequest, facts: Partial<PreFlightFacts> = {}): readonly string[] {
  return found(request, facts).map(({ severity, code }) => `${severity} ${code}`)
}

test.each([SIMPLE, COMPLEX, SPECIAL, MOBILE])('nothing is found where nothing is wrong: $kind', (request) => {
  expect(codes(request)).toEqual([])
})

/** A request or what is known of it changed, and what is found then. Each first as it is, and then just not so. */
type Case = readonly [
  what: string,
  request: PortRequest,
  change: Partial<PortRequest>,
  facts: Partial<PreFlightFacts>,
  expected: readonly string[],
]

const CASES: readonly Case[] = [
  // What submitting refuses.
  ['a number that is missing', SIMPLE, { numbers: [] }, {}, ['blocks missing-numbers']],
  ['a PO box', SIMPLE, { serviceAddress: at({ lines: ['PO Box 7'] }) }, {}, ['blocks missing-service-address']],
  ['two numbers of a simple port', SIMPLE, { numbers: COMPLEX.numbers }, {}, ['blocks missing-numbers']],
  ['a mobile in a simple port', SIMPLE, { numbers: MOBILE.numbers }, {}, ['blocks missing-numbers']],
  ['ISDN in a simple port', SIMPLE, { serviceTypeNow: 'isdn' }, {}, ['blocks missing-service-type-now']],
  ['ISDN in a complex port', COMPLEX, { serviceTypeNow: 'isdn' }, {}, []],
  [
    'a plan that is retired',
    SIMPLE,
    {},
    { refusals: [problem('plan_retired', 'Gone.', { field: 'numberPlanId' })] },
    ['blocks missing-number-plan-id'],
  ],
  [
    'no credit',
    SIMPLE,
    {},
    { refusals: [problem('insufficient_credit', 'None.')] },
    ['blocks missing-insufficient-credit'],
  ],
  ['a number that is here', SIMPLE, {}, taken({ inService: ['61370105000'] }), ['blocks number-taken']],
  [
    'a number in another port',
    SIMPLE,
    {},
    taken({ inPorts: [{ number: '61370105000', portId: 7, state: 'lodged' }] }),
    ['blocks number-taken'],
  ],
  ['a number in somebody’s port', SIMPLE, {}, taken({ elsewhere: ['61370105000'] }), ['blocks number-taken']],
  [
    'a number in a draft',
    SIMPLE,
    {},
    taken({ inDrafts: [{ number: '61370105000', portId: 7 }] }),
    ['warning in-draft'],
  ],
  [
    'another number anywhere',
    SIMPLE,
    {},
    taken({ inService: ['61370105009'], elsewhere: ['61370105009'], inDrafts: [{ number: '61370105009', portId: 7 }] }),
    [],
  ],
  // What kind of port it is.
  [
    'a simple port with numbers that stay',
    SIMPLE,
    { associatedNumbers: ['61370105002'] },
    {},
    ['would-be-rejected associated-numbers'],
  ],
  [
    'a complex port with numbers that stay',
    COMPLEX,
    { associatedNumbers: ['61370105002'] },
    {},
    ['warning associated-numbers'],
  ],
  ['a complex port of one number', COMPLEX, { numbers: SIMPLE.numbers }, {}, ['note could-be-simple']],
  ['the same with a hunt', COMPLEX, { numbers: SIMPLE.numbers, hasComplexServices: true }, {}, []],
  ['60 of a block', COMPLEX, { numbers: row(60) }, {}, ['warning part-of-block']],
  ['a whole block', COMPLEX, { numbers: row(100) }, {}, []],
  ['20 in a row', COMPLEX, { numbers: row(20) }, {}, []],
  [
    'numbers of two states',
    COMPLEX,
    { numbers: numbers('61270105000', '61370105000') },
    {},
    ['warning several-places', 'warning state-elsewhere'],
  ],
  ['a number of nowhere', SIMPLE, { numbers: numbers('61300105000') }, {}, ['warning unknown-range']],
  // The bill.
  ['the letter O', SIMPLE, { losingAccountNumber: '2OO145' }, {}, ['warning letter-o']],
  ['an O of a word', SIMPLE, { losingAccountNumber: 'ACO-145889' }, {}, []],
  ['the letter l', SIMPLE, { losingAccountNumber: '20l4588' }, {}, ['warning letter-l']],
  ['the number for the account', SIMPLE, { losingAccountNumber: '03 7010 5000' }, {}, ['warning account-is-number']],
  ['a short account', SIMPLE, { losingAccountNumber: '1234' }, {}, ['warning account-short']],
  ['spaces', SIMPLE, { losingAccountNumber: '200 145 889' }, {}, ['note account-spaces']],
  ['an account of a prepaid mobile', MOBILE, { losingAccountNumber: '2OO' }, {}, []],
  ['another holder', SIMPLE, { holderName: 'Banksia Books Pty Ltd' }, {}, ['warning other-holder']],
  ['the holder spelt otherwise', SIMPLE, { holderName: 'ACACIA DENTAL P/L' }, {}, []],
  ['the trading name, a word the registered one has', SIMPLE, { holderName: 'Acacia' }, {}, ['warning legal-form']],
  ['nearly the holder', SIMPLE, { holderName: 'Acasia Dental Pty Ltd' }, {}, ['note name-nearly']],
  [
    'another name than was accepted',
    SIMPLE,
    {},
    { acceptedName: 'Acacia Dental Group Pty Ltd' },
    ['warning name-accepted'],
  ],
  ['the name that was accepted', SIMPLE, {}, { acceptedName: 'Acacia Dental Pty Limited' }, []],
  ['another ABN', SIMPLE, { businessNumber: '53004085616' }, {}, ['warning other-business']],
  ['the ACN in the ABN', SIMPLE, { businessNumber: '824753556' }, {}, []],
  ['no ABN of the customer to compare', SIMPLE, { businessNumber: '53004085616' }, { customerNumbers: [] }, []],
  [
    'an address abroad',
    SIMPLE,
    { serviceAddress: at({ country: 'NZ', state: '', postcode: '6011' }) },
    {},
    ['would-be-rejected address-abroad'],
  ],
  [
    'a postcode of elsewhere',
    SIMPLE,
    { serviceAddress: at({ postcode: '2000' }) },
    {},
    ['would-be-rejected postcode-elsewhere'],
  ],
  [
    'an address in another state',
    SIMPLE,
    { serviceAddress: at({ state: 'NSW', postcode: '2000' }) },
    {},
    ['warning state-elsewhere'],
  ],
  ['rights of use unsaid', SPECIAL, { rightsOfUseHolder: null }, {}, ['warning rights-unsaid']],
  ['rights of use of another', SPECIAL, { rightsOfUseHolder: 'Numbers R Us' }, {}, ['warning rights-elsewhere']],
  // The carriers.
  ['leaving us', SIMPLE, { losingCarrier: 'wattle voice' }, {}, ['would-be-rejected leaves-us']],
  ['an unknown carrier', SIMPLE, { losingCarrier: 'Exampel Telco' }, {}, ['note unknown-carrier']],
  ['no carriers known', SIMPLE, { losingCarrier: 'Exampel Telco' }, { carriers: [] }, []],
  ['what was not mended', SIMPLE, {}, rejected({ losingAccountNumber: '2001458893' }), ['warning not-mended']],
  ['what was mended', SIMPLE, {}, rejected({ losingAccountNumber: '2001458894' }), []],
  // The line.
  ['a fax', SIMPLE, { lineServices: [{ service: 'fax', numbers: [] }] }, {}, ['warning fax-ends']],
  ['a diversion of a simple port', SIMPLE, { hasRedirection: true }, {}, ['would-be-rejected diverted']],
  ['a diversion of a complex port', COMPLEX, { hasRedirection: true }, {}, ['warning diverted']],
  ['a diversion left from another kind', MOBILE, { hasRedirection: true }, {}, []],
  ['nothing told', SIMPLE, { consents: [] }, {}, ['note untold-services-end', 'note untold-contract-costs']],
  ['nothing told of a mobile', MOBILE, { consents: [] }, {}, ['note untold-contract-costs']],
  // Days and papers.
  ['an authority of 9 more days', SIMPLE, { authorisedOn: '2026-06-18' }, {}, ['warning authority-soon']],
  ['an authority of 10 more days', SIMPLE, { authorisedOn: '2026-06-19' }, {}, []],
  [
    'an authority of 34 more days for a complex port',
    COMPLEX,
    { authorisedOn: '2026-07-13' },
    {},
    ['warning authority-soon'],
  ],
  ['an authority of 35 more days for a complex port', COMPLEX, { authorisedOn: '2026-07-14' }, {}, []],
  ['no bill', SIMPLE, {}, { bill: undefined }, ['warning bill-missing']],
  ['no bill of a mobile', MOBILE, {}, { bill: undefined }, []],
  ['a bill without a date', SIMPLE, {}, { bill: { billedOn: null } }, ['note bill-undated']],
  ['a bill of 90 days', SIMPLE, {}, { bill: { billedOn: '2026-06-09' } }, []],
  ['a bill of 91 days', SIMPLE, {}, { bill: { billedOn: '2026-06-08' } }, ['would-be-rejected bill-old']],
  ['a day on a weekend', COMPLEX, { wantedOn: '2026-10-24' }, {}, ['warning wanted-closed']],
  ['a day on a holiday', COMPLEX, { wantedOn: '2026-10-05' }, {}, ['warning wanted-closed']],
  ['nine business days ahead', COMPLEX, { wantedOn: '2026-09-18' }, {}, ['warning wanted-early']],
  ['ten business days ahead', COMPLEX, { wantedOn: '2026-09-21' }, {}, ['note wanted-unlikely']],
  ['later than carriers take', COMPLEX, { wantedOn: '2026-11-02' }, {}, []],
  ['a SIM without SMS', MOBILE, { receivesSms: false }, {}, ['warning no-sms']],
  ['a child', MOBILE, { birthDate: '2008-09-08' }, {}, ['warning under-age']],
  ['of age today', MOBILE, { birthDate: '2008-09-07' }, {}, []],
]

describe('what is found', () => {
  test.each(CASES)('%s', (_, request, change, facts, expected) => {
    expect(codes({ ...request, ...change }, facts)).toEqual(expected)
  })
})

describe('each finding', () => {
  test('names the reason, the carrier’s code, and the kind that puts it right', () => {
    expect(found({ ...SIMPLE, hasComplexServices: true })[0]).toMatchObject({
      severity: 'blocks',
      reason: 'complex-service',
      carrierCode: '005',
      field: 'hasComplexServices',
      becomes: 'complex',
    })
    expect(found({ ...SIMPLE, numbers: MOBILE.numbers })[0]).toMatchObject({ field: 'numbers', becomes: 'mobile' })
  })

  test('is said in sentences, and where a carrier would reject the port there is a reason', () => {
    for (const [, request, change, facts] of CASES) {
      for (const { message, fix, severity, reason } of found({ ...request, ...change }, facts)) {
        expect(message).toMatch(/[.]$/)
        expect(fix).toMatch(severity === 'blocks' ? /^$/ : /[.]$/)
        expect(severity !== 'would-be-rejected' || reason !== null).toBe(true)
      }
    }
  })

  test('by which somebody may come to harm has to be confirmed, as has what would be rejected', () => {
    const lineServices = [
      { service: 'medical-alarm', numbers: [] },
      { service: 'fax', numbers: [] },
    ] as const
    const findings = found({ ...SIMPLE, lineServices, hasRedirection: true })
    expect(unconfirmed(findings, []).map(({ code }) => code)).toEqual(['diverted', 'medical-alarm-ends'])
    expect(unconfirmed(findings, ['diverted', 'medical-alarm-ends'])).toEqual([])
  })
})

function at(change: Partial<NonNullable<PortRequest['serviceAddress']>>): PortRequest['serviceAddress'] {
  return { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000', country: 'AU', ...change }
}

function taken(some: Partial<PreFlightFacts['taken']>): Partial<PreFlightFacts> {
  return { taken: { ...NOTHING_TAKEN, ...some } }
}

function rejected(request: Partial<PortRequest>): Partial<PreFlightFacts> {
  return { lastRejection: { reason: 'account-mismatch', request } }
}

function row(count: number): PortRequest['numbers'] {
  return numbers(...Array.from({ length: count }, (_, offset) => String(61_370_105_000 + offset)))
}
