import type { ReactNode } from 'react'
import type { StatementDocument } from '#domain/billing/statement-document.ts'
import { dayText, daysText } from '../format/dates.ts'
import { moneyText } from '../format/money.ts'
import { Pairs, PaperRows, Part } from './paper-parts.tsx'
import { methodText } from './statement-words.ts'
import classes from './statement-view.module.css'

interface PartProps {
  readonly document: StatementDocument
}

/** Payments and adjustment notes since the one before it, and the bills before it. */
export function HistoryParts({ document }: PartProps): ReactNode {
  const { payments, adjustments, comparison, number, period, gst } = document
  return (
    <>
      {payments.length > 0 && (
        <Part title="Payments">
          <PaperRows
            label="Payments"
            columns={[
              { head: 'Received' },
              { head: 'Method', isWideOnly: true },
              { head: 'Reference' },
              { head: 'Receipt', isWideOnly: true },
              { head: 'Amount', isFigure: true },
            ]}
            rows={payments.map(({ receivedOn, method, reference, receipt, amount }, index) => ({
              key: String(index),
              cells: [dayText(receivedOn), methodText(method), reference, receipt ?? '', moneyText(amount)],
            }))}
          />
        </Part>
      )}
      {adjustments.length > 0 && (
        <Part title="Adjustments">
          <PaperRows
            label="Adjustments"
            columns={[
              { head: 'Adjustment note' },
              { head: 'Issued', isWideOnly: true },
              { head: 'Adjusts' },
              { head: 'Amount with GST', isFigure: true },
            ]}
            rows={adjustments.map((note) => ({
              key: note.number,
              cells: [note.number, dayText(note.issuedOn), note.refersTo, moneyText(note.amount)],
            }))}
          />
        </Part>
      )}
      {comparison.length > 0 && (
        <Part title="Your last bills">
          <PaperRows
            label="Your last bills"
            columns={[
              { head: 'Compared with' },
              { head: 'From – to', isWideOnly: true },
              { head: 'Charges with GST', isFigure: true },
            ]}
            rows={[{ number: `${number} (this one)`, ...period, total: gst.total }, ...comparison].map(
              (one, index) => ({
                key: one.number,
                cells: [one.number, daysText(one.from, one.to), moneyText(one.total)],
                isStrong: index === 0,
              }),
            )}
          />
        </Part>
      )}
    </>
  )
}

/** How to pay, and where to ask. */
export function Ending({ document: { terms, supplier, buyer } }: PartProps): ReactNode {
  const { bank } = supplier
  return (
    <div className={classes['ending']}>
      {terms !== null && bank !== null && (
        <Part title="How to pay by bank transfer">
          <Pairs
            label="How to pay"
            pairs={[
              ['Bank', bank.bankName],
              ['Account name', bank.accountName],
              ['BSB', bsbText(bank.bsb)],
              ['Account number', bank.accountNumber],
              ['Reference', buyer.accountNumber],
            ]}
            strong={['Reference']}
          />
        </Part>
      )}
      <Part title="Help">
        {helpOf(supplier).map((text) => (
          <p key={text} className={classes['help']}>
            {text}
          </p>
        ))}
      </Part>
    </div>
  )
}

/** `062-000`. */
export function bsbText(bsb: string): string {
  return bsb.replace(/^(\d{3})(\d{3})$/, '$1-$2')
}

function helpOf(supplier: StatementDocument['supplier']): readonly string[] {
  const reach = [supplier.phone, supplier.email, supplier.url].filter((way) => way !== null && way !== '').join(', ')
  const texts = [
    `Questions about this bill: ${reach}`,
    supplier.complaints,
    supplier.termsUrl === null ? '' : `Terms: ${supplier.termsUrl}`,
    supplier.footer,
  ]
  return texts.filter((text) => text !== '')
}
