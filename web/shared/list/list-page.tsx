import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useCallback, useRef, useState, type ReactNode } from 'react'
import { addressOf } from '../api/client.ts'
import type { Answer, EndpointName, Item } from '../api/wire-types.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { ErrorState } from '../feedback/error-state.tsx'
import { plural } from '../format/counts.ts'
import type { Column } from './columns.ts'
import { DataTable } from './data-table.tsx'
import { ExportRows } from './export-rows.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Pager } from './pager.tsx'
import { SavedViews } from './saved-views.tsx'
import { useList, type ListAsk, type ListName } from './use-list.ts'
import { useTableKeys } from './use-table-keys.ts'
import classes from './list-page.module.css'

interface ListProps<Name extends ListName> extends ListAsk<Name> {
  readonly endpoint: Name
  /** What it lists: `Customers`. */
  readonly label: string
  readonly columns: readonly Column<Item<Name>>[]
  readonly idOf: (row: Item<Name>) => string
  readonly nameOf?: (row: Item<Name>) => string
  /** Shown where there is nothing at all. */
  readonly empty: ReactNode
  /** The endpoint that gives the same list as a file; without one the browser makes the file. */
  readonly exportBy?: EndpointName
  /** Keeps filters under names; the list's name. */
  readonly savedViews?: string
  /** What can be done with the ticked rows. */
  readonly bulk?: (rows: readonly Item<Name>[], untick: () => void) => ReactNode
  /** How many there are in all, where the endpoint does not count them itself. */
  readonly total?: number | undefined
  /** Stands beside the export: how the rows are grouped. */
  readonly beside?: ReactNode
  /** In place of the rows, which are not read then: the same set, grouped. */
  readonly instead?: ReactNode
  readonly foot?: (answer: Answer<Name>) => Readonly<Partial<Record<string, ReactNode>>> | undefined
}

/**
 * A list as every one of both portals is: filters in the address, table, foot, pages, export, keyboard, and its states
 * (loading, nothing yet, nothing found, failed).
 */
export function List<Name extends ListName>(props: ListProps<Name>): ReactNode {
  const {
    endpoint,
    label,
    columns,
    idOf,
    nameOf,
    empty,
    exportBy,
    savedViews,
    bulk,
    foot,
    filters = [],
    beside,
    instead,
  } = props
  const list = useList(endpoint, { ...props, enabled: instead === undefined })
  const { read, rows, answer, state, filter } = list
  const total = props.total ?? list.total
  const frame = useRef<HTMLDivElement>(null)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback((id: string) => setTicked((before) => toggled(before, id)), [])
  const tickAt = useCallback(
    (index: number) => {
      const row = rows[index]
      if (row !== undefined) toggle(idOf(row))
    },
    [rows, idOf, toggle],
  )
  const current = useTableKeys({ frame, rows: rows.length, onTick: bulk === undefined ? undefined : tickAt })
  const picked = rows.filter((row) => ticked.has(idOf(row)))
  const isFirst = answer === undefined
  const changeSort = (by: string): void => {
    const isSame = state['sort'] === by
    filter({ sort: by, order: isSame && state['order'] !== 'desc' ? 'desc' : undefined })
  }

  return (
    <Stack gap="sm" ref={frame}>
      {(filters.length > 0 || exportBy !== undefined || beside !== undefined || rows.length > 0) && (
        <FilterBar filters={filters} state={state} isFiltered={list.isFiltered} onChange={filter} onClear={list.clear}>
          {beside}
          {savedViews !== undefined && <SavedViews list={savedViews} state={state} filters={filters} onOpen={filter} />}
          {exportBy === undefined ? (
            rows.length > 0 && (
              <ExportRows endpoint={endpoint} params={props.params} query={list.filterQuery} label={label} />
            )
          ) : read.isError && isFirst ? null : (
            <Button
              component="a"
              href={addressOf(exportBy, {
                ...(props.params !== undefined && { params: props.params as Readonly<Record<string, unknown>> }),
                query: list.filterQuery,
              })}
              download
              variant="default"
              size="compact-sm"
              leftSection={<IconDownload size={14} aria-hidden />}
            >
              Export
            </Button>
          )}
        </FilterBar>
      )}
      {instead !== undefined ? (
        instead
      ) : read.isError && isFirst ? (
        <ErrorState
          error={read.error}
          what={label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}
          onRetry={() => void read.refetch()}
        />
      ) : !isFirst && rows.length === 0 ? (
        list.isFiltered ? (
          <EmptyState
            title="Nothing matches these filters"
            action={
              <Button variant="default" onClick={list.clear}>
                Clear the filters
              </Button>
            }
          />
        ) : (
          empty
        )
      ) : (
        <>
          <DataTable
            label={label}
            columns={columns}
            rows={rows}
            idOf={idOf}
            {...(nameOf !== undefined && { nameOf })}
            skeletonRows={isFirst ? 8 : undefined}
            isStale={read.isPlaceholderData}
            sort={{ by: state['sort'], isDescending: state['order'] === 'desc', change: changeSort }}
            selection={
              bulk === undefined
                ? undefined
                : {
                    ids: new Set(picked.map(idOf)),
                    toggle,
                    toggleAll: () => setTicked(picked.length === rows.length ? new Set() : new Set(rows.map(idOf))),
                  }
            }
            current={current}
            foot={answer === undefined ? undefined : foot?.(answer as Answer<Name>)}
          />
          {!isFirst && (list.goNext !== undefined || list.goBack !== undefined || total !== undefined) && (
            <Pager {...list} shown={rows.length} total={total} />
          )}
        </>
      )}
      {bulk !== undefined && picked.length > 0 && (
        <Paper withBorder px="sm" py={6} shadow="md" className={classes['bulk']} role="region" aria-label="Ticked rows">
          <Group gap="sm">
            <Text size="sm" fw={500}>
              {plural(picked.length, 'row')} ticked
            </Text>
            {bulk(picked, () => setTicked(new Set()))}
            <Button variant="subtle" size="compact-sm" color="gray" onClick={() => setTicked(new Set())}>
              Untick
            </Button>
          </Group>
        </Paper>
      )}
    </Stack>
  )
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}
