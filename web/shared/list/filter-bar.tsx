import { Button, CloseButton, Group, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { QueryPatch, QueryState } from '../router/use-address.ts'
import { fieldsOf, patchOf, type Filter } from './columns.ts'
import { FilterChip } from './filter-chip.tsx'
import classes from './filter-bar.module.css'

interface FilterBarProps {
  readonly filters: readonly Filter[]
  readonly state: QueryState
  readonly isFiltered: boolean
  readonly onChange: (patch: QueryPatch) => void
  readonly onClear: () => void
  /** Stands at the right end: saved views, export. */
  readonly children?: ReactNode
}

/** One line of filters; each is a chip that says what it is set to, and all of them are in the address. */
export function FilterBar({ filters, state, isFiltered, onChange, onClear, children }: FilterBarProps): ReactNode {
  const [isWhole, setWhole] = useState(false)
  const shown = filters.filter((filter) => isWhole || filter.isRare !== true || isSet(filter, state))
  return (
    <Group gap="xs" {...(filters.length > 0 && { role: 'search' })}>
      {shown.map((filter) =>
        filter.kind === 'search' ? (
          <SearchField
            key={filter.field}
            label={filter.label}
            value={state[filter.field] ?? ''}
            isEnough={filter.isEnough}
            onChange={(value) => onChange(patchOf(filter, { [filter.field]: value === '' ? undefined : value }))}
          />
        ) : (
          <FilterChip
            key={filter.field}
            filter={filter}
            state={state}
            onChange={(patch) => onChange(patchOf(filter, patch))}
          />
        ),
      )}
      {shown.length < filters.length && (
        <Button variant="subtle" size="compact-sm" color="gray" onClick={() => setWhole(true)}>
          More filters
        </Button>
      )}
      {isFiltered && (
        <Button variant="subtle" size="compact-sm" color="gray" onClick={onClear}>
          Clear
        </Button>
      )}
      {children !== undefined && (
        <Group gap="xs" ml="auto">
          {children}
        </Group>
      )}
    </Group>
  )
}

function isSet(filter: Filter, state: QueryState): boolean {
  return fieldsOf(filter).some((field) => (state[field] ?? '') !== '')
}

/** Long enough that a word is one request, short enough to feel at once. */
const TYPING_MS = 220

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly isEnough: ((text: string) => boolean) | undefined
  readonly onChange: (value: string) => void
}

function SearchField({ label, value, isEnough, onChange }: SearchFieldProps): ReactNode {
  const [typed, setTyped] = useState(value)
  const [told, setTold] = useState(value)
  const tell = useDebouncedCallback((text: string) => {
    const next = text === '' || isEnough === undefined || isEnough(text) ? text : ''
    setTold(next)
    if (next !== value) onChange(next)
  }, TYPING_MS)
  // Changed from elsewhere: a link, the way back, a saved view.
  if (value !== told) {
    setTold(value)
    setTyped(value)
  }
  return (
    <TextInput
      className={classes['search']}
      size="sm"
      type="search"
      placeholder={label}
      aria-label={label}
      data-list-search
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={
        typed === '' ? undefined : (
          <CloseButton
            size="sm"
            aria-label="Clear the search"
            onClick={() => {
              setTyped('')
              onChange('')
            }}
          />
        )
      }
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        tell(event.currentTarget.value.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
