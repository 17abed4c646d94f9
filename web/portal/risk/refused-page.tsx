import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../shared/api/wire-types.ts'
import { partyText } from '../../shared/calls/call-words.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { When } from '../../shared/format/figures.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import type { Column, Filter } from '../../shared/list/columns.ts'
import { List } from '../../shared/list/list-page.tsx'
import { RowLink } from '../../shared/list/row-link.tsx'
import { ACCOUNT_FILTER } from '../shared/account-filter.ts'
import { CAUSE_WORDS, RULE_OPTIONS } from './refusal-words.ts'

type Refusal = Item<'listCallRefusals'>

const FILTERS: readonly Filter[] = [
  ACCOUNT_FILTER,
  { kind: 'choice', field: 'rule', label: 'Rule', options: RULE_OPTIONS, instead: ['onlyRules'] },
  {
    kind: 'choice',
    field: 'onlyRules',
    label: 'Cause',
    options: [{ value: 'true', label: 'Refused by a rule' }],
    instead: ['rule'],
  },
]

/** Of calls that belong to no account. */
const OF_NOBODY: Readonly<Partial<Record<string, string>>> = { unknown_number: 'Nobody’s number' }

const COLUMNS: readonly Column<Refusal>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ accountId, accountName, from, to, cause }) => (
      <>
        {accountId === null ? (
          (OF_NOBODY[cause] ?? 'Not looked up')
        ) : (
          <RowLink to={`/customers/${accountId}/call-rules`}>{accountName}</RowLink>
        )}
        <Text size="xs" c="dimmed" className="figures" hiddenFrom="sm">
          {`${partyText(from)} → ${partyText(to)}`}
        </Text>
      </>
    ),
  },
  {
    key: 'call',
    heading: 'From and to',
    from: 'sm',
    render: ({ from, to }) => (
      <Text span inherit className="figures" style={{ whiteSpace: 'nowrap' }}>
        {`${partyText(from)} → ${partyText(to)}`}
      </Text>
    ),
  },
  {
    key: 'why',
    heading: 'Why',
    render: ({ cause, words }) => (
      <>
        {CAUSE_WORDS[cause] ?? cause}
        <Text size="xs" c="dimmed">
          {words}
        </Text>
      </>
    ),
  },
  { key: 'when', heading: 'When', align: 'right', from: 'sm', render: ({ refusedAt }) => <When at={refusedAt} full /> },
]

/** Calls that were not let through, and why. */
export function Page(): ReactNode {
  return (
    <PageFrame title="Refused calls">
      <List
        endpoint="listCallRefusals"
        label="Refused calls"
        columns={COLUMNS}
        filters={FILTERS}
        idOf={({ id }) => id}
        nameOf={({ from, to }) => `${from} to ${to}`}
        empty={
          <EmptyState
            title="No call was refused"
            words="Where a switch asks before each call, those that are not let through show here with the reason."
          />
        }
      />
    </PageFrame>
  )
}
