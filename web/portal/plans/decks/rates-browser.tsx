import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { When } from '../../../shared/format/figures.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { rateText, termsText } from './deck-words.ts'

type Rate = Item<'listRates'>

const COLUMNS: readonly Column<Rate>[] = [
  { key: 'prefix', heading: 'Prefix', render: ({ prefix }) => <span className="figures">{prefix}</span> },
  { key: 'destination', heading: 'Destination', render: ({ destination }) => destination },
  { key: 'price', heading: 'A minute, ex GST', align: 'right', render: rateText },
  {
    key: 'terms',
    heading: 'Terms',
    from: 'sm',
    render: (rate) => (
      <Text span inherit c="dimmed">
        {termsText(rate) || '–'}
      </Text>
    ),
  },
  {
    key: 'valid',
    heading: 'Holds',
    from: 'lg',
    render: ({ validFrom, validTo }) =>
      validFrom === null && validTo === null ? (
        'always'
      ) : (
        <>
          {validFrom !== null && (
            <>
              from <When at={validFrom} />{' '}
            </>
          )}
          {validTo !== null && (
            <>
              until <When at={validTo} />
            </>
          )}
        </>
      ),
  },
]

const FILTERS: readonly Filter[] = [
  { kind: 'search', field: 'destination', label: 'Destination' },
  { kind: 'text', field: 'prefix', label: 'Prefix', placeholder: '447' },
]

interface RatesBrowserProps {
  readonly deckId: string
  readonly version: number
}

/** The rates of a version, by prefix or destination. */
export function RatesBrowser({ deckId, version }: RatesBrowserProps): ReactNode {
  return (
    <List
      endpoint="listRates"
      label="Rates"
      params={{ deckId, version }}
      columns={COLUMNS}
      filters={FILTERS}
      idOf={({ prefix, validFrom }) => `${prefix} ${validFrom ?? ''}`}
      empty={<EmptyState title="No rates" words="This version prices nothing: every call left to it is suspended." />}
    />
  )
}
