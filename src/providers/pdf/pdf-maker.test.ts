import { expect, test } from 'vitest'
import { sampleInvoice } from '../../../test/support/statement-paper.ts'
import { makePdf } from './make-pdf.ts'
import type { Paper } from './paper.ts'
import { createPdfMaker } from './pdf-maker.ts'

const PAPER: Paper = { kind: 'statement', document: sampleInvoice(), look: { colour: '#0b5d7a', logo: null } }
const NO_PICTURE = { mediaType: 'image/png', bytes: Buffer.from('no picture') } as const

test('threads make what this one makes; a faulty paper fails alone; more than may wait is refused at once', async () => {
  const maker = createPdfMaker({ threads: 2, queue: 3 })
  try {
    const orders = Array.from({ length: 7 }, (_, index) =>
      maker.make(index === 1 ? { ...PAPER, look: { ...PAPER.look, logo: NO_PICTURE } } : PAPER),
    )
    const results = await Promise.allSettled(orders)
    const expected = await makePdf(PAPER)
    expect(results.map((result) => result.status === 'fulfilled' && result.value.equals(expected))).toEqual([
      true,
      false,
      true,
      true,
      true,
      false,
      false,
    ])
    await expect(orders[1]).rejects.toThrow('Invalid image')
    await expect(orders[5]).rejects.toThrow('Too many papers are being made')
    expect((await maker.make(PAPER)).equals(expected), 'and goes on').toBe(true)
  } finally {
    await maker.close()
  }
  await expect(maker.make(PAPER)).rejects.toThrow('Too many papers')
})

test('closed in the middle it refuses what it has', async () => {
  const maker = createPdfMaker({ threads: 1, queue: 5 })
  const orders = [maker.make(PAPER), maker.make(PAPER)]
  const results = Promise.allSettled(orders)
  await maker.close()
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
