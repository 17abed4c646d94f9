import { expect, test } from 'vitest'
import { accountNumberOf } from '#domain/accounts/account-number.ts'
import { micros } from '#domain/money.ts'
import { bankTable, findBankColumns, readBankTable } from './bank-columns.ts'
import { cluesOf, matchTransfer, type MatchAccount, type MatchBook } from './bank-match.ts'
import { numberAlike, payerKey, readBankDate, readBankMoney, type BankRow } from './bank-row.ts'

test.each([
  ['2026-11-20', '2026-11-20'],
  ['20261120', '2026-11-20'],
  ['20/11/2026', '2026-11-20'],
  ['1/2/26', '2026-02-01'],
  ['20-NOV-2026', '2026-11-20'],
  ['20 Nov 26', '2026-11-20'],
  ['20/11/2026 10:13:00 AM', '2026-11-20'],
  ['2026-11-20T10:13:00+11:00', '2026-11-20'],
  ['29/02/2026', undefined],
  ['11/20/2026', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('the date %j is %j', (text, date) => {
  expect(readBankDate(text)).toBe(date)
})

test.each([
  ['1,234.50', 1_234_500_000n],
  ['+100.00', 100_000_000n],
  ['$12', 12_000_000n],
  ['-12.00', -12_000_000n],
  ['-$12.00', -12_000_000n],
  ['(12.00)', -12_000_000n],
  ['12.00-', -12_000_000n],
  ['12.00 DR', -12_000_000n],
  ['AUD 12.00 CR', 12_000_000n],
  ['0.0000', 0n],
  ['12.005', undefined],
  ['(12.00', undefined],
  ['twelve', undefined],
])('the amount %j is %s', (text, amount) => {
  expect(readBankMoney(text)).toBe(amount)
})

const lines = (...rows: readonly (readonly string[])[]) => rows.map((cells, index) => ({ line: index + 1, cells }))

test.each([
  [
    'Westpac: debit and credit columns',
    lines(
      ['Bank Account', 'Date', 'Narrative', 'Debit Amount', 'Credit Amount', 'Balance', 'Categories', 'Serial'],
      ['032000123456', '20/11/2026', 'DEPOSIT ACACIA', '', '110.00', '1110.00', 'DEP', ''],
      ['032000123456', '20/11/2026', 'FEE', '10.00', '', '1100.00', 'FEE', ''],
    ),
  ],
  [
    'NAB: signed amounts, months in words, a heading that is empty',
    lines(
      ['Date', 'Amount', 'Account Number', '', 'Transaction Type', 'Transaction Details', 'Balance', 'Category'],
      ['20 Nov 26', '110.00', '123456789', '', 'INTER-BANK CREDIT', 'DEPOSIT ACACIA', '1110.00', ''],
      ['20 Nov 26', '-10.00', '123456789', '', 'FEES', 'FEE', '1100.00', ''],
    ),
  ],
  [
    'Commonwealth: no headings',
    lines(['20/11/2026', '+110.00', 'DEPOSIT ACACIA', '+1110.00'], ['20/11/2026', '-10.00', 'FEE', '+1100.00']),
  ],
  [
    'lines above the headings, amounts without a sign',
    lines(
      ['Account', 'Trading 123'],
      ['Transaction Date', 'Description', 'Amount', 'Debit/Credit'],
      ['2026-11-20', 'DEPOSIT ACACIA', '110.00', 'CR'],
      ['2026-11-20', 'FEE', '10.00', 'DR'],
      ['Closing balance', '', '', ''],
    ),
  ],
])('%s', (_, file) => {
  const { headings, rows } = bankTable(file)
  const read = readBankTable(rows, findBankColumns(headings))
  expect(read.map(({ date, amountMicros, text }) => [date, amountMicros, text])).toEqual([
    ['2026-11-20', 110_000_000n, 'DEPOSIT ACACIA'],
    ['2026-11-20', -10_000_000n, 'FEE'],
  ])
})

test('what cannot be read stays, with why', () => {
  const { headings, rows } = bankTable(
    lines(['Date', 'Amount', 'Details'], ['31/02/2026', '5.00', 'A'], ['1/2/2026', 'x', 'B']),
  )
  const read = readBankTable(rows, findBankColumns(headings))
  expect(read.map(({ problem }) => problem)).toEqual(['“31/02/2026” is no date.', '“x” is no amount.'])
})

const ROW: BankRow = {
  line: 1,
  date: '2026-11-20',
  amountMicros: micros(110_000_000n),
  text: '',
  reference: '',
  payer: '',
  bankId: '',
  problem: '',
}

test('transfers that are alike are numbered; one that names itself twice is one', () => {
  const [plain, named] = [ROW, { ...ROW, bankId: 'A1' }]
  expect(numberAlike([plain, named, plain, named, plain]).map(({ occurrence }) => occurrence)).toEqual([
    1,
    1,
    2,
    null,
    3,
  ])
})

test('a payer is known again whatever number stands beside', () => {
  const key = payerKey({ text: 'DIRECT CREDIT 402713 ACACIA DENTAL INV 7781', payer: '' })
  expect(key).toBe('acacia dental')
  expect(payerKey({ text: 'Transfer from ACACIA DENTAL Ref 99', payer: '' })).toBe(key)
  expect(payerKey({ text: 'INTERNET TRANSFER 12', payer: '' })).toBe('')
})

const [ACACIA, BANKSIA] = [100_000, 100_001].map((nth): MatchAccount => ({
  id: nth,
  accountNumber: accountNumberOf(nth),
  name: `Account ${nth}`,
  isOver: false,
})) as [MatchAccount, MatchAccount]
const BROUGHT: MatchAccount = { id: 3, accountNumber: '1001', name: 'Brought over', isOver: false }
const OVER: MatchAccount = { id: 4, accountNumber: accountNumberOf(100_002), name: 'Gone', isOver: true }
const BOOK: MatchBook = {
  accounts: new Map([ACACIA, BANKSIA, BROUGHT, OVER].map((account) => [account.accountNumber, account])),
  invoices: new Map([[123, BANKSIA]]),
  payers: new Map([['acacia dental', ACACIA]]),
  recordedByHand: (accountId) => (accountId === BANKSIA.id ? 'Recorded already.' : undefined),
}
const WRONG = `${ACACIA.accountNumber.slice(0, -1)}${(Number(ACACIA.accountNumber.at(-1)) + 1) % 10}`
const spaced = `${ACACIA.accountNumber.slice(0, 4)} ${ACACIA.accountNumber.slice(4)}`

test.each([
  ['its number in the words', { text: `Acc ${ACACIA.accountNumber} thanks` }, 'matched', ACACIA.id, 'account-number'],
  ['its number in groups', { text: `Ref ${spaced}` }, 'matched', ACACIA.id, 'account-number'],
  ['a padded CRN', { reference: `000${ACACIA.accountNumber}` }, 'matched', ACACIA.id, 'account-number'],
  ['a number brought over, alone', { reference: '1001' }, 'matched', BROUGHT.id, 'account-number'],
  ['the same among words', { text: 'Card 1001' }, 'suggested', BROUGHT.id, 'account-number'],
  ['the same beside its name', { text: 'BROUGHT PTY LTD 1001' }, 'matched', BROUGHT.id, 'account-number'],
  ['an account that is over', { reference: OVER.accountNumber }, 'suggested', OVER.id, 'account-number'],
  ['an invoice, recorded by hand', { text: 'Invoice INV-000123' }, 'suggested', BANKSIA.id, 'invoice'],
  ['a wrong digit', { reference: WRONG }, 'suggested', ACACIA.id, 'wrong-digit'],
  ['a payer who paid before', { text: 'ACACIA DENTAL' }, 'suggested', ACACIA.id, 'payer'],
  ['nobody', { text: 'J SMITH' }, 'unmatched', null, null],
  ['two accounts', { text: `${ACACIA.accountNumber} ${BANKSIA.accountNumber}` }, 'unmatched', null, null],
  ['an account and another’s invoice', { text: `${ACACIA.accountNumber} INV 123` }, 'unmatched', null, null],
  ['money that went out', { reference: ACACIA.accountNumber, amountMicros: micros(-1n) }, 'ignored', null, null],
  ['none that moved', { amountMicros: micros(0n) }, 'ignored', null, null],
] as const)('by %s', (_, said, status, accountId, by) => {
  const row: BankRow = { ...ROW, ...said }
  const match = matchTransfer(row, cluesOf(row), payerKey(row), BOOK)
  expect(match).toMatchObject({ status, accountId, by })
  expect(match.problem === '').toBe(status === 'matched' || (status === 'unmatched' && row.text === 'J SMITH'))
})
