import { Button, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer, Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { Money } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Filter, Option } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { useList } from '../../../shared/list/use-list.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { BulkActs } from './bulk-acts.tsx'
import type { BulkStep } from './bulk-dialog.tsx'
import { COLUMNS } from './customer-columns.tsx'

const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog.tsx')).BulkDialog }))

interface Bulk {
  readonly step: BulkStep
  readonly customers: readonly Item<'listAccounts'>[]
  readonly untick: () => void
}

/** Everybody the reseller serves. */
export function Page(): ReactNode {
  const may = useMay()
  const plans = useRead('listCallingPlans', { query: { limit: 200 } }, { enabled: may('plans.read') })
  const filters = useMemo(
    () =>
      filtersWith(
        (plans.data?.items ?? [])
          .filter(({ use }) => use === 'retail')
          .map(({ id, name }) => ({ value: id, label: name })),
      ),
    [plans.data],
  )
  // Beside the list, so that it outlives the rows it takes away.
  const [bulk, setBulk] = useState<Bulk>()
  const { total } = useList('listAccounts', { filters, withTotal: true })
  const create = may('accounts.create') && (
    <Button component={AppLink} to="/customers/new">
      New customer
    </Button>
  )
  return (
    <PageFrame
      title="Customers"
      aside={total !== undefined && <Text c="dimmed">{countText(total)}</Text>}
      actions={create}
    >
      <List
        endpoint="listAccounts"
        label="Customers"
        columns={COLUMNS}
        filters={filters}
        withTotal
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        exportBy="exportAccounts"
        savedViews="accounts"
        foot={footOf}
        {...(may('accounts.status') && { bulk: bulkActs(setBulk) })}
        empty={
          <EmptyState title="No customers yet" words="Open the first account and put it on a plan." action={create} />
        }
      />
      {bulk !== undefined && (
        <Suspense>
          <BulkDialog
            step={bulk.step}
            customers={bulk.customers}
            onClose={() => setBulk(undefined)}
            onDone={bulk.untick}
          />
        </Suspense>
      )}
    </PageFrame>
  )
}

function bulkActs(begin: (bulk: Bulk) => void) {
  return (rows: readonly Item<'listAccounts'>[], untick: () => void): ReactNode => (
    <BulkActs customers={rows} onStep={(step, customers) => begin({ step, customers, untick })} />
  )
}

function footOf({ sums }: Answer<'listAccounts'>): Readonly<Record<string, ReactNode>> | undefined {
  return sums === null ? undefined : { name: 'In all', balance: <Sums {...sums} /> }
}

function Sums({ balance, owing }: { readonly balance: string; readonly owing: string }): ReactNode {
  return (
    <Stack gap={0} align="flex-end">
      <Money value={balance} />
      <Text size="xs" c="dimmed" fw={400} inherit={false} style={{ whiteSpace: 'nowrap' }}>
        <Money value={owing} /> owing
      </Text>
    </Stack>
  )
}

function filtersWith(plans: readonly Option[]): readonly Filter[] {
  return [
    { kind: 'search', field: 'search', label: 'Name, number, e-mail, ABN' },
    {
      kind: 'choice',
      field: 'status',
      label: 'Status',
      several: true,
      options: [
        { value: 'new', label: 'New' },
        { value: 'active', label: 'Active' },
        { value: 'suspended', label: 'Suspended' },
        { value: 'cancelled', label: 'Cancelled' },
      ],
    },
    { kind: 'choice', field: 'planId', label: 'Plan', options: plans },
    {
      kind: 'choice',
      field: 'paymentMode',
      label: 'Pays',
      options: [
        { value: 'prepaid', label: 'Prepaid' },
        { value: 'postpaid', label: 'Postpaid' },
      ],
    },
    { kind: 'choice', field: 'balanceBelow', label: 'Balance', options: [{ value: '0', label: 'Owing' }] },
    { kind: 'yes', field: 'cancelling', label: 'Cancellation scheduled', isRare: true },
    { kind: 'day', field: 'billedUntil', label: 'Next bill by', isRare: true },
    { kind: 'yes', field: 'statementLate', label: 'Statement late', isRare: true },
  ]
}
