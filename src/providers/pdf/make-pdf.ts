import { createRequire } from 'node:module'
import { join } from 'node:path'
import pdfmake from 'pdfmake'
import type { Paper } from './paper.ts'
import { receiptPaper } from './receipt-paper.ts'
import { statementPaper } from './statement-paper.ts'

// Roboto, which pdfmake ships under the Apache licence, is embedded: every screen shows the same letters, and text that is
// copied or read aloud is the text that was meant.
const FONTS = join(createRequire(import.meta.url).resolve('pdfmake/package.json'), '..', 'fonts', 'Roboto')

pdfmake.setFonts({
  Roboto: {
    normal: join(FONTS, 'Roboto-Regular.ttf'),
    bold: join(FONTS, 'Roboto-Medium.ttf'),
    italics: join(FONTS, 'Roboto-Italic.ttf'),
    bolditalics: join(FONTS, 'Roboto-MediumItalic.ttf'),
  },
})
// What stands on a paper comes from people: nothing it names is fetched or opened.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path.startsWith(FONTS))

/** Makes a paper into a PDF, in this thread. The same paper makes the same bytes. */
export function makePdf(paper: Paper): Promise<Buffer> {
  // pdfmake writes into what it is given: the definition is made anew each time.
  const definition =
    paper.kind === 'statement' ? statementPaper(paper.document, paper.look) : receiptPaper(paper.document, paper.look)
  return pdfmake.createPdf(definition).getBuffer()
}
