import { SegmentedControl, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { BillingGroup } from '#domain/usage/billing-group.ts'
import type { ServiceType } from '#domain/usage/service-type.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { BILLING_GROUP_WORDS, SERVICE_TYPE_WORDS } from '../../../shared/calls/call-words.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { countText, hoursText, plural } from '../../../shared/format/counts.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { Money } from '../../../shared/format/figures.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'

const GROUPINGS = ['service-type', 'billing-group', 'day'] as const
export type Grouping = (typeof GROUPINGS)[number]

export function isGrouping(text: string | undefined): text is Grouping {
  return GROUPINGS.some((grouping) => grouping === text)
}

interface GroupSwitchProps {
  readonly grouping: Grouping | undefined
  readonly onChange: (grouping: Grouping | undefined) => void
}

/** Every record, or the same set summed by what it is or when it was. */
export function GroupSwitch({ grouping, onChange }: GroupSwitchProps): ReactNode {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Group the records"
      value={grouping ?? 'none'}
      onChange={(value) => onChange(isGrouping(value) ? value : undefined)}
      data={[
        { value: 'none', label: 'Each' },
        { value: 'service-type', label: 'Service type' },
        { value: 'billing-group', label: 'Billing group' },
        { value: 'day', label: 'Day' },
      ]}
    />
  )
}

type Totals = Answer<'sumCalls'>
type Group = Totals['groups'][number]

interface GroupsProps {
  readonly totals: UseQueryResult<Totals>
  readonly grouping: Grouping
  readonly withCost: boolean
}

/** The filtered set by group; each group opens its records. */
export function Groups({ totals, grouping, withCost }: GroupsProps): ReactNode {
  return (
    <Loaded query={totals} what="the groups">
      {(sums) =>
        sums.groups.length === 0 ? (
          <EmptyState title="Nothing matches these filters" />
        ) : (
          <Stack gap={4}>
            <DataTable
              label="Billing records by group"
              columns={columnsOf(grouping, withCost)}
              rows={sums.groups}
              idOf={({ key }) => key}
              isStale={totals.isPlaceholderData}
              foot={{
                name: plural(sums.count, 'record'),
                count: countText(sums.count),
                duration: hoursText(sums.durationSeconds),
                charge: <Money value={sums.charge} />,
                gst: <Money value={sums.gst} />,
                total: <Money value={sums.total} />,
                cost: <Money value={sums.cost ?? '0'} />,
                margin: <Money value={sums.margin ?? '0'} />,
              }}
            />
            {(sums.costUnknown ?? 0) > 0 && (
              <Text size="sm" c="dimmed">
                The cost of {plural(sums.costUnknown ?? 0, 'call')} is not known; they are in neither cost nor margin.
              </Text>
            )}
          </Stack>
        )
      }
    </Loaded>
  )
}

const MONEY = { align: 'right' } as const

function columnsOf(grouping: Grouping, withCost: boolean): readonly Column<Group>[] {
  return [
    {
      key: 'name',
      heading: HEADINGS[grouping],
      render: ({ key }) => (
        <RowLink patch={{ ...narrowTo(grouping, key), groupBy: undefined }}>{nameOf(grouping, key)}</RowLink>
      ),
    },
    { key: 'count', heading: 'Records', ...MONEY, render: ({ count }) => countText(count) },
    {
      key: 'duration',
      heading: 'Length',
      ...MONEY,
      from: 'sm',
      render: (group) => hoursText(group.durationSeconds),
    },
    { key: 'charge', heading: 'Ex GST', ...MONEY, render: ({ charge }) => <Money value={charge} /> },
    { key: 'gst', heading: 'GST', ...MONEY, from: 'md', render: ({ gst }) => <Money value={gst} /> },
    { key: 'total', heading: 'Inc. GST', ...MONEY, from: 'sm', render: ({ total }) => <Money value={total} /> },
    ...(withCost ? COSTS : []),
  ]
}

const COSTS: readonly Column<Group>[] = [
  { key: 'cost', heading: 'Cost', ...MONEY, from: 'md', render: ({ cost }) => <Money value={cost ?? '0'} /> },
  { key: 'margin', heading: 'Margin', ...MONEY, from: 'sm', render: ({ margin }) => <Money value={margin ?? '0'} /> },
]

const HEADINGS: Readonly<Record<Grouping, string>> = {
  'service-type': 'Service type',
  'billing-group': 'Billing group',
  day: 'Day',
}

function narrowTo(grouping: Grouping, key: string): Readonly<Record<string, string | undefined>> {
  if (grouping === 'day') return { from: key, to: key, period: undefined }
  return grouping === 'service-type' ? { serviceType: key } : { billingGroup: key }
}

function nameOf(grouping: Grouping, key: string): string {
  if (grouping === 'day') return dayText(key)
  return grouping === 'service-type'
    ? (SERVICE_TYPE_WORDS[key as ServiceType] ?? key)
    : (BILLING_GROUP_WORDS[key as BillingGroup] ?? key)
}
