import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface PdfWord {
  readonly text: string
  /** Points from the left and bottom edge. */
  readonly left: number
  readonly right: number
  readonly y: number
}

export interface ReadPdf {
  readonly pages: readonly (readonly PdfWord[])[]
  /** All text, a line for each line of the pages. */
  readonly text: string
  readonly title: string
  readonly author: string
  readonly language: string | undefined
}

/** Reads a PDF as programs that search it or read it aloud do. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const pdf = await task.promise
  const pages: PdfWord[][] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    pages.push(
      items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return []
        const [, , , , left = 0, y = 0] = item.transform as number[]
        return [{ text: item.str, left, right: left + item.width, y }]
      }),
    )
  }
  const { info } = (await pdf.getMetadata()) as { info: { Title?: string; Author?: string; Language?: string } }
  await task.destroy()
  const { Title: title = '', Author: author = '', Language: language } = info
  return { pages, text: pages.map(linesOf).join('\n'), title, author, language }
}

function linesOf(words: readonly PdfWord[]): string {
  const lines = new Map<number, PdfWord[]>()
  for (const word of words) {
    const y = [...lines.keys()].find((known) => Math.abs(known - word.y) < 2) ?? word.y
    lines.set(y, [...(lines.get(y) ?? []), word])
  }
  return [...lines]
    .toSorted(([one], [other]) => other - one)
    .map(([, line]) =>
      line
        .toSorted((one, other) => one.left - other.left)
        .map(({ text }) => text)
        .join(' '),
    )
    .join('\n')
}
