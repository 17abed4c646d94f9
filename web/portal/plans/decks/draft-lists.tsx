import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { countText } from '../../../shared/format/counts.ts'
import { When } from '../../../shared/format/figures.tsx'
import { priceText } from '../../../shared/format/money.ts'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { CHANGE_WORDS, rateText, termsText } from './deck-words.ts'
import { signedText } from './draft-effect.tsx'
import { PROBLEM_COLUMNS, problemId } from './sheet-problems.tsx'

type Change = Item<'listDraftChanges'>
type Loss = Item<'listDraftLosses'>

const SEARCH: readonly Filter[] = [
  { kind: 'search', field: 'destination', label: 'Destination' },
  { kind: 'text', field: 'prefix', label: 'Prefix', placeholder: '447' },
]

const CALLS: Column<Pick<Change, 'effect'>> = {
  key: 'calls',
  heading: 'Calls',
  align: 'right',
  from: 'md',
  render: ({ effect }) => (effect === null || effect.calls === 0 ? '–' : countText(effect.calls)),
}

const EFFECT: Column<Pick<Change, 'effect'>> = {
  key: 'effect',
  heading: 'Effect',
  align: 'right',
  from: 'sm',
  sort: 'effect',
  render: ({ effect }) => (effect === null || effect.calls === 0 ? '–' : signedText(effect)),
}

const PREFIX: Column<{ readonly prefix: string }> = {
  key: 'prefix',
  heading: 'Prefix',
  sort: 'prefix',
  render: ({ prefix }) => <span className="figures">{prefix}</span>,
}

const CHANGES: readonly Column<Change>[] = [
  PREFIX,
  {
    key: 'destination',
    heading: 'Destination',
    render: ({ destination, kind, before, after, from }) => (
      <>
        {destination}
        <Text size="xs" c="dimmed">
          {noteOf(kind, before, after)}
          {kind === 'new' || kind === 'removed' ? null : (
            <>
              {' '}
              from <When at={from} />
            </>
          )}
        </Text>
      </>
    ),
  },
  { key: 'before', heading: 'Was', align: 'right', from: 'sm', render: ({ before }) => rateText(before) },
  { key: 'after', heading: 'Becomes', align: 'right', render: ({ after }) => rateText(after) },
  {
    key: 'percent',
    heading: 'Change',
    align: 'right',
    sort: 'change',
    render: ({ percent }) => (percent === null ? '–' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)}%`),
  },
  CALLS,
  EFFECT,
]

/** What it is beyond the price a minute. */
function noteOf(kind: Change['kind'], before: Change['before'], after: Change['after']): string {
  const terms = after === null ? '' : termsText(after)
  if (kind === 'renamed') return `was ${before?.destination ?? ''}`
  if (kind === 'terms')
    return `${before === null ? '' : termsText(before) || 'the plan’s terms'} → ${terms || 'the plan’s terms'}`
  return kind === 'raised' || kind === 'lowered' || kind === 'new' ? terms : CHANGE_WORDS[kind]
}

interface DraftListProps {
  readonly draftId: string
}

interface DraftChangesProps extends DraftListProps {
  readonly tab: 'new' | 'raised' | 'lowered' | 'removed' | 'terms'
}

export function DraftChanges({ draftId, tab }: DraftChangesProps): ReactNode {
  return (
    <List
      endpoint="listDraftChanges"
      label="Changes"
      params={{ draftId }}
      fixed={{ tab }}
      columns={CHANGES}
      filters={SEARCH}
      idOf={({ prefix }) => prefix}
      empty={<Text c="dimmed">Nothing here.</Text>}
    />
  )
}

const LOSSES: readonly Column<Loss>[] = [
  { ...PREFIX, render: ({ prefix }) => <span className="figures">{prefix}</span> },
  {
    key: 'destination',
    heading: 'Destination',
    render: ({ destination, deck }) => (
      <>
        {destination}
        <Text size="xs" c="dimmed">{`sold by ${deck}`}</Text>
      </>
    ),
  },
  { key: 'price', heading: 'Sold for', align: 'right', render: ({ price }) => priceText(price) },
  { key: 'cost', heading: 'Costs you', align: 'right', render: ({ cost }) => priceText(cost) },
  { key: 'loss', heading: 'Loss a minute', align: 'right', from: 'sm', render: ({ loss }) => priceText(loss) },
  CALLS,
  { ...EFFECT, heading: 'Effect' },
]

export function DraftLosses({ draftId }: DraftListProps): ReactNode {
  return (
    <List
      endpoint="listDraftLosses"
      label="Sold at a loss"
      params={{ draftId }}
      columns={LOSSES.map(({ sort: _sort, ...column }) => column)}
      filters={SEARCH}
      idOf={({ prefix, deck }) => `${prefix} ${deck}`}
      empty={<Text c="dimmed">Nothing is sold below what you pay.</Text>}
    />
  )
}

export function DraftProblems({ draftId }: DraftListProps): ReactNode {
  return (
    <List
      endpoint="listDraftProblems"
      label="Problems"
      params={{ draftId }}
      columns={PROBLEM_COLUMNS}
      idOf={problemId}
      empty={<Text c="dimmed">Nothing is wrong with the sheet.</Text>}
    />
  )
}
