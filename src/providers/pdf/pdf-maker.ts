import { Worker } from 'node:worker_threads'
import { problem, ProblemError } from '#domain/problem.ts'
import type { PdfAnswer } from './pdf-worker.ts'
import type { Paper } from './paper.ts'

/** Makes papers into PDFs, beside the thread that answers requests. */
export interface PdfMaker {
  /** @throws ProblemError 'unavailable' when too many papers wait already. */
  make(paper: Paper): Promise<Buffer>
  /** Papers that still wait are refused. */
  close(): Promise<void>
}

interface Order {
  readonly paper: Paper
  readonly resolve: (pdf: Buffer) => void
  readonly reject: (error: Error) => void
}

/** A picture can be drawn so that it takes for ever; no honest paper takes a tenth of this. */
const LONGEST_MS = 30_000

/**
 * A pool of threads, each started when it is first needed and then kept.
 *
 * @param options.queue the papers that may wait beside those being made.
 */
export function createPdfMaker({ threads, queue }: { readonly threads: number; readonly queue: number }): PdfMaker {
  const waiting: Order[] = []
  const idle: Worker[] = []
  const working = new Map<Worker, Order>()
  let closed = false

  const next = (): void => {
    while (waiting.length > 0) {
      const worker = idle.pop() ?? (working.size < threads ? startThread() : undefined)
      if (worker === undefined) return
      const order = waiting.shift()
      if (order === undefined) return
      give(worker, order)
    }
  }

  const startThread = (): Worker => {
    const worker = new Worker(new URL('pdf-worker.ts', import.meta.url))
    // An idle thread does not keep the process from ending.
    worker.unref()
    worker.on('error', (error) => lose(worker, error instanceof Error ? error : new Error(String(error))))
    return worker
  }

  const give = (worker: Worker, order: Order): void => {
    working.set(worker, order)
    worker.ref()
    const alarm = setTimeout(() => lose(worker, new Error(`a PDF took more than ${LONGEST_MS} ms`)), LONGEST_MS)
    worker.once('message', (answer: PdfAnswer) => {
      clearTimeout(alarm)
      worker.unref()
      if (!working.delete(worker)) return
      idle.push(worker)
      if ('pdf' in answer) order.resolve(Buffer.from(answer.pdf))
      else order.reject(new Error(answer.failure))
      next()
    })
    worker.postMessage(order.paper)
  }

  const lose = (worker: Worker, error: Error): void => {
    const order = working.get(worker)
    working.delete(worker)
    if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1)
    void worker.terminate()
    order?.reject(error)
    if (!closed) next()
  }

  return {
    make: (paper) =>
      new Promise((resolve, reject) => {
        if (closed || waiting.length >= queue) {
          const message = 'Too many papers are being made; ask again in a moment.'
          reject(new ProblemError(problem('unavailable', message, { retryAfterSeconds: 5 })))
          return
        }
        waiting.push({ paper, resolve, reject })
        next()
      }),
    close: async () => {
      closed = true
      for (const order of waiting.splice(0)) order.reject(new Error('the PDF maker was closed'))
      const busy = [...working.keys()]
      for (const worker of busy) lose(worker, new Error('the PDF maker was closed'))
      await Promise.all([...busy, ...idle].map((worker) => worker.terminate()))
    },
  }
}
