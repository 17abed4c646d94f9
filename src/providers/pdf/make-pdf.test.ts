import { deflateSync, crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { readPdf, type PdfWord } from '../../../test/support/pdf-text.ts'
import { sampleInvoice } from '../../../test/support/statement-paper.ts'
import { makePdf } from './make-pdf.ts'
import type { PaperLook } from './paper.ts'

const LOOK: PaperLook = { colour: '#0b5d7a', logo: null }

const invoice = (lines = 6, look = LOOK) => makePdf({ kind: 'statement', document: sampleInvoice(lines), look })

test('a tax invoice holds what it must, as text that can be read', async () => {
  const { text, title, author, language } = await readPdf(await invoice())
  expect([title, author, language]).toEqual(['Tax Invoice/Statement 100234', 'Wattle Voice', 'en-AU'])
  for (const words of [
    'Wattle Voice Pty Ltd',
    'ABN 51 824 753 556',
    'Akazienblüte Šárka Żółć Dental',
    'ABN 53 004 085 616',
    'Newtown NSW 2042',
    'Date of issue 20 November 2026',
    'Please pay by 4 December 2026 $1,411.52',
    'Opening balance $1,128.70 owed',
    'Payments received $1,128.70',
    'New charges, with GST $1,411.52',
    'Closing balance $1,411.52 owed',
    'Business Bundle 20 Bundle 20 October 2026 to 19 November 2026',
    'Minutes 33 h 20 min 24 h 00 min 9 h 20 min',
    'Outbound calls 1,234 24 h 00 min $312.40',
    'Calling plan 6 $970.80',
    'Document number 100234',
    'Period 20 Oct 2026 – 19 Nov 2026',
    'Line 02 7010 1000 20 Nov 2026 – 19 Dec 2026 1 $800.00 $800.00',
    'Charges ex GST $1,283.20',
    'GST (10 %) $128.32',
    'Total with GST $1,411.52',
    '2 November 2026 Bank transfer 1001 5012 $1,128.70',
    '100120 20 September 2026 to 19 October 2026 $1,128.70',
    'BSB 062-000',
    'Reference 1001',
    'Telecommunications Industry',
    'Ombudsman is free and independent: tio.com.au.',
    'Thank you for calling with Wattle.',
  ])
    expect(text).toContain(words)
  expect(text).not.toMatch(/tollgate|pdfmake|undefined|NaN/i)
})

test('the same paper is the same bytes, whatever was made before it', async () => {
  const [one, other] = await Promise.all([invoice(), invoice()])
  expect(one.equals(other)).toBe(true)
  // These share glyphs: the first letter is made of the second and a mark, the space that never breaks looks like any.
  const named = (name: string) => {
    const document = sampleInvoice(1)
    return makePdf({ kind: 'statement', look: LOOK, document: { ...document, buyer: { ...document.buyer, name } } })
  }
  await named('\u{17b}\u{17b} \u00a0\u2126')
  const { text } = await readPdf(await named('Zoe Zander \u03a9'))
  expect(text).toContain('Zoe Zander \u03a9')
  expect(one.equals(await invoice())).toBe(true)
})

test('what the charges come to stands on the first page, under the overview', async () => {
  const { pages } = await readPdf(await invoice(200))
  const words = pages[0]?.map(({ text }) => text) ?? []
  const at = ['Account overview', 'Closing balance', 'Total with GST', 'Plan details'].map((word) =>
    words.indexOf(word),
  )
  expect(at).not.toContain(-1)
  expect(at).toEqual(at.toSorted((one, other) => one - other))
})

test('wherever a page ends, no heading and no head of a table is alone at its foot', async () => {
  for (let more = 0; more < 30; more += 2) {
    const { usage, ...document } = sampleInvoice(20)
    const lines = [...usage.lines, ...Array.from({ length: more }, () => usage.lines[0] ?? [])].flat()
    const made = await makePdf({ kind: 'statement', look: LOOK, document: { ...document, usage: { ...usage, lines } } })
    const { pages } = await readPdf(made)
    expect(pages.length).toBeGreaterThan(2)
    const counts = pages.map((words) => {
      const texts = words.map(({ text }) => text)
      return ['Services in detail', 'Description', 'Line 02'].map(
        (start) => texts.filter((text) => text.startsWith(start)).length,
      )
    })
    for (const [headings, heads, rows = 0] of counts) expect([headings, heads]).toEqual(rows > 0 ? [1, 1] : [0, 0])
    const [, , first = 0] = counts.find(([, , rows = 0]) => rows > 0) ?? []
    expect(first).toBeGreaterThan(1)
  }
})

test('200 lines run over pages under the same head, every page numbered, every amount at the right', async () => {
  const { pages, text } = await readPdf(await invoice(200))
  expect(pages.length).toBeGreaterThan(4)
  pages.forEach((words, index) => {
    expect(words.map(({ text: word }) => word)).toContain(`100234 · Page ${index + 1} of ${pages.length}`)
  })
  const amounts = sampleInvoice(200).services.lines.map(({ amount }) => `$${amount}`)
  for (const amount of amounts) expect(text).toContain(` ${amount}`)
  const full = pages.filter((words) => words.filter(({ text: word }) => /^\$\d+\.15$/.test(word)).length > 20)
  expect(full.length).toBeGreaterThan(2)
  for (const words of full) {
    expect(words.some(({ text: word }) => word === 'Description')).toBe(true)
    const rights = new Set(rightmostAmounts(words).map(({ right }) => right.toFixed(0)))
    expect([...rights], 'one right edge').toHaveLength(1)
  }
  const longest = pages.flat().filter(({ text: word }) => word.includes('goes on and on'))
  expect(longest.length, 'a long description takes several lines').toBeGreaterThan(8)
  for (const { right } of longest) expect(right).toBeLessThan(300)
})

test('whatever the supplier has to say, nothing of it is lost', async () => {
  const { supplier, ...document } = sampleInvoice(4)
  const footer = `${'More.\n'.repeat(160)}The end.`
  const made = makePdf({ kind: 'statement', look: LOOK, document: { ...document, supplier: { ...supplier, footer } } })
  const { text } = await readPdf(await made)
  expect(text.match(/More\./g)).toHaveLength(160)
  expect(text).toContain('The end.')
  expect(text).toContain('BSB 062-000')
})

/** Of each line with several amounts, the one at the right. */
function rightmostAmounts(words: readonly PdfWord[]): readonly PdfWord[] {
  const amounts = words.filter(({ text }) => /^\$[\d,]+\.\d\d$/.test(text))
  return amounts.filter((one) => amounts.every((other) => Math.abs(one.y - other.y) > 1 || other.right <= one.right))
}

test('a statement from credit, an adjustment note and a receipt say what they are', async () => {
  const base = sampleInvoice(2)
  const statement = await makePdf({
    kind: 'statement',
    look: LOOK,
    document: {
      ...base,
      kind: 'statement',
      terms: null,
      isFinal: true,
      overview: { ...base.overview, closingBalance: '20.00', amountOwed: '0.00' },
    },
  })
  const read = await readPdf(statement)
  expect(read.text).toContain('This is the last statement of this account. Paid from your credit; what is left $20.00')
  expect(read.text).not.toMatch(/Due date|How to pay/)
  const note = await readPdf(
    await makePdf({
      kind: 'statement',
      look: LOOK,
      document: {
        ...base,
        kind: 'adjustment-note',
        title: 'Adjustment Note',
        terms: null,
        refersTo: { number: '100234', issuedOn: '2026-11-20', reason: 'Calls charged twice' },
        gst: { ...base.gst, subtotal: '-10.00', amount: '-1.00', total: '-11.00' },
      },
    }),
  )
  expect(note.text).toContain('Adjusts 100234 of 20 November 2026')
  expect(note.text).toContain('Adjustment with GST: Calls charged twice -$11.00')
  const receipt = await readPdf(
    await makePdf({
      kind: 'receipt',
      look: LOOK,
      document: {
        number: '5012',
        issuedOn: '2026-11-24',
        supplier: base.supplier,
        buyer: base.buyer,
        payment: { receivedOn: '2026-11-24', method: 'bank-transfer', reference: '1001', amount: '128.70' },
      },
    }),
  )
  expect(receipt.title).toBe('Receipt 5012')
  expect(receipt.text).toContain('Amount received $128.70')
})

test('the logo is drawn, as PNG or SVG, and a page with it is another page', async () => {
  const png = { mediaType: 'image/png', bytes: onePixelPng() } as const
  const svg = {
    mediaType: 'image/svg+xml',
    bytes: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30"/></svg>',
    ),
  } as const
  const without = await invoice(1)
  for (const logo of [png, svg]) {
    const made = await invoice(1, { ...LOOK, logo })
    expect(made.equals(without)).toBe(false)
    expect((await readPdf(made)).text).toContain('$1,411.52')
  }
})

function onePixelPng(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Buffer.from([0, 255, 0, 0]))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}
