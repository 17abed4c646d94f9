import { expect, test } from 'vitest'
import {
  authorityLetter,
  authorityTerms,
  canonicalAuthority,
  changedWords,
  consentTexts,
  covers,
  isTerms,
  signatureFault,
  type AuthorityTerms,
} from './authority.ts'
import { EMPTY_REQUEST, type PortRequest } from './port-request.ts'

const TODAY = '2026-09-07'

const melbourne = (number: string) => ({ number, kind: 'geographic', state: 'VIC', region: 'Melbourne' }) as const

const REQUEST: PortRequest = {
  ...EMPTY_REQUEST,
  kind: 'complex',
  numbers: [melbourne('61370105002'), melbourne('61370105001')],
  losingCarrier: 'Example Telecom',
  losingAccountNumber: '200 145 889 3',
  holderName: 'Acacia Dental Pty Ltd',
  serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000', country: 'AU' },
  authorisedPerson: { name: 'Mia Marlow', position: 'Director', phone: null, email: 'mia@acacia.example' },
}

function termsOf(request: PortRequest): AuthorityTerms {
  const terms = authorityTerms(request, TODAY)
  if (!isTerms(terms)) throw new Error(JSON.stringify(terms))
  return terms
}

const signature = { signedOn: TODAY, content: canonicalAuthority(termsOf(REQUEST)) }

test('the canonical text is the same however the fields came, and whatever order the numbers are in', () => {
  const { serviceAddress, authorisedPerson, ...rest } = REQUEST
  const turned = {
    numbers: REQUEST.numbers.toReversed(),
    authorisedPerson: Object.fromEntries(Object.entries(authorisedPerson ?? {}).toReversed()),
    serviceAddress: Object.fromEntries(Object.entries(serviceAddress ?? {}).toReversed()),
  }
  const same = termsOf({ ...turned, ...rest, numbers: turned.numbers } as unknown as PortRequest)
  expect(canonicalAuthority(same)).toBe(signature.content)
  expect(signature.content).toBe(
    '{"consents":1,"kind":"complex","numbers":["61370105001","61370105002"],"losingCarrier":"Example Telecom",' +
      '"losingAccountNumber":"200 145 889 3","holderName":"Acacia Dental Pty Ltd","businessNumber":null,' +
      '"serviceAddress":{"lines":["12 Wattle Street"],"suburb":"Melbourne","state":"VIC","postcode":"3000","country":"AU"},' +
      '"authorisedPerson":{"name":"Mia Marlow","position":"Director","phone":null,"email":"mia@acacia.example"}}',
  )
})

test.each([
  ['the kind of port', { kind: 'simple', numbers: REQUEST.numbers.slice(0, 1) }],
  ['the numbers', { numbers: [...REQUEST.numbers, melbourne('61370105003')] }],
  ['the losing carrier', { losingCarrier: 'Other Telecom' }],
  ['the account number', { losingAccountNumber: '200 145 889 4' }],
  ['the account holder', { holderName: 'Acacia Dental' }],
  ['the ABN or ACN', { businessNumber: '51824753556' }],
  ['the service address', { serviceAddress: { ...REQUEST.serviceAddress, lines: ['14 Wattle Street'] } }],
  ['the authorised person', { authorisedPerson: { ...REQUEST.authorisedPerson, name: 'Max Marlow' } }],
] as const)('a signature is not under another request: %s', (words, changed) => {
  const request = { ...REQUEST, authorisedOn: TODAY, ...changed } as PortRequest
  expect(covers(signature, termsOf(request))).toBe(false)
  expect(changedWords(signature, termsOf(request))).toContain(words)
  expect(signatureFault(request, signature, TODAY)).toMatchObject({
    field: 'authorisedOn',
    message: expect.stringContaining(words) as string,
  })
})

test('what the losing carrier does not see may change, and a number may stay behind', () => {
  const request = {
    ...REQUEST,
    numbers: REQUEST.numbers.slice(0, 1),
    remarks: 'Ring the bell.',
    destination: 'Trunk 2',
    hasRedirection: true,
    authorisedOn: TODAY,
  }
  expect(covers(signature, termsOf(request))).toBe(true)
  expect(signatureFault(request, signature, TODAY)).toBeUndefined()
})

test('a request rests on its signature where its authority is dated that day; on another date it is somebody’s word', () => {
  const request = { ...REQUEST, holderName: 'Other', authorisedOn: TODAY }
  expect(signatureFault(request, signature, TODAY)).toBeDefined()
  expect(signatureFault({ ...request, authorisedOn: '2026-09-04' }, signature, TODAY)).toBeUndefined()
  expect(signatureFault(request, undefined, TODAY)).toBeUndefined()
})

test('what a letter lacks is said field by field; its date and what comes after the port are no part of it', () => {
  const lacking = authorityTerms({ ...REQUEST, holderName: null, authorisedPerson: null }, TODAY)
  expect(isTerms(lacking) ? [] : lacking.map(({ field }) => field)).toEqual(['holderName', 'authorisedPerson'])
})

test('the letter names everybody and says how long it counts', () => {
  const provider = { name: 'Wattle Voice', legalName: 'Wattle Pty Ltd', abn: null, colour: '#123456' }
  const letter = authorityLetter(termsOf(REQUEST), { portId: 12, provider, issuedOn: TODAY, signature: null })
  expect(letter).toMatchObject({
    reference: 'Port 12',
    provider: { name: 'Wattle Voice', legalName: 'Wattle Pty Ltd', abn: null },
    terms: { numbers: ['61370105001', '61370105002'] },
  })
  expect(letter.provider).not.toHaveProperty('colour')
  const consents = consentTexts('Wattle Voice', 'Example Telecom').join('\n')
  for (const words of [
    'Wattle Voice to move',
    'not have the service disconnected',
    'early may cost',
    'ADSL',
    '90 days',
  ])
    expect(consents).toContain(words)
})

test('a mobile is nowhere, and prepaid on no account: its letter says neither', () => {
  const mobile: PortRequest = {
    ...REQUEST,
    kind: 'mobile',
    numbers: [{ number: '61491570006', kind: 'mobile', state: undefined, region: '' }],
    mobilePayment: 'prepaid',
    birthDate: '1980-01-02',
    receivesSms: true,
    losingAccountNumber: null,
    serviceAddress: null,
  }
  const terms = termsOf(mobile)
  expect(terms).toMatchObject({ losingAccountNumber: null, serviceAddress: null })
  expect(canonicalAuthority(terms)).not.toContain('1980')
})
