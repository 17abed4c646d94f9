import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { StatementDocument } from '#domain/billing/statement-document.ts'
import { keptFont } from '#providers/pdf/kept-font.ts'
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
 * as many pieces of text with the same font, kept the same way, on two pages at places known beforehand, in one thread: no
 * tables, no wrapping, no right edges.
 */
export async function benchPdf({ json }: { json: boolean }): Promise<void> {
  const bytes = await makeOne()
  const one = await measureThreads(1)
  const two = await measureThreads(2)
  const limit = await measureLimit()
  const result = {
    documentsPerSecondOneThread: round(one.perSecond),
    documentsPerSecondTwoThreads: round(two.perSecond),
    pdfkitAloneOneThread: round(limit.perSecond),
    cpuMillisecondsEach: round(one.cpuMilliseconds),
    cpuMillisecondsPdfkitAlone: round(limit.cpuMilliseconds),
    ratioToPdfkitAlone: round(limit.cpuMilliseconds / one.cpuMilliseconds),
    speedUpOfTwoThreads: round(two.perSecond / one.perSecond),
    bytesEach: bytes,
    documents: DOCUMENTS,
  }
  console.log(json ? JSON.stringify(result) : result)
}

interface Pace {
  readonly perSecond: number
  /** Of all threads, for one document: what else the machine does hardly changes it. */
  readonly cpuMilliseconds: number
}

async function pace(make: (index: number) => Promise<unknown>): Promise<Pace> {
  const [cpu, startedAt] = [process.cpuUsage(), performance.now()]
  await Promise.all(Array.from({ length: DOCUMENTS }, (_, index) => make(index)))
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - startedAt) / 1000
  return { perSecond: DOCUMENTS / seconds, cpuMilliseconds: (user + system) / 1000 / DOCUMENTS }
}

async function makeOne(): Promise<number> {
  const maker = createPdfMaker({ threads: 1, queue: 1 })
  try {
    return (await maker.make(paper(0))).length
  } finally {
    await maker.close()
  }
}

async function measureThreads(threads: number): Promise<Pace> {
  const maker = createPdfMaker({ threads, queue: DOCUMENTS })
  try {
    await Promise.all(Array.from({ length: WARM_UP }, (_, index) => maker.make(paper(DOCUMENTS + index))))
    return await pace((index) => maker.make(paper(index)))
  } finally {
    await maker.close()
  }
}

/** Another statement each time, as a bill run has them: other people, other amounts. */
function paper(index: number): Paper {
  const sample = sampleInvoice(LINES)
  const factor = 1 + ((index * 7919) % 1009) / 997
  const document = JSON.parse(JSON.stringify(sample), (_key, value: unknown) =>
    typeof value === 'string' && /^-?\d+\.\d\d$/.test(value) ? (Number(value) * factor).toFixed(2) : value,
  ) as StatementDocument
  const buyer = { ...sample.buyer, accountNumber: String(1000 + index), name: `Akazienblüte ${index} Dental` }
  return {
    kind: 'statement',
    document: { ...document, number: `INV-${String(index).padStart(6, '0')}`, buyer },
    look: LOOK,
  }
}

/** As much of pdfkit as the limit takes. */
interface Kit {
  on(event: 'data', listener: (chunk: Buffer) => void): void
  on(event: 'end', listener: () => void): void
  addPage(): void
  text(text: string, x: number, y: number, options: { readonly lineBreak: false }): void
  end(): void
}

async function measureLimit(): Promise<Pace> {
  const pdfmake = createRequire(import.meta.url).resolve('pdfmake/package.json')
  const PdfKit = createRequire(pdfmake)('pdfkit') as new (options: object) => Kit
  const font = keptFont(join(dirname(pdfmake), 'fonts', 'Roboto', 'Roboto-Regular.ttf'))
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
  for (let index = 0; index < WARM_UP; index++) await draw(DOCUMENTS + index)
  return pace(draw)
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
