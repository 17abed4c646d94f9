import { Group, Select, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { daysText } from '../../shared/format/dates.ts'
import type { Month } from './use-months.ts'

interface Days {
  readonly from: string
  readonly to: string
}

interface MonthPickerProps extends Days {
  readonly months: readonly Month[]
  readonly onChange: (days: Days) => void
}

const OTHER = 'other'

/** This month, the last, one before, or whatever days are wanted. */
export function MonthPicker({ months, from, to, onChange }: MonthPickerProps): ReactNode {
  const known = months.find((month) => month.from === from && month.to === to)
  const [isOther, setOther] = useState(false)
  const isChosen = isOther || (known === undefined && from !== '')
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label="Calls of"
        w={{ base: '100%', xs: 340 }}
        allowDeselect={false}
        value={isChosen ? OTHER : (known?.from ?? null)}
        data={[
          ...months.map((month) => ({
            value: month.from,
            label: [month.name, daysText(month.from, month.to)].filter((part) => part !== '').join(', '),
          })),
          { value: OTHER, label: 'Other days' },
        ]}
        onChange={(value) => {
          const month = months.find((each) => each.from === value)
          setOther(month === undefined)
          if (month !== undefined) onChange({ from: month.from, to: month.to })
        }}
      />
      {isChosen && (
        <>
          <TextInput
            type="date"
            label="First day"
            value={from}
            onChange={(event) => onChange(inOrder(event.currentTarget.value || from, to))}
          />
          <TextInput
            type="date"
            label="Last day"
            value={to}
            onChange={(event) => onChange(inOrder(from, event.currentTarget.value || to))}
          />
        </>
      )}
    </Group>
  )
}

function inOrder(from: string, to: string): Days {
  return from <= to ? { from, to } : { from: to, to: from }
}
