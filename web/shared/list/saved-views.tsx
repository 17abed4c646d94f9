import { Button, Divider, Popover, Stack, Text } from '@mantine/core'
import { IconBookmark, IconChevronDown } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useRead } from '../api/hooks.ts'
import { ErrorState } from '../feedback/error-state.tsx'
import type { QueryPatch, QueryState } from '../router/use-address.ts'
import type { Filter } from './columns.ts'
import { SaveViewForm } from './save-view-form.tsx'
import { SavedViewRow } from './saved-view-row.tsx'
import { viewPatch, viewQuery } from './view-query.ts'

interface SavedViewsProps {
  readonly list: string
  readonly state: QueryState
  readonly filters: readonly Filter[]
  readonly onOpen: (patch: QueryPatch) => void
}

/** Filters kept under a name. What is shown is what the address says; a view only writes it there. */
export function SavedViews({ list, state, filters, onOpen }: SavedViewsProps): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const views = useRead('listSavedViews', { query: { list } })
  const present = viewQuery(state, filters)
  const saved = views.data?.items ?? []
  const current = present === '' ? undefined : saved.find(({ query }) => query === present)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={current === undefined ? 'default' : 'light'}
          size="compact-sm"
          leftSection={<IconBookmark size={14} aria-hidden />}
          rightSection={<IconChevronDown size={12} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {current?.name ?? 'Views'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved views">
        <Stack gap="xs">
          {views.isError ? (
            <ErrorState error={views.error} what="your views" onRetry={() => void views.refetch()} />
          ) : saved.length === 0 ? (
            <Text size="sm" c="dimmed">
              Filters you need often can be kept under a name. They are yours alone.
            </Text>
          ) : (
            <Stack gap={2} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {saved.map((view) => (
                <SavedViewRow
                  key={view.id}
                  view={view}
                  isCurrent={view === current}
                  onOpen={() => {
                    onOpen(viewPatch(view.query, filters))
                    setOpen(false)
                  }}
                />
              ))}
            </Stack>
          )}
          <Divider />
          {present === '' ? (
            <Text size="sm" c="dimmed">
              Set a filter or an order first, then save it here.
            </Text>
          ) : current === undefined ? (
            <SaveViewForm list={list} query={present} />
          ) : (
            <Text size="sm" c="dimmed">
              These filters are saved as {current.name}.
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
