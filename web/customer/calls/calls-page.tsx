import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { CallPanel } from '../../shared/calls/call-panel.tsx'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { hoursText, plural } from '../../shared/format/counts.ts'
import { daysText } from '../../shared/format/dates.ts'
import { Money, useTimeZone } from '../../shared/format/figures.tsx'
import { moneyText } from '../../shared/format/money.ts'
import { PageFrame } from '../../shared/layout/page.tsx'
import { fieldsOf } from '../../shared/list/columns.ts'
import { List } from '../../shared/list/list-page.tsx'
import { useQueryState } from '../../shared/router/use-address.ts'
import { useAccountId } from '../shared/use-account-id.ts'
import { CALL_COLUMNS, CALL_FILTERS } from './call-columns.tsx'
import { CallsNow } from './calls-now.tsx'
import { MonthPicker } from './month-picker.tsx'
import { useMonths } from './use-months.ts'

/** One's own calls: a month of them, what they came to, and why each cost what it did. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const zone = useTimeZone()
  const [state, change] = useQueryState()
  const months = useMonths()
  const from = state['from'] ?? months[0]?.from ?? ''
  const to = state['to'] ?? months[0]?.to ?? ''
  const days = { from, to }
  const narrowed = Object.fromEntries(
    CALL_FILTERS.flatMap(fieldsOf).flatMap((field) => (state[field] ? [[field, state[field]]] : [])),
  )
  const isKnown = from !== ''
  const totals = useRead(
    'sumAccountCalls',
    { params: { accountId }, query: { ...narrowed, ...days } },
    { keep: true, enabled: isKnown },
  )
  const isFiltered = Object.keys(narrowed).length > 0
  return (
    <PageFrame title="Calls">
      <CallsNow />
      <MonthPicker
        months={months}
        from={from}
        to={to}
        onChange={(chosen) => change({ ...chosen, cursor: undefined, page: undefined })}
      />
      {totals.data !== undefined && totals.data.count > 0 && (
        <Text className="figures">
          {`${plural(totals.data.count, isFiltered ? 'such call' : 'call')}, ${hoursText(totals.data.durationSeconds)} in all. `}
          <b>{moneyText(totals.data.total)}</b> inc. GST, after what your plan includes.
        </Text>
      )}
      {isKnown && (
        <List
          endpoint="listAccountCalls"
          label="Calls"
          params={{ accountId }}
          fixed={days}
          columns={CALL_COLUMNS}
          filters={CALL_FILTERS}
          idOf={({ id }) => id}
          nameOf={({ destination }) => destination ?? ''}
          exportBy="exportAccountCalls"
          total={totals.data?.count}
          foot={() => footOf(totals.data)}
          empty={
            <EmptyState
              title="No calls in these days"
              words={`There is none from ${daysText(from, to)}. Calls are here as soon as they end.`}
            />
          }
        />
      )}
      <Text size="sm" c="dimmed">
        Times are those of {cityOf(zone)}. Press a call to see how its price came about.
      </Text>
      <CallPanel />
    </PageFrame>
  )
}

function footOf(totals: Answer<'sumAccountCalls'> | undefined): Readonly<Record<string, ReactNode>> | undefined {
  if (totals === undefined) return undefined
  return {
    who: plural(totals.count, 'call'),
    length: hoursText(totals.durationSeconds),
    price: <Money value={totals.total} />,
  }
}

/** `Broken Hill` of `Australia/Broken_Hill`. */
function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
