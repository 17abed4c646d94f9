import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { BarChart } from '../../../shared/chart/bar-chart.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { dayText } from '../../../shared/format/dates.ts'
import { moneyText } from '../../../shared/format/money.ts'
import { useAccount } from '../account-context.tsx'

/** What calls came to on each day of a cycle, ex GST. */
export function SpendChart({ cycle }: { readonly cycle: Answer<'readAccountStatus'>['cycle'] }): ReactNode {
  const { account } = useAccount()
  const query = useRead(
    'sumAccountCalls',
    { params: { accountId: account.id }, query: { period: cycle.from, groupBy: 'day' } },
    { keep: true },
  )
  return (
    <Loaded query={query} what="the spend by day" skeleton={<Skeleton h={200} />}>
      {({ groups }) => {
        const spend = new Map(groups.map(({ key, charge }) => [key, Number(charge)]))
        return (
          <BarChart
            title="Spend on calls by day, ex GST"
            series={[{ name: 'Calls', colour: 'brand' }]}
            bars={daysOf(cycle).map((day) => ({
              label: dayText(day),
              short: String(Number(day.slice(8))),
              values: [spend.get(day) ?? 0],
            }))}
            format={(value) => moneyText(value.toFixed(2))}
          />
        )
      }}
    </Loaded>
  )
}

const DAY_MS = 86_400_000

/** Every day of a cycle, the last included. */
function daysOf({ from, to }: { readonly from: string; readonly to: string }): readonly string[] {
  const [first, last] = [Date.parse(from), Date.parse(to)]
  return Array.from({ length: Math.round((last - first) / DAY_MS) + 1 }, (_, index) =>
    new Date(first + index * DAY_MS).toISOString().slice(0, 10),
  )
}
