import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { StatementDocument } from '#domain/billing/statement-document.ts'
import type { Paper } from '#providers/pdf/paper.ts'
import { createPdfMaker } from '#providers/pdf/pdf-maker.ts'
import { sampleInvoice } from '../test/support/statement-paper.ts'

const DOCUMENTS = 300
const WARM_UP = 40
/** Lines of services that make a statement of two pages. */
const LINES = 4
const LOOK = { colour: '#0b5d7a', logo: null }

/**
 * Two-page statements as PDF, through one thread and through two. The limit is what pdfmake itself writes with, pdfkit, drawing
 * as many pieces of text with the same embedded font on two pages at places known beforehand, in one thread: no tables, no
 * wrapping, no right edges.
 */
export async function benchPdf({ json }: { json: boolean }): Promise<void> {
  const bytes = await makeOne()
  const one = await documentsPerSecond(1)
  const two = await documentsPerSecond(2)
  const limit = await limitPerSecond()
  const result = {
    documentsPerSecondOneThread: round(one),
    documentsPerSecondTwoThreads: round(two),
    pdfkitAloneOneThread: round(limit),
    ratioOfOneThreadToPdfkitAlone: round(one / limit),
    speedUpOfTwoThreads: round(two / one),
    bytesEach: bytes,
    documents: DOCUMENTS,
  }
  console.log(json ? JSON.stringify(result) : result)
}

async function makeOne(): Promise<number> {
  const maker = createPdfMaker({ threads: 1, queue: 1 })
  try {
    return (await maker.make(paper(0))).length
  } finally {
    await maker.close()
  }
}

async function documentsPerSecond(threads: number): Promise<number> {
  const maker = createPdfMaker({ threads, queue: DOCUMENTS })
  try {
    await Promise.all(Array.from({ length: WARM_UP }, (_, index) => maker.make(paper(index))))
    const startedAt = performance.now()
    await Promise.all(Array.from({ length: DOCUMENTS }, (_, index) => maker.make(paper(index))))
    return (DOCUMENTS * 1000) / (performance.now() - startedAt)
  } finally {
    await maker.close()
  }
}

/** Another statement each time, as a bill run has them. */
function paper(index: number): Paper {
  const document: StatementDocument = { ...sampleInvoice(LINES), number: `INV-${String(index).padStart(6, '0')}` }
  return { kind: 'statement', document, look: LOOK }
}

/** As much of pdfkit as the limit takes. */
interface Kit {
  on(event: 'data', listener: (chunk: Buffer) => void): void
  on(event: 'end', listener: () => void): void
  addPage(): void
  text(text: string, x: number, y: number, options: { readonly lineBreak: false }): void
  end(): void
}

async function limitPerSecond(): Promise<number> {
  const pdfmake = createRequire(import.meta.url).resolve('pdfmake/package.json')
  const PdfKit = createRequire(pdfmake)('pdfkit') as new (options: object) => Kit
  const font = join(dirname(pdfmake), 'fonts', 'Roboto', 'Roboto-Regular.ttf')
  const draw = (index: number): Promise<void> =>
    new Promise((resolve) => {
      const kit = new PdfKit({ size: 'A4', font })
      kit.on('data', () => {})
      kit.on('end', resolve)
      const texts = textsOf(paper(index))
      texts.forEach((text, at) => {
        if (at === Math.floor(texts.length / 2)) kit.addPage()
        kit.text(text, 48 + (at % 4) * 130, 48 + (Math.floor(at / 4) % 60) * 12, { lineBreak: false })
      })
      kit.end()
    })
  for (let index = 0; index < WARM_UP; index++) await draw(index)
  const startedAt = performance.now()
  for (let index = 0; index < DOCUMENTS; index++) await draw(index)
  return (DOCUMENTS * 1000) / (performance.now() - startedAt)
}

/** Every word and figure that stands on the paper, but for its headings. */
function textsOf({ document }: Paper): readonly string[] {
  const texts: string[] = []
  JSON.stringify(document, (_key, value: unknown) => {
    if (typeof value === 'string' || typeof value === 'number') texts.push(String(value))
    return value
  })
  return texts
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
