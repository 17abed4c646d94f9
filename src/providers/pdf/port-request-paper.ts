import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { FormFacts, RequestForm } from '#domain/porting/request-form.ts'
import { dateText } from '#domain/time/date-text.ts'
import { abnText, facts, paper, rows, section } from './paper-parts.ts'
import type { PaperLook } from './paper.ts'

/** The form a port is lodged with, as a page. */
export function portRequestPaper(form: RequestForm, look: PaperLook): TDocumentDefinitions {
  const { number, issuedOn, gaining, kind, sections, numbers, declarations } = form
  return paper({
    title: 'Porting request',
    number,
    issuedOn,
    supplier: gaining,
    look,
    content: [
      {
        columns: [
          {
            width: '*',
            stack: [
              { text: 'Gaining carrier', style: 'head' },
              { text: gaining.legalName },
              { text: abnText(gaining.abn) },
              { text: [gaining.phone, gaining.email].filter((part) => part !== null).join(' · ') },
            ],
          },
          {
            width: 230,
            stack: [
              facts([
                ['Request', number],
                ['Kind', kind],
                ['Submitted', dateText(issuedOn)],
              ]),
            ],
          },
        ],
        columnGap: 24,
      },
      ...sections.map(({ heading, facts: pairs }) => section(heading, named(pairs))),
      section(
        numbers.length === 1 ? 'Number' : `${numbers.length} numbers`,
        rows(
          [
            { head: 'Number', width: 120, fits: true },
            { head: 'As digits', width: 120, fits: true },
            { head: 'Validation', width: '*' },
          ],
          numbers.map(({ words, dialled, note }) => [words, dialled, note]),
        ),
      ),
      section('Declarations', ...declarations.map((text) => ({ text, style: 'paragraph' }))),
    ],
  })
}

function named(pairs: FormFacts) {
  return rows(
    [
      { head: '', width: 190 },
      { head: '', width: '*' },
    ],
    pairs,
  )
}
