import { ActionIcon, Group, Stack, Table, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useRead } from '../../../../shared/api/hooks.ts'
import type { Answer, Item } from '../../../../shared/api/wire-types.ts'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { dayOf, daysText, nextDay, weekdayText } from '../../../../shared/format/dates.ts'
import { useMinute, useTimeZone } from '../../../../shared/format/figures.tsx'
import { Section } from '../../../../shared/layout/section.tsx'
import { useQueryState } from '../../../../shared/router/use-address.ts'
import { monthText, weeksOf } from '../../../../shared/format/month.ts'
import classes from './closed-year.module.css'

type ClosedDay = Answer<'listClosedDays'>['items'][number]

/** How far from this year public holidays are looked up. */
const YEARS_AROUND = 2

interface ClosedYearProps {
  readonly calendar: Pick<Item<'listCalendars'>, 'id' | 'weekdays'>
}

/** The closed days of a year, month by month and with why. */
export function ClosedYear({ calendar: { id: calendarId, weekdays } }: ClosedYearProps): ReactNode {
  const timeZone = useTimeZone()
  const thisYear = Number(dayOf(useMinute(), timeZone).slice(0, 4))
  const [state, change] = useQueryState()
  const asked = Number(state['year'] ?? thisYear)
  const year = Math.abs(asked - thisYear) <= YEARS_AROUND ? asked : thisYear
  const turn = (by: number): void => change({ year: String(year + by) }, { replace: true })
  const days = useRead('listClosedDays', { params: { calendarId }, query: { from: `${year}-01-01` } }, { keep: true })
  return (
    <Section
      title={`Closed in ${year}`}
      words="Beside the days of the week that are not worked."
      actions={
        <>
          <ActionIcon
            variant="default"
            size={32}
            aria-label="Year before"
            disabled={year <= thisYear - YEARS_AROUND}
            onClick={() => turn(-1)}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={32}
            aria-label="Next year"
            disabled={year >= thisYear + YEARS_AROUND}
            onClick={() => turn(1)}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
        </>
      }
    >
      <Loaded query={days} what="the closed days">
        {({ items }) => (
          <Stack gap="lg">
            <div className={classes['year']} aria-hidden>
              {Array.from({ length: 12 }, (_, index) => (
                <Month
                  key={index}
                  month={`${year}-${String(index + 1).padStart(2, '0')}`}
                  weekdays={weekdays}
                  items={items}
                />
              ))}
            </div>
            <Group gap="lg" fz="sm" aria-hidden>
              <span className={classes['key']} data-closed="holiday">
                Public holiday
              </span>
              <span className={classes['key']} data-closed="own">
                Own
              </span>
            </Group>
            <Table aria-label={`Closed days of ${year}`} fz="sm" maw={640}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Day</Table.Th>
                  <Table.Th>Why</Table.Th>
                  <Table.Th>Whose</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {stretchesOf(items).map(({ from, to, name, isPublicHoliday }) => (
                  <Table.Tr key={`${from} ${name}`}>
                    <Table.Td>{from === to ? weekdayText(from) : daysText(from, to)}</Table.Td>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td c="dimmed">{isPublicHoliday ? 'Public holiday' : 'Own'}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Stack>
        )}
      </Loaded>
    </Section>
  )
}

interface MonthProps {
  readonly month: string
  readonly weekdays: readonly number[]
  readonly items: readonly ClosedDay[]
}

function Month({ month, weekdays, items }: MonthProps): ReactNode {
  const byDate = new Map(items.map((day) => [day.date, day]))
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {monthText(month).replace(/ \d+$/, '')}
      </Text>
      <div className={classes['days']}>
        {weeksOf(month)
          .flat()
          // Weeks begin on Monday, which is 1.
          .map((date, index) => {
            const isWorked = weekdays.includes((index % 7) + 1)
            const closed = byDate.get(date)
            const isHere = date.startsWith(month)
            return (
              <span
                key={date}
                className={classes['day']}
                {...(isWorked && { 'data-worked': true })}
                {...(isHere && closed !== undefined && { 'data-closed': closed.isPublicHoliday ? 'holiday' : 'own' })}
                {...(isHere && closed !== undefined && { title: closed.name })}
              >
                {isHere ? Number(date.slice(8)) : ''}
              </span>
            )
          })}
      </div>
    </div>
  )
}

interface Stretch {
  readonly from: string
  readonly to: string
  readonly name: string
  readonly isPublicHoliday: boolean
}

/** Days of one name that follow each other are one line. */
function stretchesOf(items: readonly ClosedDay[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (const { date, name, isPublicHoliday } of items) {
    const last = stretches.at(-1)
    const goesOn = last !== undefined && last.name === name && !isPublicHoliday && nextDay(last.to) === date
    if (goesOn) {
      stretches.splice(-1, 1, { ...last, to: date })
    } else stretches.push({ from: date, to: date, name, isPublicHoliday })
  }
  return stretches
}
