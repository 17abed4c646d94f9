import { parentPort } from 'node:worker_threads'
import { makePdf } from './make-pdf.ts'
import type { Paper } from './paper.ts'

/** What a thread answers to each paper, in the order they came. */
export type PdfAnswer = { readonly pdf: Uint8Array } | { readonly failure: string }

const port = parentPort
if (port === null) throw new Error('this file is a worker thread')
port.on('message', (paper: Paper) => {
  makePdf(paper).then(
    (pdf) => port.postMessage({ pdf } satisfies PdfAnswer),
    (error: unknown) => {
      const failure = error instanceof Error ? (error.stack ?? error.message) : String(error)
      port.postMessage({ failure } satisfies PdfAnswer)
    },
  )
})
