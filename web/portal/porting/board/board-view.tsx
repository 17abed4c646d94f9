import { Anchor, NativeSelect, Skeleton, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Ask } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { countText } from '../../../shared/format/counts.ts'
import type { Filter } from '../../../shared/list/columns.ts'
import { FilterBar } from '../../../shared/list/filter-bar.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { ACCOUNT_FILTER } from '../../shared/account-filter.ts'
import { NewPortButton } from '../new-port-button.tsx'
import { PortCard } from './port-card.tsx'
import { KIND_OPTIONS } from './port-filters.ts'
import { STAGE_WORDS, type BoardColumn } from './stage-words.ts'
import classes from './board.module.css'

const FILTERS: readonly Filter[] = [
  { kind: 'choice', field: 'kind', label: 'Kind', options: KIND_OPTIONS },
  ACCOUNT_FILTER,
]

/** A board that is open all day shows what colleagues do. */
const EVERY_MS = 60_000

/** Ports by stage, what is overdue first. */
export function BoardView(): ReactNode {
  const may = useMay()
  const [state, change] = useQueryState()
  const { kind = '', accountId = '' } = state
  const query = { ...(kind !== '' && { kind }), ...(accountId !== '' && { accountId }) }
  const board = useRead('readPortBoard', { query } as Ask<'readPortBoard'>, { keep: true, every: EVERY_MS })
  const isFiltered = kind !== '' || accountId !== ''
  const filters = may('accounts.read') ? FILTERS : FILTERS.slice(0, 1)
  return (
    <Stack gap="sm">
      <FilterBar
        filters={filters}
        state={state}
        isFiltered={isFiltered}
        onChange={change}
        onClear={() => change({ kind: undefined, accountId: undefined })}
      />
      <Loaded query={board} what="the board" skeleton={<BoardSkeleton />}>
        {({ columns }) =>
          columns.some(({ count }) => count > 0) ? (
            <Columns columns={columns} />
          ) : (
            <EmptyState
              title={isFiltered ? 'No port under way matches these filters' : 'No ports under way'}
              words={
                isFiltered
                  ? ''
                  : 'A port moves a number from another carrier to a customer here. Begin with its number.'
              }
              action={<NewPortButton />}
            />
          )
        }
      </Loaded>
    </Stack>
  )
}

function Columns({ columns }: { readonly columns: readonly BoardColumn[] }): ReactNode {
  const isNarrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false })
  return isNarrow ? <OneColumn columns={columns} /> : <AllColumns columns={columns} />
}

function AllColumns({ columns }: { readonly columns: readonly BoardColumn[] }): ReactNode {
  return (
    <div className={classes['board']} role="region" aria-label="Ports by stage">
      {columns.map((column) => (
        <section key={column.stage} className={classes['column']} data-empty={column.count === 0 || undefined}>
          <h2 className={classes['head']}>
            {STAGE_WORDS[column.stage]} <Counts column={column} />
          </h2>
          <Cards column={column} />
        </section>
      ))}
    </div>
  )
}

/** One stage at a time, where there is no room for more: what is overdue first, unless another is chosen. */
function OneColumn({ columns }: { readonly columns: readonly BoardColumn[] }): ReactNode {
  const [{ stage }, change] = useQueryState()
  const column =
    columns.find((each) => each.stage === stage) ??
    columns.find(({ overdue }) => overdue > 0) ??
    columns.find(({ count }) => count > 0)
  if (column === undefined) return null
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Stage"
        value={column.stage}
        onChange={(event) => change({ stage: event.currentTarget.value }, { replace: true })}
        data={columns.map((each) => ({
          value: each.stage,
          label: `${STAGE_WORDS[each.stage]} (${countText(each.count)}${each.overdue === 0 ? '' : `, ${each.overdue} overdue`})`,
        }))}
      />
      {column.count === 0 ? <Text c="dimmed">None at this stage.</Text> : <Cards column={column} />}
    </Stack>
  )
}

function Counts({ column: { count, overdue } }: { readonly column: BoardColumn }): ReactNode {
  return (
    <span className={classes['count']}>
      {countText(count)}
      {overdue > 0 && <span className={classes['overdue']}>{` ${countText(overdue)} overdue`}</span>}
    </span>
  )
}

function Cards({ column: { items, count, states } }: { readonly column: BoardColumn }): ReactNode {
  if (count === 0) return null
  return (
    <ul className={classes['cards']}>
      {items.map((port) => (
        <li key={port.id}>
          <PortCard port={port} />
        </li>
      ))}
      {count > items.length && (
        <li>
          <Anchor
            component={AppLink}
            to="/porting"
            search={{ view: 'table', state: states.join(',') } as never}
            fz="sm"
          >
            {countText(count - items.length)} more
          </Anchor>
        </li>
      )}
    </ul>
  )
}

const SKELETON_CARDS = [3, 2, 4, 1, 5]

function BoardSkeleton(): ReactNode {
  return (
    <div className={classes['board']}>
      {SKELETON_CARDS.map((cards) => (
        <div key={cards} className={classes['column']}>
          <Skeleton h={16} w="60%" mb={12} />
          {Array.from({ length: cards }, (_, card) => (
            <Skeleton key={card} h={92} mb={8} />
          ))}
        </div>
      ))}
    </div>
  )
}
