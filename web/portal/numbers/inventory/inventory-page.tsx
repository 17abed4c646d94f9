import { Anchor, Button, Drawer, Text } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'
import { NUMBER_KINDS } from '#domain/numbers/describe-number.ts'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Phone, When } from '../../../shared/format/figures.tsx'
import { phoneText } from '../../../shared/format/phone.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { NUMBER_KIND_WORDS, placeText } from '../../../shared/numbers/number-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { ACCOUNT_FILTER } from '../../shared/account-filter.ts'
import { NumbersMenu } from '../numbers-menu.tsx'
import { BulkActs } from './bulk-acts.tsx'
import { NUMBER_STATUS_WORDS, NumberBadge } from './number-badge.tsx'
import { NumberDetails } from './number-details.tsx'

type Row = Item<'listNumbers'>

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'number',
    heading: 'Number',
    render: ({ number }) => (
      <RowLink patch={{ number }}>
        <Phone number={number} />
      </RowLink>
    ),
  },
  { key: 'kind', heading: 'Kind', from: 'md', render: ({ kind }) => NUMBER_KIND_WORDS[kind] },
  { key: 'place', heading: 'Place', from: 'sm', render: (row) => placeText(row) || '–' },
  { key: 'status', heading: 'Status', render: ({ status }) => <NumberBadge status={status} /> },
  {
    key: 'holder',
    heading: 'Customer',
    from: 'md',
    render: ({ accountId, accountName }) =>
      accountId === null ? (
        '–'
      ) : (
        <Anchor component={AppLink} to={`/customers/${accountId}/numbers`} fz="inherit">
          {accountName}
        </Anchor>
      ),
  },
  {
    key: 'until',
    heading: 'Until',
    from: 'md',
    render: ({ status, reservedUntil, quarantinedUntil, orderId }) => {
      const until = status === 'reserved' ? reservedUntil : status === 'quarantined' ? quarantinedUntil : null
      if (until !== null) return <When at={until} />
      return status === 'reserved' && orderId !== null ? 'its order is done' : '–'
    },
  },
  {
    key: 'note',
    heading: 'Note',
    from: 'lg',
    render: ({ note }) => (
      <Text inherit truncate maw={200} title={note}>
        {note}
      </Text>
    ),
  },
]

/** Every number the reseller has, whoever holds it. */
export function Page(): ReactNode {
  const may = useMay()
  const [{ number, state }, change] = useQueryState()
  const filters = useFilters(state)
  const mayWrite = may('inventory.write')
  const add = mayWrite && (
    <Button component={AppLink} to="/numbers/add">
      Add numbers
    </Button>
  )
  return (
    <>
      <NumbersMenu />
      <PageFrame
        title="Numbers"
        actions={
          <>
            {mayWrite && (
              <Button component={AppLink} to="/numbers/import" variant="default">
                Import
              </Button>
            )}
            {add}
          </>
        }
      >
        <List
          endpoint="listNumbers"
          label="Numbers"
          columns={COLUMNS}
          filters={filters}
          withTotal
          idOf={(row) => row.number}
          nameOf={(row) => phoneText(row.number)}
          exportBy="exportNumbers"
          savedViews="numbers"
          {...(mayWrite && { bulk: bulkActs })}
          empty={
            <EmptyState
              title="No numbers yet"
              words="Add the ranges your carrier gave you, one number, or a file of them."
              action={add}
            />
          }
        />
        <Drawer
          opened={number !== undefined}
          onClose={() => change({ number: undefined })}
          position="right"
          size={520}
          title={number === undefined ? '' : phoneText(number)}
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          {number !== undefined && <NumberDetails number={number} isPanel />}
        </Drawer>
      </PageFrame>
    </>
  )
}

function bulkActs(rows: readonly Row[], untick: () => void): ReactNode {
  return <BulkActs rows={rows} onDone={untick} />
}

/** A region is chosen from those of the state. */
function useFilters(state: string | undefined): readonly Filter[] {
  const places = useRead('listRegions', {}).data?.items
  return useMemo(() => {
    const here = (places ?? []).filter((place) => place.region !== '' && (state === undefined || place.state === state))
    const regions = [...new Set(here.map(({ region }) => region))].toSorted()
    return [
      {
        kind: 'search',
        field: 'pattern',
        label: 'Number, *88, 1300 FLOWER',
        isEnough: (text) => /[0-9a-z]/i.test(text),
      },
      choice(
        'status',
        'Status',
        Object.entries(NUMBER_STATUS_WORDS).map(([value, { words }]) => [value, words]),
      ),
      choice(
        'kind',
        'Kind',
        NUMBER_KINDS.map((kind) => [kind, NUMBER_KIND_WORDS[kind]]),
      ),
      choice(
        'state',
        'State',
        STATES.map((each) => [each, each]),
      ),
      choice(
        'region',
        'Region',
        regions.map((region) => [region, region]),
      ),
      ACCOUNT_FILTER,
    ]
  }, [places, state])
}

const STATES = ['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA']

function choice(field: string, label: string, options: readonly (readonly [string, string])[]): Filter {
  return { kind: 'choice', field, label, options: options.map(([value, words]) => ({ value, label: words })) }
}
