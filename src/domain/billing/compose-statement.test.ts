import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BRAND_DEFAULTS } from '#domain/branding/brand.ts'
import { micros, parseDollars, type Micros } from '#domain/money.ts'
import { canonicalJson } from './canonical-json.ts'
import { composeAdjustmentNote } from './compose-adjustment-note.ts'
import { composeStatement } from './compose-statement.ts'
import type { StatementBasis } from './statement-basis.ts'

const BRAND = { ...BRAND_DEFAULTS, name: 'Wattle Voice', colour: '#336699', supportEmail: 'help@wattle.example' }
const BUYER = {
  accountNumber: '1001',
  name: 'Acacia Dental',
  legalName: 'Acacia Dental Pty Ltd',
  tradingName: '',
  abn: '53004085616',
  addressLines: ['20 Sample Road', 'Newtown NSW 2042'],
  paymentMode: 'postpaid',
  termsDays: 14,
} as const

const amount = fc.bigInt(-(10n ** 9n), 10n ** 10n).map(micros)
const gst = (of: Micros): Micros => micros(of / 10n)
const usage = fc
  .record({ serviceType: fc.constantFrom('Local', 'Mobile', 'Inbound', 'Onnet'), chargeMicros: amount })
  .map(({ serviceType, chargeMicros }) => ({
    serviceType: serviceType as 'Local',
    calls: 3,
    durationSeconds: 90,
    chargeMicros,
    gstMicros: gst(chargeMicros),
    late: null,
  }))
const charge = fc.record({ amountMicros: amount, isTaxed: fc.boolean() }).map(({ amountMicros, isTaxed }) => ({
  serviceType: 'Manual' as const,
  description: 'Thing',
  quantity: 1,
  unitMicros: amountMicros,
  amountMicros,
  gstMicros: isTaxed ? gst(amountMicros) : micros(0n),
  periodFrom: null,
  periodTo: null,
  chargedOn: '2026-07-01',
  isTaxed,
}))
const payment = amount.map((amountMicros) => ({
  receivedOn: '2026-07-02',
  method: 'card',
  reference: '',
  receipt: null,
  amountMicros,
}))

const bases = fc
  .record({
    usage: fc.array(usage, { maxLength: 6 }),
    charges: fc.array(charge, { maxLength: 6 }),
    payments: fc.array(payment, { maxLength: 3 }),
    openingMicros: amount.map((value) => micros((value / 10_000n) * 10_000n)),
    gstRegistered: fc.boolean(),
    gstRounding: fc.constantFrom('document', 'line'),
  })
  .map(({ gstRegistered, gstRounding, ...more }): StatementBasis => ({
    ...more,
    buyer: BUYER,
    brand: { ...BRAND, gstRegistered, gstRounding },
    period: { from: '2026-06-20', to: '2026-07-20' },
    issuedOn: '2026-07-20',
    isFinal: false,
    adjustments: [],
    plans: [],
    allowances: [],
    earlier: [],
  }))

test('what is posted and what is rounded come to the closing balance, whatever is on the statement', () => {
  fc.assert(
    fc.property(bases, (basis) => {
      const { closingMicros, rounding, usageExact, chargesExact, paymentsMicros } = composeStatement(basis)
      const posted = [usageExact, chargesExact, rounding].reduce(
        (all, one) => all + one.amountMicros + one.gstMicros,
        0n,
      )
      expect(closingMicros).toBe(basis.openingMicros + paymentsMicros - posted)
    }),
  )
})

test('a document says its sums in its lines, and is written in the canonical order', () => {
  fc.assert(
    fc.property(bases, (basis) => {
      const { document, totals } = composeStatement(basis)
      const said = [...document.usage.lines, ...document.services.lines].reduce(
        (all, line) => all + (parseDollars(line.amount) ?? 0n),
        0n,
      )
      expect(said).toBe(totals.subtotalMicros)
      const bySection = [...document.usage.summary, ...document.services.summary].reduce(
        (all, line) => all + (parseDollars(line.amount) ?? 0n),
        0n,
      )
      expect(bySection).toBe(said)
      expect(canonicalJson(document)).toBe(slowCanonical(document))
    }),
  )
})

test('a void takes back a statement to the cent', () => {
  fc.assert(
    fc.property(
      bases.filter((basis) => composeStatement(basis).totals.totalMicros > 0n),
      (basis) => {
        const original = { ...composeStatement(basis).document, number: 'INV-000001' }
        const note = composeAdjustmentNote({
          brand: basis.brand,
          buyer: BUYER,
          original,
          lines: [],
          reason: 'In error',
          issuedOn: '2026-07-22',
          isVoid: true,
          earlierMicros: micros(0n),
        })
        if ('code' in note) throw new Error(note.message)
        expect(Number(note.document.gst.total) + Number(original.gst.total)).toBe(0)
        expect(Number(note.document.gst.amount) + Number(original.gst.amount)).toBe(0)
        const said = note.document.services.lines.reduce((all, line) => all + (parseDollars(line.amount) ?? 0n), 0n)
        expect(said).toBe(note.totals.subtotalMicros)
      },
    ),
  )
})

test.each([
  [{ b: 1, a: [{ d: null, c: 'ü"\\\n' }] }, '{"a":[{"c":"ü\\"\\\\\\n","d":null}],"b":1}'],
  [{ a: undefined, b: true }, '{"b":true}'],
  [[], '[]'],
  ['x', '"x"'],
])('%j is %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text)
})

/** RFC 8785 said again, slowly. */
function slowCanonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(slowCanonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, item]) => `${JSON.stringify(name)}:${slowCanonical(item)}`).join(',')}}`
}
