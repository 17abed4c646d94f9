import { Button, CloseButton, Group, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { dayText, daysText } from '../format/dates.ts'
import type { QueryPatch, QueryState } from '../router/use-address.ts'
import { fieldsOf, type Filter } from './columns.ts'
import type { FilterEditor } from './filter-editor.tsx'

interface FilterChipProps {
  readonly filter: Exclude<Filter, { kind: 'search' }>
  readonly state: QueryState
  readonly onChange: (patch: QueryPatch) => void
}

/** A filter as a chip: `Status`, or `Status: Active` with a cross that takes it away. */
export function FilterChip({ filter, state, onChange }: FilterChipProps): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const [Editor, setEditor] = useState<typeof FilterEditor>()
  const words = wordsOf(filter, state)
  const clear = (): void => onChange(Object.fromEntries(fieldsOf(filter).map((field) => [field, undefined])))
  // Inputs of every kind are read once one is wanted: the list stands there sooner without them.
  const open = async (): Promise<void> => {
    const { FilterEditor: loaded } = await import('./filter-editor.tsx')
    setEditor(() => loaded)
    setOpen(true)
  }
  if (filter.kind === 'yes') {
    return (
      <Button
        size="compact-sm"
        variant={words === undefined ? 'default' : 'light'}
        aria-pressed={words !== undefined}
        onClick={() => onChange({ [filter.field]: words === undefined ? 'true' : undefined })}
      >
        {words === 'false' ? `Not ${filter.label.toLowerCase()}` : filter.label}
      </Button>
    )
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus shadow="md" position="bottom-start">
      <Group gap={0} wrap="nowrap">
        <Popover.Target>
          <Button
            size="compact-sm"
            variant={words === undefined ? 'default' : 'light'}
            rightSection={words === undefined ? <IconChevronDown size={12} aria-hidden /> : undefined}
            onClick={() => (isOpen ? setOpen(false) : void open())}
          >
            {words === undefined ? (
              filter.label
            ) : filter.kind === 'pick' ? (
              <filter.Words value={words} />
            ) : (
              `${filter.label}: ${words}`
            )}
          </Button>
        </Popover.Target>
        {words !== undefined && (
          <CloseButton size="sm" aria-label={`Take the filter ${filter.label} away`} onClick={clear} />
        )}
      </Group>
      <Popover.Dropdown>
        {Editor !== undefined && (
          <Editor
            filter={filter}
            state={state}
            onChange={(patch, isDone) => {
              onChange(patch)
              if (isDone) setOpen(false)
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function wordsOf(filter: FilterChipProps['filter'], state: QueryState): string | undefined {
  const value = state[filter.field] ?? ''
  if (filter.kind === 'days') {
    const to = state[filter.toField] ?? ''
    if (value !== '' && to !== '') return daysText(value, to)
    if (value !== '') return `from ${dayText(value)}`
    return to === '' ? undefined : `until ${dayText(to)}`
  }
  if (filter.kind === 'range') {
    const to = state[filter.toField] ?? ''
    if (value !== '' && to !== '') return `${value}–${to} ${filter.unit}`
    if (value !== '') return `${value} ${filter.unit} or more`
    return to === '' ? undefined : `up to ${to} ${filter.unit}`
  }
  if (value === '') return undefined
  if (filter.kind === 'day') return dayText(value)
  if (filter.kind === 'number') return `${value} ${filter.unit}`
  if (filter.kind === 'text') return filter.say?.(value) ?? value
  if (filter.kind !== 'choice') return value
  const names = value.split(',').map((each) => filter.options.find((option) => option.value === each)?.label ?? each)
  return names.length > 2 ? `${names.length} chosen` : names.join(', ')
}
