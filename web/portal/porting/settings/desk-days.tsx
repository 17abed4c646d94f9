import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { Section } from '../../../shared/layout/section.tsx'
import { clockText } from '../../../shared/porting/clock.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'

/** By which days and hours ports are due and cut over. */
export function DeskDays(): ReactNode {
  const may = useMay()
  const desk = useRead('listCalendars', {}).data?.items.find(({ process }) => process === 'porting')
  if (desk === undefined) return null
  return (
    <Section
      title="Days and hours of the porting desk"
      actions={
        <Anchor component={AppLink} to="/settings/calendars" fz="sm">
          {may('calendars.write') ? 'Change' : 'See the calendar'}
        </Anchor>
      }
    >
      <Text>{hoursText(desk)}</Text>
      <Text size="sm" c="dimmed" mt={4}>
        {holidaysText(desk)}
      </Text>
    </Section>
  )
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function hoursText({ weekdays, opensAt, closesAt, timeZone }: Item<'listCalendars'>): string {
  const names = weekdays.map((day) => WEEKDAYS[day - 1] ?? '')
  const [first, last] = [weekdays[0] ?? 1, weekdays.at(-1) ?? 1]
  const isRow = weekdays.length > 2 && last - first === weekdays.length - 1
  const days = isRow ? `${names[0]} to ${names.at(-1)}` : names.join(', ')
  return `${days}, ${clockText(opensAt)} to ${clockText(closesAt)}, ${timeZone} time.`
}

function holidaysText({ holidays, closedDays }: Item<'listCalendars'>): string {
  const holidayWords = holidays.nationalOnly
    ? 'Closed on the public holidays that all states and territories share'
    : `Closed on the public holidays of ${holidays.states.join(', ')}`
  return closedDays.length === 0 ? `${holidayWords}.` : `${holidayWords}, and on ${closedDays.length} further days.`
}
