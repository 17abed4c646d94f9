import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DocumentServiceLine, StatementDocument } from '#domain/billing/statement-document.ts'
import { countText } from '../format/counts.ts'
import { dayText, daysText } from '../format/dates.ts'
import { amountOf, moneyText, priceText } from '../format/money.ts'
import { PaperRows, Part, type PaperColumn } from './paper-parts.tsx'

/** What the kinds of services are called in the summary; calls have a section of their own. */
const SERVICES: Readonly<Record<string, string>> = {
  CallingPlan: 'Calling plan',
  Number: 'Numbers',
  Channel: 'Channels',
  BillingRecord: 'Other services',
  Manual: 'Other charges and credits',
}

const LINES: readonly PaperColumn[] = [
  { head: 'Description' },
  { head: 'From – to', isWideOnly: true },
  { head: 'Quantity', isFigure: true, isWideOnly: true },
  { head: 'Price', isFigure: true, isWideOnly: true },
  { head: 'Amount ex GST', isFigure: true },
]

/** Everything charged that is no call: summed by what it is, then line by line. */
export function ServicesParts({ document: { services } }: { readonly document: StatementDocument }): ReactNode {
  const { summary, lines } = services
  if (lines.length === 0) return null
  return (
    <>
      <Part title="Services summary">
        <PaperRows
          label="Services summary"
          columns={[{ head: 'Service' }, { head: 'Items', isFigure: true }, { head: 'Amount ex GST', isFigure: true }]}
          rows={summary.map(({ serviceType, items, amount }) => ({
            key: serviceType,
            cells: [SERVICES[serviceType] ?? serviceType, countText(items), moneyText(amount)],
          }))}
        />
      </Part>
      <Part title="Services in detail">
        <PaperRows
          label="Services in detail"
          columns={LINES}
          rows={lines.map((line, index) => ({ key: String(index), cells: cellsOf(line) }))}
        />
      </Part>
    </>
  )
}

function cellsOf(line: DocumentServiceLine): readonly ReactNode[] {
  const { description, taxable, quantity, unitPrice, amount } = line
  const words = taxable ? description : `${description} (no GST)`
  const days = line.from === null || line.to === null ? dayText(line.chargedOn) : daysText(line.from, line.to)
  const price = amountOf(unitPrice) < 0n ? `−${priceText(unitPrice.slice(1))}` : priceText(unitPrice)
  return [
    <>
      {words}
      <Text size="xs" c="dimmed" hiddenFrom="sm" className="no-print">
        {quantity === 1 ? days : `${days} · ${countText(quantity)} × ${price}`}
      </Text>
    </>,
    days,
    countText(quantity),
    price,
    moneyText(amount),
  ]
}
