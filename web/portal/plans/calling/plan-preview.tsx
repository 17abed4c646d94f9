import { Alert, Anchor, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { countText, plural } from '../../../shared/format/counts.ts'
import { daysText } from '../../../shared/format/dates.ts'
import { amountOf, moneyText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'

type Preview = Answer<'previewPlanVersion'>
type Row = Preview['items'][number]

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    heading: 'Customer',
    render: ({ accountId, accountName }) => (
      <Anchor component={AppLink} to={`/customers/${accountId}`} fz="inherit">
        {accountName}
      </Anchor>
    ),
  },
  { key: 'month', heading: 'Month', from: 'md', render: ({ from, to }) => daysText(from, to) },
  { key: 'calls', heading: 'Calls', align: 'right', from: 'sm', render: ({ callCount }) => countText(callCount) },
  { key: 'old', heading: 'As it is', align: 'right', from: 'sm', render: (row) => moneyText(row.old.total) },
  { key: 'new', heading: 'With this', align: 'right', render: (row) => moneyText(row.new.total) },
  {
    key: 'difference',
    heading: 'Difference',
    align: 'right',
    render: ({ difference }) => <Change amount={difference} />,
  },
]

/** What a version would do to the customers of its plan, at their last month's use. */
export function PlanPreview({ preview }: { readonly preview: Preview }): ReactNode {
  const { accounts, callCount, dearer, cheaper, oldTotal, newTotal, difference, unpriceableCalls, items } = preview
  const same = accounts - dearer - cheaper
  return (
    <Section
      title="What it does to customers"
      words="Each customer’s last closed month, priced again: plan, channels and calls, ex GST."
    >
      {accounts === 0 ? (
        <Text size="sm">Nobody is on this plan, so nobody’s bill changes.</Text>
      ) : (
        <Stack gap="md">
          <Facts
            facts={[
              { label: 'Customers', value: `${countText(accounts)}, with ${plural(callCount, 'call')}` },
              { label: 'Pay more', value: plural(dearer, 'customer') },
              { label: 'Pay less', value: plural(cheaper, 'customer') },
              { label: 'Pay the same', value: plural(same, 'customer') },
              { label: 'All of them a month', value: `${moneyText(oldTotal)} → ${moneyText(newTotal)}` },
              { label: 'Difference a month', value: <Change amount={difference} /> },
            ]}
          />
          {unpriceableCalls > 0 && (
            <Alert color="yellow" title={`${plural(unpriceableCalls, 'call')} would have no price`}>
              They would wait in suspense. They count on neither side here: give their kind of call a price, or leave
              them to a rate deck.
            </Alert>
          )}
          <DataTable label="Customers" columns={COLUMNS} rows={items} idOf={({ accountId }) => accountId} />
          {accounts > items.length && (
            <Text size="sm" c="dimmed">
              {`The ${items.length} with the largest rise and fall of ${countText(accounts)}.`}
            </Text>
          )}
        </Stack>
      )}
    </Section>
  )
}

/** `+$3.20`, `−$1.00`. */
export function Change({ amount }: { readonly amount: string }): ReactNode {
  const isMore = amountOf(amount) > 0n
  return (
    <span className="figures">
      {isMore ? '+' : ''}
      {moneyText(amount)}
    </span>
  )
}
