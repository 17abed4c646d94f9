import { expect, test } from 'vitest'
import { checkClaim, needsConfirmation, type Claim } from './port-out-check.ts'

const CLAIM: Claim = {
  kind: 'simple',
  numbers: ['61370101234'],
  statedAccountNumber: '1001',
  statedName: 'Acacia Dental',
  authorisedOn: '2026-08-20',
  account: { accountNumber: '1001', names: ['Acacia Dental Pty Ltd'], isOwing: false },
  held: [{ number: '61370101234', isOfBlock: false, cancelOn: null }],
  confirmation: null,
  answer: 'yes',
  isTold: true,
  today: '2026-08-26',
}

/** What speaks against a claim: check, level and the reason it could be refused for. */
function against(change: Partial<Claim>): readonly string[] {
  return checkClaim({ ...CLAIM, ...change })
    .filter(({ level }) => level !== 'ok')
    .map(({ check, level, reason }) => [check, level, reason ?? ''].join(' ').trim())
}

test('of a claim where all is as we have it nothing is found', () => {
  expect(against({})).toEqual([])
})

test.each<[what: string, change: Partial<Claim>, found: readonly string[]]>([
  ['a number that left', { held: [] }, ['numbers stop number-not-here']],
  ['another account number', { statedAccountNumber: '1002' }, ['account-number stop account-number-mismatch']],
  ['no account number', { statedAccountNumber: '' }, ['account-number look']],
  ['another name', { statedName: 'Banksia Bakery' }, ['name stop name-mismatch']],
  ['nearly the name', { statedName: 'Acacia Dentla' }, ['name look']],
  ['an authority of 90 days', { authorisedOn: '2026-05-28' }, []],
  ['an authority of 91 days', { authorisedOn: '2026-05-27' }, ['authority stop authority-too-old']],
  ['an authority of tomorrow', { authorisedOn: '2026-08-27' }, ['authority look']],
  ['no authority', { authorisedOn: null }, ['authority look']],
  [
    'a number of a block by itself',
    { held: [{ number: '61370101234', isOfBlock: true, cancelOn: null }] },
    ['kind stop complex-service'],
  ],
  [
    'a number that is cancelled',
    { held: [{ number: '61370101234', isOfBlock: false, cancelOn: '2026-08-31' }] },
    ['cancellation look'],
  ],
  ['a customer that has not answered', { answer: null }, ['customer look']],
  ['a customer that did not ask', { answer: 'no' }, ['customer stop not-authorised']],
  ['a mobile number nobody confirmed', { kind: 'mobile' }, ['customer look']],
  ['a mobile number that was confirmed', { kind: 'mobile', confirmation: 'code-to-number', answer: null }, []],
  ['a no after a confirmation', { confirmation: 'call-back', answer: 'no' }, ['customer stop not-authorised']],
])('%s', (_, change, found) => {
  expect(against(change)).toEqual(found)
})

test('debt is said, and speaks against nothing', () => {
  const account = { ...CLAIM.account, isOwing: true }
  expect(against({ account })).toEqual([])
  expect(checkClaim({ ...CLAIM, account }).map(({ check }) => check)).toContain('debt')
})

test('only a mobile number needs a confirmation on record', () => {
  expect(needsConfirmation({ kind: 'mobile', confirmation: null })).toBe(true)
  expect(needsConfirmation({ kind: 'mobile', confirmation: 'documents' })).toBe(false)
  expect(needsConfirmation({ kind: 'complex', confirmation: null })).toBe(false)
})
