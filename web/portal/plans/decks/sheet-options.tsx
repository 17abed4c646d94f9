import { Checkbox, Group, NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { SheetOptions, SheetReading } from './use-sheet-reading.ts'

interface SheetOptionsProps {
  readonly reading: SheetReading
  readonly options: SheetOptions
  readonly onChange: (options: SheetOptions) => void
}

const POINT = { point: 'point: 0.05', comma: 'comma: 0,05' } as const
const ORDER = { dmy: 'day first: 3/12/2026', mdy: 'month first: 12/3/2026' } as const

/** How the sheet's amounts and dates are written, where it does not show it itself. */
export function SheetOptionsFields({ reading, options, onChange }: SheetOptionsProps): ReactNode {
  const change = (part: Partial<SheetOptions>): void => onChange({ ...options, ...part })
  return (
    <Group gap="md" align="flex-end">
      <NativeSelect
        label="Decimals"
        value={options.decimal}
        onChange={(event) => change({ decimal: event.currentTarget.value as SheetOptions['decimal'] })}
        data={[
          { value: '', label: foundText(reading.decimal && POINT[reading.decimal]) },
          { value: 'point', label: POINT.point },
          { value: 'comma', label: POINT.comma },
        ]}
      />
      <NativeSelect
        label="Dates"
        value={options.dates}
        onChange={(event) => change({ dates: event.currentTarget.value as SheetOptions['dates'] })}
        data={[
          { value: '', label: foundText(reading.dates && ORDER[reading.dates]) },
          { value: 'dmy', label: ORDER.dmy },
          { value: 'mdy', label: ORDER.mdy },
        ]}
      />
      <TextInput
        label="Currency"
        w={90}
        maxLength={3}
        placeholder={reading.currency ?? 'AUD'}
        defaultValue={options.currency}
        onBlur={(event) => change({ currency: event.currentTarget.value.trim().toUpperCase() })}
      />
      <Checkbox
        label="Round prices with more than 6 decimals"
        checked={options.round}
        onChange={(event) => change({ round: event.currentTarget.checked })}
        mb={8}
      />
    </Group>
  )
}

function foundText(found: string | null): string {
  return found === null ? 'as the sheet shows' : `as found, ${found}`
}
