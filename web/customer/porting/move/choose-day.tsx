import { Alert, Button, Group, NativeSelect, Skeleton, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { instantAt, instantText, zoneName } from '../../../shared/format/dates.ts'
import { Section } from '../../../shared/layout/section.tsx'
import { clockText, timesBetween } from '../../../shared/porting/clock.ts'
import { DayGrid } from '../../../shared/porting/day-grid.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'

const DAYS = 62

/** The customer of an accepted move picks its day and time, of those on which carriers work. */
export function ChooseDay({ port }: { readonly port: Port }): ReactNode {
  const { data } = useRead('listAllowedDates', { params: { portId: port.id }, query: { days: DAYS } })
  return (
    <Section
      title="Choose the day of the move"
      words="You choose once; to change it afterwards write to us, and it costs a fee."
    >
      {data === undefined ? <Skeleton h={90} /> : <Form port={port} dates={data} />}
    </Section>
  )
}

function Form({ port, dates }: { readonly port: Port; readonly dates: Answer<'listAllowedDates'> }): ReactNode {
  const { timeZone } = dates
  const days = dates.days.filter(({ isAllowed }) => isAllowed).map(({ date }) => date)
  const wanted = port.request.wantedOn
  const [day, setDay] = useState(wanted !== null && days.includes(wanted) ? wanted : (days[0] ?? ''))
  const [chosenTime, setTime] = useState<string>()
  // Where the other provider goes by other clocks, the hours both work are others once daylight saving has changed.
  const { opensAt, closesAt } = dates.days.find(({ date }) => date === day)?.hours ?? dates
  const times = timesBetween(opensAt, closesAt)
  const time = times.find((each) => each === chosenTime) ?? times.find((each) => each >= '09:00') ?? opensAt
  const set = useChange('setPortDate', { silent: true, done: 'The day of the move is set' })
  if (day === '') return <Text>No day can be chosen at the moment. Write to us below.</Text>
  const cutOverAt = instantAt(day, time, timeZone)
  const zone = zoneName(new Date(cutOverAt), timeZone)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!set.isPending) set.mutate({ params: { portId: port.id }, body: { cutOverAt }, ifVersion: port.version })
      }}
    >
      <Stack gap="md">
        <DayGrid
          portId={port.id}
          earliest={dates.earliest}
          day={day}
          wantedOn={wanted}
          areAllOpen={false}
          isOwn
          onChoose={setDay}
        />
        <NativeSelect
          label={`Time (${zone})`}
          maw={200}
          data={times.map((each) => ({ value: each, label: clockText(each) }))}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        {set.error !== null && (
          <Alert color="red" role="alert" title="Not set">
            {detailOf(set.error)}
          </Alert>
        )}
        <Text size="sm">{`The move begins on ${instantText(cutOverAt, timeZone)}. Somebody should be there to try the numbers.`}</Text>
        <Group>
          <Button type="submit" loading={set.isPending}>
            Set day
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
