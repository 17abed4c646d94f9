import { createRequire } from 'node:module'
import { join } from 'node:path'
import pdfmake from 'pdfmake'
import { authorityPaper } from './authority-paper.ts'
import { keptFont } from './kept-font.ts'
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Paper } from './paper.ts'
import { portRequestPaper } from './port-request-paper.ts'
import { receiptPaper } from './receipt-paper.ts'
import { statementPaper } from './statement-paper.ts'

// Roboto, which pdfmake ships under the Apache licence, is embedded: every screen shows the same letters, and text that is
// copied or read aloud is the text that was meant.
const FONTS = join(createRequire(import.meta.url).resolve('pdfmake/package.json'), '..', 'fonts', 'Roboto')
const ROBOTO = {
  normal: 'Roboto-Regular.ttf',
  bold: 'Roboto-Medium.ttf',
  italics: 'Roboto-Italic.ttf',
  bolditalics: 'Roboto-MediumItalic.ttf',
}

// pdfmake looks for files here first; its types leave it out.
const { virtualfs } = pdfmake as typeof pdfmake & {
  readonly virtualfs: { writeFileSync(name: string, content: Buffer): void }
}
for (const file of Object.values(ROBOTO)) virtualfs.writeFileSync(file, keptFont(join(FONTS, file)))
pdfmake.setFonts({ Roboto: ROBOTO })
// What stands on a paper comes from people: nothing it names is fetched or opened.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy(() => false)

/** Makes a paper into a PDF, in this thread. The same paper makes the same bytes, whatever was made before it. */
export function makePdf(paper: Paper): Promise<Buffer> {
  // pdfmake writes into what it is given: the definition is made anew each time.
  return pdfmake.createPdf(definitionOf(paper)).getBuffer()
}

function definitionOf(paper: Paper): TDocumentDefinitions {
  switch (paper.kind) {
    case 'statement':
      return statementPaper(paper.document, paper.look)
    case 'receipt':
      return receiptPaper(paper.document, paper.look)
    case 'authority':
      return authorityPaper(paper.document, paper.look)
    case 'port-request':
      return portRequestPaper(paper.document, paper.look)
  }
}
