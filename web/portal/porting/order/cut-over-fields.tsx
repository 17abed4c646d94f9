import { Checkbox, Group, NativeSelect, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { instantAt, instantText, zoneName } from '../../../shared/format/dates.ts'
import { clockText, timesBetween } from '../../../shared/porting/clock.ts'
import { DayGrid } from '../../../shared/porting/day-grid.tsx'

interface CutOverFieldsProps {
  readonly portId: string
  /** The instant chosen; '' none. */
  readonly cutOverAt: string
  readonly outOfHours: boolean
  /** The day the customer would like. */
  readonly wantedOn: string | null
  readonly onChange: (patch: { readonly cutOverAt?: string; readonly outOfHours?: boolean }) => void
}

/** The day of a cut-over, of those the carriers can, and its time in the hours the desk and the carrier share. */
export function CutOverFields({ portId, cutOverAt, outOfHours, wantedOn, onChange }: CutOverFieldsProps): ReactNode {
  const { data: dates } = useRead('listAllowedDates', { params: { portId }, query: { days: 1 } })
  const [day, setDay] = useState('')
  const asked = { params: { portId }, query: { from: day, days: 1 } }
  const { data: ofDay } = useRead('listAllowedDates', asked, { enabled: day !== '', keep: true })
  const [chosenTime, setTime] = useState<string>()
  if (dates === undefined) return <Skeleton h={300} />
  const { timeZone, earliest } = dates
  // Where the carrier goes by other clocks, the hours both work are others once daylight saving has changed.
  const { opensAt, closesAt } = ofDay?.days[0]?.hours ?? dates
  const times = timesBetween(opensAt, closesAt)
  const time = chosenTime ?? times.find((each) => each >= '09:00') ?? opensAt
  const choose = (nextDay: string, nextTime: string): void => {
    setDay(nextDay)
    setTime(nextTime)
    onChange({ cutOverAt: nextDay === '' || nextTime === '' ? '' : instantAt(nextDay, nextTime, timeZone) })
  }
  const zone = zoneName(new Date(cutOverAt === '' ? `${earliest}T02:00:00Z` : cutOverAt), timeZone)
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
            label={`Time (${zone})`}
            value={time}
            onChange={(event) => choose(day, event.currentTarget.value)}
          />
        ) : (
          <NativeSelect
            label={`Time (${zone})`}
            data={(times.includes(time) || time === '' ? times : [time, ...times]).map((each) => ({
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
        {cutOverAt === '' ? 'Choose a day and a time.' : `Cut-over on ${instantText(cutOverAt, timeZone)}.`}
      </Text>
    </Stack>
  )
}
