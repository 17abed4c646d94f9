import { Checkbox, Group, NativeSelect, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { dayOf, instantAt, instantText, zoneName } from '../../../shared/format/dates.ts'
import { clockOf, clockText, timesBetween } from './clock.ts'
import { DayGrid } from './day-grid.tsx'

interface CutOverFieldsProps {
  readonly portId: string
  /** The instant chosen; '' none. */
  readonly cutOverAt: string
  readonly outOfHours: boolean
  /** The day the customer would like. */
  readonly wantedOn: string | null
  readonly onChange: (patch: { readonly cutOverAt?: string; readonly outOfHours?: boolean }) => void
}

/** The day of a cut-over, of those the carriers can, and its time in the hours of the porting desk. */
export function CutOverFields({ portId, cutOverAt, outOfHours, wantedOn, onChange }: CutOverFieldsProps): ReactNode {
  const { data: dates } = useRead('listAllowedDates', { params: { portId }, query: { days: 1 } })
  const [chosenTime, setTime] = useState<string>()
  if (dates === undefined) return <Skeleton h={300} />
  const { timeZone, opensAt, closesAt, earliest } = dates
  const day = cutOverAt === '' ? '' : dayOf(new Date(cutOverAt), timeZone)
  const times = timesBetween(opensAt, closesAt)
  const time =
    chosenTime ?? (cutOverAt === '' ? (times.find((each) => each >= '09:00') ?? opensAt) : clockOf(cutOverAt, timeZone))
  const choose = (nextDay: string, nextTime: string): void => {
    setTime(nextTime)
    if (nextDay !== '') onChange({ cutOverAt: instantAt(nextDay, nextTime, timeZone) })
  }
  return (
    <Stack gap="sm">
      <DayGrid
        portId={portId}
        earliest={earliest}
        day={day}
        wantedOn={wantedOn}
        areAllOpen={outOfHours}
        onChoose={(next) => choose(next, time)}
      />
      <Group align="flex-end" gap="md">
        {outOfHours ? (
          <TextInput
            type="time"
            label={`Time (${zoneName(new Date(`${earliest}T02:00:00Z`), timeZone)})`}
            value={time}
            onChange={(event) => choose(day, event.currentTarget.value)}
          />
        ) : (
          <NativeSelect
            label={`Time (${zoneName(new Date(`${earliest}T02:00:00Z`), timeZone)})`}
            data={(times.includes(time) ? times : [time, ...times]).map((each) => ({
              value: each,
              label: clockText(each),
            }))}
            value={time}
            onChange={(event) => choose(day, event.currentTarget.value)}
          />
        )}
        <Checkbox
          label="Out of hours, for a fee"
          checked={outOfHours}
          onChange={(event) => onChange({ outOfHours: event.currentTarget.checked })}
          pb={10}
        />
      </Group>
      <Text size="sm" aria-live="polite">
        {cutOverAt === '' ? 'Choose a day.' : `Cut-over on ${instantText(cutOverAt, timeZone)}.`}
      </Text>
    </Stack>
  )
}
