import { ActionIcon, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { timeText, weekdayText, zoneName } from '../../../shared/format/dates.ts'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'
import { PortBadge } from '../../../shared/porting/port-badge.tsx'
import { PORT_STATE_WORDS, portNumbersText, type PortLine } from '../../../shared/porting/port-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { isMonth, monthAfter, monthText, weeksOf } from '../../../shared/format/month.ts'
import classes from './calendar.module.css'

type CutOvers = Answer<'listCutOvers'>
type Day = CutOvers['days'][number]

/** Cut-overs by day: a month at a time. */
export function CalendarView(): ReactNode {
  const today = useToday(useTimeZone())
  const [state, change] = useQueryState()
  const month = isMonth(state['month']) ? state['month'] : today.slice(0, 7)
  const weeks = weeksOf(month)
  const [from = '', to = ''] = [weeks[0]?.[0], weeks.at(-1)?.[6]]
  const cutOvers = useRead('listCutOvers', { query: { from, to } }, { keep: true })
  const isNarrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false })
  const go = (next: string): void => change({ month: next === today.slice(0, 7) ? undefined : next })
  return (
    <Stack gap="sm">
      <Group gap="xs" role="group" aria-label="Month">
        <ActionIcon variant="default" size={36} aria-label="Month before" onClick={() => go(monthAfter(month, -1))}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon variant="default" size={36} aria-label="Next month" onClick={() => go(monthAfter(month, 1))}>
          <IconChevronRight size={16} />
        </ActionIcon>
        <Title order={2} aria-live="polite">
          {monthText(month)}
        </Title>
        {month !== today.slice(0, 7) && (
          <Button variant="subtle" size="compact-sm" onClick={() => go(today.slice(0, 7))}>
            This month
          </Button>
        )}
        {cutOvers.data !== undefined && (
          <Text size="sm" c="dimmed" ml="auto">
            Times in {zoneName(new Date(`${month}-15T00:00:00Z`), cutOvers.data.timeZone)}
          </Text>
        )}
      </Group>
      <Loaded query={cutOvers} what="the cut-overs" skeleton={<Skeleton h={480} />}>
        {({ days, timeZone }) =>
          isNarrow ? (
            <Days days={days.filter(({ date }) => date.startsWith(month))} timeZone={timeZone} today={today} />
          ) : (
            <Grid weeks={weeks} days={days} month={month} timeZone={timeZone} today={today} />
          )
        }
      </Loaded>
    </Stack>
  )
}

interface GridProps {
  readonly weeks: readonly (readonly string[])[]
  readonly days: readonly Day[]
  readonly month: string
  readonly timeZone: string
  readonly today: string
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function Grid({ weeks, days, month, timeZone, today }: GridProps): ReactNode {
  const byDate = new Map(days.map((day) => [day.date, day]))
  return (
    <table className={classes['month']} aria-label={`Cut-overs in ${monthText(month)}`}>
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((date) => {
              const day = byDate.get(date)
              return (
                <td
                  key={date}
                  data-closed={day?.isOpen === false || undefined}
                  data-beside={!date.startsWith(month) || undefined}
                  data-today={date === today || undefined}
                >
                  <div className={classes['date']}>
                    <time dateTime={date}>{Number(date.slice(8))}</time>
                    <Closed day={day} />
                  </div>
                  <CutOvers items={day?.items ?? []} timeZone={timeZone} />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A holiday by its name; a weekend says it by itself. */
function Closed({ day }: { readonly day: Day | undefined }): ReactNode {
  if (day === undefined || day.isOpen) return null
  if (day.closedFor === null || day.closedFor === WEEKLY) return <span className="unseen">closed</span>
  return <span className={classes['holiday']}>{day.closedFor}</span>
}

/** What the API says of a day that is closed every week. */
const WEEKLY = 'Not a working day'

function CutOvers({ items, timeZone }: { readonly items: readonly PortLine[]; readonly timeZone: string }): ReactNode {
  if (items.length === 0) return null
  return (
    <ul className={classes['items']}>
      {items.map((port) => (
        <li key={port.id}>
          <AppLink
            to={`/porting/${port.id}`}
            className={classes['item']}
            data-tone={PORT_STATE_WORDS[port.state].tone}
            title={`${port.accountName}, from ${port.losingCarrier ?? 'another carrier'}: ${PORT_STATE_WORDS[port.state].text}`}
          >
            <span className={classes['time']}>
              {port.cutOverAt === null ? '' : timeText(port.cutOverAt, timeZone)}
              {port.isOverdue && <span className={classes['late']}> overdue</span>}
            </span>
            <span className="figures">{portNumbersText(port)}</span>
            <span className={classes['whose']}>{port.accountName}</span>
          </AppLink>
        </li>
      ))}
    </ul>
  )
}

interface DaysProps {
  readonly days: readonly Day[]
  readonly timeZone: string
  readonly today: string
}

/** The days on which there is something to know, one below the other. */
function Days({ days, timeZone, today }: DaysProps): ReactNode {
  const told = days.filter(({ items, isOpen, closedFor }) => items.length > 0 || (!isOpen && closedFor !== WEEKLY))
  if (told.length === 0) return <EmptyState title="No cut-overs this month" />
  return (
    <Stack gap="md">
      {told.map((day) => (
        <section key={day.date} aria-label={weekdayText(day.date)}>
          <Group gap="xs" mb={6}>
            <Text fw={600}>{weekdayText(day.date)}</Text>
            {day.date === today && <Text c="dimmed">today</Text>}
            <Closed day={day} />
          </Group>
          <Stack gap={8}>
            {day.items.map((port) => (
              <AppLink key={port.id} to={`/porting/${port.id}`} className={classes['row']}>
                <span className={classes['time']}>
                  {port.cutOverAt === null ? '' : timeText(port.cutOverAt, timeZone)}
                </span>
                <span className={classes['words']}>
                  <Text span fw={600} className="figures">
                    {portNumbersText(port)}
                  </Text>
                  <Text span size="sm" c="dimmed">
                    {port.accountName}, from {port.losingCarrier ?? 'another carrier'}
                  </Text>
                </span>
                <PortBadge state={port.state} isOverdue={port.isOverdue} />
              </AppLink>
            ))}
          </Stack>
        </section>
      ))}
    </Stack>
  )
}
