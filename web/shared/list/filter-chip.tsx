import { Button, Checkbox, CloseButton, Group, NumberInput, Popover, Radio, Stack, TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { dayBefore, dayText, daysText, monthOf } from '../format/dates.ts'
import { useTimeZone, useToday } from '../format/figures.tsx'
import type { QueryPatch, QueryState } from '../router/use-address.ts'
import { fieldsOf, type Filter } from './columns.ts'

interface FilterChipProps {
  readonly filter: Exclude<Filter, { kind: 'search' }>
  readonly state: QueryState
  readonly onChange: (patch: QueryPatch) => void
}

/** A filter as a chip: `Status`, or `Status: Active` with a cross that takes it away. */
export function FilterChip({ filter, state, onChange }: FilterChipProps): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const words = wordsOf(filter, state)
  const clear = (): void => onChange(Object.fromEntries(fieldsOf(filter).map((field) => [field, undefined])))
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
            onClick={() => setOpen(!isOpen)}
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
        <Editor
          filter={filter}
          state={state}
          onChange={(patch, isDone) => {
            onChange(patch)
            if (isDone) setOpen(false)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

interface EditorProps {
  readonly filter: Exclude<Filter, { kind: 'search' | 'yes' }>
  readonly state: QueryState
  readonly onChange: (patch: QueryPatch, isDone: boolean) => void
}

function Editor({ filter, state, onChange }: EditorProps): ReactNode {
  const value = state[filter.field] ?? ''
  switch (filter.kind) {
    case 'choice':
      return filter.several === true ? (
        <Checkbox.Group
          label={filter.label}
          value={value === '' ? [] : value.split(',')}
          onChange={(values) => onChange({ [filter.field]: values.join(',') || undefined }, false)}
        >
          <Stack gap={6} mt="xs" mah={320} style={{ overflowY: 'auto' }}>
            {filter.options.map((option) => (
              <Checkbox key={option.value} value={option.value} label={option.label} size="sm" />
            ))}
          </Stack>
        </Checkbox.Group>
      ) : (
        <Radio.Group
          label={filter.label}
          value={value}
          onChange={(chosen) => onChange({ [filter.field]: chosen }, true)}
        >
          <Stack gap={6} mt="xs" mah={320} style={{ overflowY: 'auto' }}>
            {filter.options.map((option) => (
              <Radio key={option.value} value={option.value} label={option.label} size="sm" />
            ))}
          </Stack>
        </Radio.Group>
      )
    case 'text':
      return (
        <Once initial={value} onDone={(text) => onChange({ [filter.field]: text || undefined }, true)}>
          {(typed, type) => (
            <TextInput
              label={filter.label}
              value={typed}
              placeholder={filter.placeholder ?? ''}
              onChange={(event) => type(event.currentTarget.value)}
              data-autofocus
            />
          )}
        </Once>
      )
    case 'number':
      return (
        <Once initial={value} onDone={(text) => onChange({ [filter.field]: text || undefined }, true)}>
          {(typed, type) => (
            <NumberInput
              label={filter.label}
              suffix={` ${filter.unit}`}
              min={0}
              allowDecimal={false}
              value={typed}
              onChange={(next) => type(String(next))}
              data-autofocus
            />
          )}
        </Once>
      )
    case 'range':
      return (
        <Range
          label={filter.label}
          unit={filter.unit}
          initial={[value, state[filter.toField] ?? '']}
          onDone={([from, to]) =>
            onChange({ [filter.field]: from || undefined, [filter.toField]: to || undefined }, true)
          }
        />
      )
    case 'day':
      return (
        <TextInput
          type="date"
          label={filter.label}
          value={value}
          onChange={(event) => onChange({ [filter.field]: event.currentTarget.value || undefined }, false)}
        />
      )
    case 'days':
      return (
        <Stack gap="xs">
          <Group gap="xs" align="flex-end">
            <TextInput
              type="date"
              label="From"
              value={value}
              onChange={(event) => onChange({ [filter.field]: event.currentTarget.value || undefined }, false)}
            />
            <TextInput
              type="date"
              label="To, included"
              value={state[filter.toField] ?? ''}
              onChange={(event) => onChange({ [filter.toField]: event.currentTarget.value || undefined }, false)}
            />
          </Group>
          <Months onPick={({ from, to }) => onChange({ [filter.field]: from, [filter.toField]: to }, true)} />
        </Stack>
      )
    case 'pick':
      return (
        <filter.Picker value={value} onPick={(picked) => onChange({ [filter.field]: picked || undefined }, true)} />
      )
    default:
      return filter satisfies never
  }
}

interface Span {
  readonly from: string
  readonly to: string
}

/** The days people ask for most, at one press. */
function Months({ onPick }: { readonly onPick: (span: Span) => void }): ReactNode {
  const today = useToday(useTimeZone())
  const thisMonth = monthOf(today)
  return (
    <Group gap={4}>
      <Button variant="subtle" size="compact-xs" onClick={() => onPick(thisMonth)}>
        This month
      </Button>
      <Button variant="subtle" size="compact-xs" onClick={() => onPick(monthOf(dayBefore(thisMonth.from)))}>
        Last month
      </Button>
    </Group>
  )
}

interface OnceProps {
  readonly initial: string
  readonly onDone: (text: string) => void
  readonly children: (typed: string, type: (text: string) => void) => ReactNode
}

/** A field that counts once it is confirmed. */
function Once({ initial, onDone, children }: OnceProps): ReactNode {
  const [typed, setTyped] = useState(initial)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onDone(typed.trim())
      }}
    >
      <Stack gap="xs">
        {children(typed, setTyped)}
        <Button type="submit" size="compact-sm">
          Apply
        </Button>
      </Stack>
    </form>
  )
}

interface RangeProps {
  readonly label: string
  readonly unit: string
  readonly initial: readonly [string, string]
  readonly onDone: (range: readonly [string, string]) => void
}

function Range({ label, unit, initial, onDone }: RangeProps): ReactNode {
  const [[from, to], setRange] = useState(initial)
  const isCrossed = from !== '' && to !== '' && Number(from) > Number(to)
  const usual = { suffix: ` ${unit}`, min: 0, allowDecimal: false, w: 130 } as const
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onDone(isCrossed ? [to, from] : [from, to])
      }}
    >
      <Stack gap="xs">
        <Group gap="xs">
          <NumberInput
            {...usual}
            label={`${label} from`}
            value={from}
            onChange={(next) => setRange([String(next), to])}
            data-autofocus
          />
          <NumberInput {...usual} label="to" value={to} onChange={(next) => setRange([from, String(next)])} />
        </Group>
        <Button type="submit" size="compact-sm">
          Apply
        </Button>
      </Stack>
    </form>
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
