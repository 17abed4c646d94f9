import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { BarChart } from '../../../shared/chart/bar-chart.tsx'
import { addressOf } from '../../../shared/api/client.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'
import { amountOf, moneyText, sumOf } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { BUCKETS, ReceivablesTable, type AgedRow } from './receivables-table.tsx'

type Report = Answer<'reportAgedReceivables'>

const SHOWN = [
  { value: 'owing', label: 'Owing' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'credit', label: 'In credit' },
]

/** What postpaid customers owe, by the age of their invoices. */
export function Page(): ReactNode {
  const [{ asAt = '', show = 'owing' }, change] = useQueryState()
  const today = useToday(useTimeZone())
  const ask = asAt === '' ? {} : { query: { asAt } }
  const query = useRead('reportAgedReceivables', ask, { keep: true })
  return (
    <PageFrame title="Aged receivables">
      <Group gap="sm" justify="space-between" align="flex-end">
        <Group gap="sm" align="flex-end">
          <TextInput
            type="date"
            label="At the end of"
            max={today}
            value={asAt === '' ? today : asAt}
            onChange={(event) => change({ asAt: event.currentTarget.value || undefined }, { replace: true })}
          />
          <SegmentedControl
            aria-label="Which customers"
            data={SHOWN}
            value={show}
            onChange={(value) => change({ show: value === 'owing' ? undefined : value }, { replace: true })}
          />
        </Group>
        <Button
          component="a"
          href={addressOf('reportAgedReceivables', { query: { ...(asAt !== '' && { asAt }), format: 'csv' } })}
          download
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          CSV
        </Button>
      </Group>
      <Loaded query={query} what="what is owed">
        {(report) => <Aged report={report} show={show} />}
      </Loaded>
    </PageFrame>
  )
}

function Aged({ report, show }: { readonly report: Report; readonly show: string }): ReactNode {
  const { totals, rows, asAt } = report
  const shown = rows.filter((row) => amountOf(amountShown(row, show)) > 0n)
  if (rows.length === 0) {
    return (
      <EmptyState
        title={`Nobody owed anything on ${dayText(asAt)}`}
        words="Invoices of postpaid customers stand here until they are paid; prepaid customers have paid before."
      />
    )
  }
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { label: 'Owing, inc. GST', value: <b>{moneyText(totals.total)}</b> },
          { label: 'Of it overdue', value: moneyText(totals.overdue) },
          { label: 'Older than 60 days', value: moneyText(sumOf([totals.to90, totals.over90])) },
          { label: 'Paid beyond all invoices', value: moneyText(totals.credit) },
        ]}
      />
      <BarChart
        title="Owing by age of the invoice"
        height={140}
        series={[{ name: 'Owing', colour: 'brand' }]}
        bars={BUCKETS.map(({ key, label }) => ({ label, short: label, values: [Number(totals[key])] }))}
        format={(value) => moneyText(value.toFixed(2))}
      />
      {shown.length === 0 ? (
        <EmptyState title={show === 'credit' ? 'Nobody is in credit' : 'Nobody is overdue'} />
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {`${plural(shown.length, 'customer')}, at the end of ${dayText(asAt)}. Payments settle the oldest invoice first. An amount opens the invoices behind it.`}
          </Text>
          <ReceivablesTable rows={shown} asAt={asAt} />
        </>
      )}
    </Stack>
  )
}

function amountShown({ total, overdue, credit }: AgedRow, show: string): string {
  if (show === 'overdue') return overdue
  return show === 'credit' ? credit : total
}
