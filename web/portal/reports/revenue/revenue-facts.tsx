import type { ReactNode } from 'react'
import { countText } from '../../../shared/format/counts.ts'
import { amountOf, moneyText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import type { RevenueReport } from './revenue-words.ts'

/** The period in a few figures. Amounts ex GST. */
export function RevenueFacts({ totals }: { readonly totals: RevenueReport['totals'] }): ReactNode {
  const { revenue, callRevenue, chargeRevenue, calls, cost, margin } = totals
  return (
    <Facts
      facts={[
        { label: 'Revenue, ex GST', value: moneyText(revenue) },
        ...(amountOf(chargeRevenue) === 0n
          ? []
          : [
              { label: 'of calls', value: moneyText(callRevenue) },
              { label: 'of plans and services', value: moneyText(chargeRevenue) },
            ]),
        ...(cost === undefined ? [] : [{ label: 'Wholesale cost of calls', value: moneyText(cost) }]),
        ...(margin === undefined
          ? []
          : [{ label: 'Margin', value: `${moneyText(margin)}${shareText(margin, revenue)}` }]),
        { label: 'Calls', value: countText(calls) },
      ]}
    />
  )
}

function shareText(part: string, whole: string): string {
  const all = amountOf(whole)
  return all <= 0n ? '' : `, ${Number((amountOf(part) * 1000n) / all) / 10}%`
}
