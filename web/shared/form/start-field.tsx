import { Group, Radio, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { startOfDay } from '../format/dates.ts'

interface StartFieldProps {
  /** `From when on?` */
  readonly label: string
  /** A day, `2026-12-03`; null: at once. */
  readonly value: string | null
  readonly onChange: (day: string | null) => void
  /** The zone whose midnight the day begins at. */
  readonly timeZone: string
  /** The day that is offered when a day is wanted. */
  readonly firstDay: string
  readonly error?: ReactNode
}

/** From when on something holds: at once, or from the beginning of a day. */
export function StartField({ label, value, onChange, timeZone, firstDay, error }: StartFieldProps): ReactNode {
  return (
    <Radio.Group
      label={label}
      value={value === null ? 'now' : 'day'}
      onChange={(choice) => onChange(choice === 'now' ? null : firstDay)}
      error={value === '' ? 'Choose a day.' : error}
    >
      <Group mt={6} gap="lg" mih={36}>
        <Radio value="now" label="Now" />
        <Radio value="day" label="From a day on" />
        {value !== null && (
          <>
            <TextInput
              type="date"
              aria-label="The day"
              value={value}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
            <Text size="sm" c="dimmed">{`midnight, ${timeZone.replaceAll('_', ' ')}`}</Text>
          </>
        )}
      </Group>
    </Radio.Group>
  )
}

/** What {@link StartField} says, as it travels; undefined: now. */
export function startOf(day: string | null, timeZone: string): string | undefined {
  if (day === null) return undefined
  return day === '' ? '' : startOfDay(day, timeZone)
}
