import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { dollarsText } from '#domain/notifications/words.ts'
import { dateText } from '#domain/time/date-text.ts'
import { abnText, callout, facts, paper } from './paper-parts.ts'
import type { PaperLook, ReceiptDocument } from './paper.ts'
import { methodText } from './statement-paper.ts'

/** A receipt for a payment as a page. */
export function receiptPaper(document: ReceiptDocument, look: PaperLook): TDocumentDefinitions {
  const { number, issuedOn, supplier, buyer, payment } = document
  const lines = (texts: readonly (string | null)[]) =>
    texts.filter((text) => text !== null && text !== '').map((text) => ({ text: text ?? '' }))
  return paper({
    title: 'Receipt',
    number,
    issuedOn,
    supplier,
    look,
    content: [
      {
        columns: [
          {
            width: '*',
            stack: [
              { text: 'From', style: 'head' },
              ...lines([supplier.legalName, abnText(supplier.abn), supplier.address, supplier.phone, supplier.email]),
              { text: 'Received from', style: 'head', margin: [0, 10, 0, 0] },
              ...lines([buyer.name, ...buyer.address]),
            ],
          },
          {
            width: 230,
            stack: [
              facts([
                ['Receipt number', number],
                ['Account number', buyer.accountNumber],
                ['Received', dateText(payment.receivedOn)],
                ['Method', methodText(payment.method)],
                ...(payment.reference === '' ? [] : ([[referenceName(payment.method), payment.reference]] as const)),
              ]),
            ],
          },
        ],
        columnGap: 24,
      },
      callout(look.colour, 'Amount received', dollarsText(payment.amount)),
      {
        text: 'This receipt is no tax invoice: GST is on the statement of the charges paid.',
        style: 'small',
        margin: [0, 12, 0, 0],
      },
    ],
  })
}

/** Of what a card or a bank account paid, which one it was: `Visa ending 4242`. */
function referenceName(method: string): string {
  return method === 'card' || method === 'direct-debit' ? 'Paid by' : 'Reference'
}
