import { Button, Checkbox, Group, NumberInput, Radio, Stack, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { dayBefore, monthOf } from '../format/dates.ts'
import { useTimeZone, useToday } from '../format/figures.tsx'
import type { QueryPatch, QueryState } from '../router/use-address.ts'
import type { Filter } from './columns.ts'

interface FilterEditorProps {
  readonly filter: Exclude<Filter, { kind: 'search' | 'yes' }>
  readonly state: QueryState
  readonly onChange: (patch: QueryPatch, isDone: boolean) => void
}

/** Where a filter is set: the inputs of its kind. */
export function FilterEditor({ filter, state, onChange }: FilterEditorProps): ReactNode {
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
