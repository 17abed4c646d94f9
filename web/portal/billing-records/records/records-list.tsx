import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { CallPanel } from '../../../shared/calls/call-panel.tsx'
import { hoursText, plural } from '../../../shared/format/counts.ts'
import { Money } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { fieldsOf, type Option } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { Groups, GroupSwitch, isGrouping, type Grouping } from './record-groups.tsx'
import { recordColumns } from './record-columns.tsx'
import classes from './record-columns.module.css'
import { recordFilters } from './record-filters.ts'

interface RecordsListProps {
  /** One customer's; left out: all of them. */
  readonly accountId?: string
  /** The calls of one import. */
  readonly importId?: string
  readonly periods?: readonly Option[]
  readonly imports?: readonly Option[]
  readonly empty: ReactNode
}

/** Billing records with their filters, their sums, and each call's price explained beside them. */
export function RecordsList({ accountId, importId, periods, imports, empty }: RecordsListProps): ReactNode {
  const withCost = useMay()('calls.cost')
  const [state, change] = useQueryState()
  const filters = recordFilters({
    ...(periods !== undefined && { periods }),
    ...(imports !== undefined && { imports }),
  })
  const fixed: Record<string, string> = importId === undefined ? {} : { importId }
  const grouping = isGrouping(state['groupBy']) ? state['groupBy'] : undefined
  const totals = useTotals({ accountId, fixed, state, fields: filters.flatMap(fieldsOf), grouping })
  const common = {
    label: 'Billing records',
    columns: recordColumns({ ofAll: accountId === undefined, withCost, kind: state['kind'] ?? 'call' }),
    filters,
    fixed,
    empty,
    savedViews: 'billing-records',
    total: totals.data?.count,
    foot: () => footOf(totals.data, withCost),
    beside: (
      <GroupSwitch
        grouping={grouping}
        onChange={(groupBy) => change({ groupBy, cursor: undefined, page: undefined })}
      />
    ),
    ...(grouping !== undefined && { instead: <Groups totals={totals} grouping={grouping} withCost={withCost} /> }),
  }
  return (
    <>
      {accountId === undefined ? (
        <List {...common} endpoint="listCalls" exportBy="exportCalls" idOf={idOf} nameOf={nameOf} />
      ) : (
        <List
          {...common}
          endpoint="listAccountCalls"
          params={{ accountId }}
          exportBy="exportAccountCalls"
          idOf={idOf}
          nameOf={nameOf}
        />
      )}
      <CallPanel accountPath={customerPath} />
    </>
  )
}

function customerPath(accountId: string): string {
  return `/customers/${accountId}`
}

function idOf({ id }: { readonly id: string }): string {
  return id
}

function nameOf({ origin, description }: { readonly origin: string | null; readonly description: string }): string {
  return origin ?? description
}

type Totals = Answer<'sumCalls'>

interface Summing {
  readonly accountId: string | undefined
  readonly fixed: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly fields: readonly string[]
  readonly grouping: Grouping | undefined
}

/** What the filtered set comes to; the same filters as the list's, in the same words. */
function useTotals({ accountId, fixed, state, fields, grouping = 'service-type' }: Summing) {
  const filters = Object.fromEntries(fields.flatMap((field) => (state[field] ? [[field, state[field]]] : [])))
  const query = { ...filters, ...fixed, groupBy: grouping }
  const all = useRead('sumCalls', { query }, { keep: 'grouped-alike', enabled: accountId === undefined })
  const own = useRead(
    'sumAccountCalls',
    { params: { accountId: accountId ?? '' }, query },
    {
      keep: 'grouped-alike',
      enabled: accountId !== undefined,
    },
  )
  return accountId === undefined ? all : own
}

function footOf(totals: Totals | undefined, withCost: boolean): Readonly<Record<string, ReactNode>> {
  if (totals === undefined) return { origin: <Skeleton h={12} w={90} />, description: <Skeleton h={12} w={90} /> }
  const count = plural(totals.count, 'record')
  return {
    origin: count,
    description: count,
    duration: hoursText(totals.durationSeconds),
    charge: <Pair value={totals.charge} under={`${moneyText(totals.total)} inc.`} />,
    ...(withCost &&
      totals.cost !== undefined &&
      totals.margin !== undefined && {
        cost: <Pair value={totals.cost} under={`margin ${moneyText(totals.margin)}`} />,
      }),
  }
}

function Pair({ value, under }: { readonly value: string; readonly under: string }): ReactNode {
  return (
    <>
      <Money value={value} />
      <div className={classes['under']}>{under}</div>
    </>
  )
}
