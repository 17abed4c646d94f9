import { Alert, Button, Group, NativeSelect, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { dayText, instantText, startOfDay, weekdayText, zoneName } from '../../../shared/format/dates.ts'
import { Section } from '../../../shared/layout/section.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'

const DAYS = 62
const HALF_HOUR = 30

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
  const { timeZone, opensAt, closesAt } = dates
  const days = dates.days.filter(({ isAllowed }) => isAllowed).map(({ date }) => date)
  const times = timesBetween(opensAt, closesAt)
  const wanted = port.request.wantedOn
  const [day, setDay] = useState(wanted !== null && days.includes(wanted) ? wanted : (days[0] ?? ''))
  const [minutes, setMinutes] = useState(times.find((time) => time >= 9 * 60) ?? times[0] ?? 0)
  const set = useChange('setPortDate', { silent: true, done: 'The day of the move is set' })
  if (day === '') return <Text>No day can be chosen at the moment. Write to us below.</Text>
  const cutOverAt = instantAt(day, minutes, timeZone)
  const zone = zoneName(new Date(cutOverAt), timeZone)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!set.isPending) set.mutate({ params: { portId: port.id }, body: { cutOverAt }, ifVersion: port.version })
      }}
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <NativeSelect
            label="Day"
            data={days.map((date) => ({
              value: date,
              label: `${weekdayText(date).split(' ')[0] ?? ''} ${dayText(date)}`,
            }))}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <NativeSelect
            label={`Time (${zone})`}
            data={times.map((time) => ({ value: String(time), label: clockText(time) }))}
            value={String(minutes)}
            onChange={(event) => setMinutes(Number(event.currentTarget.value))}
          />
        </SimpleGrid>
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

function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** Every half hour a move may begin at, in minutes of the day. */
function timesBetween(opensAt: string, closesAt: string): readonly number[] {
  const [from, to] = [minutesOf(opensAt), minutesOf(closesAt)]
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / HALF_HOUR)) }, (_, index) => from + index * HALF_HOUR)
}

function clockText(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  return `${((hours + 11) % 12) + 1}:${String(minutes % 60).padStart(2, '0')} ${hours < 12 ? 'am' : 'pm'}`
}

/** Clocks are changed on Sundays, when nobody moves numbers. */
function instantAt(day: string, minutes: number, timeZone: string): string {
  const midnight = Date.parse(startOfDay(day, timeZone))
  return new Date(midnight + minutes * 60_000).toISOString()
}
