import { expect, test } from 'vitest'
import { fixedFormat, readBpay, readDirectEntry } from './bank-fixed.ts'

const cents = (amount: number, width: number): string => String(amount).padStart(width, '0')

/** A record of 120 characters. */
function detail(code: '13' | '50', amount: number, reference: string): string {
  const account = `${'ACACIA DENTAL'.padEnd(32)}${reference.padEnd(18)}082-001123456789${'ACACIA'.padEnd(16)}`
  return `1062-000${'12345678'.padStart(9)} ${code}${cents(amount, 10)}${account}00000000`
}

const HEAD = [
  `0${' '.repeat(17)}01WBC${' '.repeat(7)}${'WATTLE VOICE'.padEnd(26)}`,
  `123456${'RECEIPTS'.padEnd(12)}201126${' '.repeat(40)}`,
].join('')
const total = (net: number, credit: number, debit: number, count: number): string =>
  `7999-999${' '.repeat(12)}${cents(net, 10)}${cents(credit, 10)}${cents(debit, 10)}${' '.repeat(24)}${cents(count, 6)}${' '.repeat(40)}`

const FILE = [HEAD, detail('50', 11_000, '1000003'), detail('13', 2_500, 'RETURN'), total(8_500, 11_000, 2_500, 2)]

test('a direct-entry file', () => {
  expect(FILE.map((record) => record.length)).toEqual([120, 120, 120, 120])
  expect(fixedFormat(FILE)).toBe('direct-entry')
  expect(readDirectEntry(FILE)).toMatchObject({
    rows: [
      { line: 2, date: '2026-11-20', amountMicros: 110_000_000n, reference: '1000003', payer: 'ACACIA' },
      { line: 3, amountMicros: -25_000_000n },
    ],
  })
})

test.each([
  [
    'a record is lost',
    [HEAD, FILE[1] ?? '', total(8_500, 11_000, 2_500, 2)],
    'The file says it has 2 records; it has 1.',
  ],
  ['an amount was changed', [HEAD, detail('50', 99, ''), total(98, 98, 0, 1)], 'Its credits are said to come to $0.98'],
  ['it is cut off', FILE.slice(0, 3), 'The record of totals is missing'],
  ['something follows', [...FILE, FILE[1] ?? ''], 'Nothing may follow'],
  ['its day is none', [HEAD.replace('201126', '311126'), ...FILE.slice(1)], 'Columns 75 to 80'],
])('refused where %s', (_, lines, words) => {
  expect(readDirectEntry(lines)).toMatchObject({ kind: 'problem', message: expect.stringContaining(words) as string })
})

const BPAY_HEAD = `000000187536${'WATTLE VOICE'.padEnd(20)}06200001234567820261120113615`

function bpay(type: '05' | '15' | '25', amount: number, crn: string, id: string): string {
  return `500000187536${crn.padEnd(20)}${type}${id.padEnd(21)}${' '.repeat(21)}000${cents(amount, 12)}2026112019370220261121${' '.repeat(106)}`
}

const TRAILER = '99000018753600000000B00000000003300{00000000A00000000001000{00000000{00000000000000{00000000002300{'
const BPAY = [
  BPAY_HEAD,
  bpay('05', 11_000, '1000003', 'NAB1'),
  bpay('05', 22_000, '1000004', 'NAB2'),
  bpay('15', 10_000, '1000003', 'NAB3'),
  TRAILER,
]

test('a BPAY receivables file: CRN, its own name of each, what is taken back, overpunched totals', () => {
  expect(fixedFormat(BPAY)).toBe('bpay')
  expect(readBpay(BPAY)).toMatchObject({
    rows: [
      { line: 2, date: '2026-11-20', amountMicros: 110_000_000n, reference: '1000003', bankId: 'NAB1', problem: '' },
      { line: 3, amountMicros: 220_000_000n, reference: '1000004' },
      { line: 4, amountMicros: -100_000_000n, problem: expect.stringContaining('error correction') as string },
    ],
  })
})

test.each([
  ['a record is lost', BPAY.toSpliced(2, 1), 'The trailer says there are 2 payments; there are 1.'],
  [
    'an amount was changed',
    BPAY.with(2, bpay('05', 22_100, '1000004', 'NAB2')),
    'come to $330.00; they come to $331.00',
  ],
  ['it is cut off', BPAY.slice(0, 4), 'The trailer is missing'],
  ['a type is unknown', BPAY.with(1, bpay('05', 1, '1', 'N').replace(/^(.{32})05/, '$177')), 'none of 05, 15 and 25'],
])('a BPAY file is refused where %s', (_, lines, words) => {
  expect(readBpay(lines)).toMatchObject({ kind: 'problem', message: expect.stringContaining(words) as string })
})

test('a CSV file is neither', () => {
  expect(fixedFormat(['Date,Amount', '20/11/2026,5.00'])).toBeUndefined()
})
