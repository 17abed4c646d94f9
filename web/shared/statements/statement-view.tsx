import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DocumentUsageLine, StatementDocument } from '#domain/billing/statement-document.ts'
import { BrandMark } from '../brand/brand-mark.tsx'
import { dayText, daysText } from '../format/dates.ts'
import { amountOf, moneyText } from '../format/money.ts'
import { Pairs, Part } from './paper-parts.tsx'
import { ServicesParts } from './services-parts.tsx'
import { Ending, HistoryParts } from './ending-parts.tsx'
import { PlanPart, UsagePart } from './usage-parts.tsx'
import { balanceText } from './statement-words.ts'
import type { CallsPlace } from './calls-place.ts'
import classes from './statement-view.module.css'

interface StatementViewProps {
  readonly document: StatementDocument
  /** Opens the calls behind a line; left out: lines open nothing. */
  readonly callsOf?: (line: DocumentUsageLine) => CallsPlace
}

/**
 * A statement, invoice or adjustment note as it was issued, drawn from its frozen document alone and with the sections of
 * its PDF, in their order.
 */
export function StatementView({ document, callsOf }: StatementViewProps): ReactNode {
  const { title, number, supplier, refersTo } = document
  const isNote = refersTo !== null
  return (
    <article className={classes['paper']} aria-label={`${title} ${number}`} data-paper>
      <header className={classes['letterhead']}>
        <BrandMark />
        <Title order={2} className={classes['title']}>
          {title}
        </Title>
      </header>
      <Parties document={document} />
      <Callout document={document} />
      {!isNote && <Overview document={document} />}
      <Gst document={document} />
      <PlanPart document={document} />
      <UsagePart document={document} {...(callsOf !== undefined && { callsOf })} />
      <ServicesParts document={document} />
      <HistoryParts document={document} />
      <Ending document={document} />
      <footer className={classes['foot']}>
        <span>{[supplier.name, abnText(supplier.abn)].filter((part) => part !== '').join(' · ')}</span>
        <span>{number}</span>
      </footer>
    </article>
  )
}

interface DocumentProps {
  readonly document: StatementDocument
}

function Parties({ document }: DocumentProps): ReactNode {
  const { buyer, supplier, period, refersTo, terms } = document
  const seller = [supplier.legalName, abnText(supplier.abn), supplier.address, supplier.phone, supplier.email]
  const names = [buyer.legalName, buyer.tradingName].filter((name) => name !== buyer.name)
  return (
    <div className={classes['parties']}>
      <div>
        <Address label="From" lines={seller} />
        <Address label="To" lines={[buyer.name, ...names, ...buyer.address, abnText(buyer.abn)]} />
      </div>
      <Pairs
        label="The document"
        pairs={[
          ['Account number', buyer.accountNumber],
          ['Document number', document.number],
          ['Date of issue', dayText(document.issuedOn)],
          refersTo === null
            ? ['Period', daysText(period.from, period.to)]
            : ['Adjusts', `${refersTo.number} of ${dayText(refersTo.issuedOn)}`],
          ...(terms === null ? [] : ([['Due date', dayText(terms.dueOn)]] as const)),
        ]}
        strong={['Document number', 'Due date']}
      />
    </div>
  )
}

function Address({ label, lines }: { readonly label: string; readonly lines: readonly (string | null)[] }): ReactNode {
  return (
    <div className={classes['address']}>
      <div className={classes['quiet']}>{label}</div>
      {lines
        .filter((line) => line !== null && line !== '')
        .map((line) => (
          <div key={line}>{line}</div>
        ))}
    </div>
  )
}

function Callout({ document: { terms, overview, refersTo, isFinal, gst } }: DocumentProps): ReactNode {
  const last = isFinal ? 'This is the last statement of this account. ' : ''
  const owes = amountOf(overview.amountOwed) !== 0n
  const [words, amount] =
    refersTo !== null
      ? [`Adjustment with GST: ${refersTo.reason}`, gst.total]
      : terms !== null
        ? [`${last}Please pay by ${dayText(terms.dueOn)}`, terms.amountDue]
        : [
            `${last}${owes ? 'You owe' : 'Paid from your credit; what is left'}`,
            owes ? overview.amountOwed : overview.closingBalance,
          ]
  return (
    <div className={classes['callout']}>
      <span>{words}</span>
      <strong className="figures">{moneyText(amount)}</strong>
    </div>
  )
}

function Overview({ document: { overview } }: DocumentProps): ReactNode {
  return (
    <Part title="Account overview">
      <Pairs
        label="Account overview"
        pairs={[
          ['Opening balance', balanceText(overview.openingBalance)],
          ['Payments received', moneyText(overview.payments)],
          ...(amountOf(overview.adjustments) === 0n
            ? []
            : ([['Adjustments', moneyText(overview.adjustments)]] as const)),
          ['New charges, with GST', moneyText(overview.newCharges)],
          ['Closing balance', balanceText(overview.closingBalance)],
        ]}
        strong={['Closing balance']}
      />
    </Part>
  )
}

function Gst({ document: { gst } }: DocumentProps): ReactNode {
  return (
    <Part title="Total">
      <Pairs
        label="Total"
        pairs={
          gst.isRegistered
            ? [
                ['Charges ex GST', moneyText(gst.subtotal)],
                [`GST (${gst.rate}%)`, moneyText(gst.amount)],
                ['Total with GST', moneyText(gst.total)],
              ]
            : [['Total (no GST is charged)', moneyText(gst.total)]]
        }
        strong={['Total with GST', 'Total (no GST is charged)']}
      />
    </Part>
  )
}

/** `ABN 51 824 753 556`; nothing of none. */
function abnText(abn: string | null): string {
  return abn === null ? '' : `ABN ${abn.replace(/^(\d\d)(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3 $4')}`
}
