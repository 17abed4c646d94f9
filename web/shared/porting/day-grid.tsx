import { ActionIcon, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useRead } from '../api/hooks.ts'
import { dayText, weekdayText } from '../format/dates.ts'
import { monthAfter, monthText, weeksOf } from '../format/month.ts'
import classes from './day-grid.module.css'

interface DayGridProps {
  readonly portId: string
  /** The first day that may be chosen. */
  readonly earliest: string
  /** The day chosen; '' none. */
  readonly day: string
  readonly wantedOn: string | null
  /** Whether days on which the desk is closed may be chosen, too. */
  readonly areAllOpen: boolean
  /** Whether the customer whose numbers these are chooses. */
  readonly isOwn?: boolean
  readonly onChoose: (day: string) => void
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
/** The longest stretch a month needs. */
const DAYS = 42

/** A month of days; those that cannot be chosen are greyed, and say why. */
export function DayGrid({
  portId,
  earliest,
  day,
  wantedOn,
  areAllOpen,
  isOwn = false,
  onChoose,
}: DayGridProps): ReactNode {
  const [month, setMonth] = useState((day > earliest ? day : earliest).slice(0, 7))
  const weeks = weeksOf(month)
  const from = weeks[0]?.[0] ?? `${month}-01`
  const { data } = useRead('listAllowedDates', { params: { portId }, query: { from, days: DAYS } }, { keep: true })
  const byDate = new Map((data?.days ?? []).map((each) => [each.date, each]))
  const canChoose = (date: string): boolean => (areAllOpen ? date >= earliest : byDate.get(date)?.isAllowed === true)
  return (
    <div>
      <Group gap="xs" mb={6}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label="Month before"
          disabled={month <= earliest.slice(0, 7)}
          onClick={() => setMonth(monthAfter(month, -1))}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon variant="default" size={32} aria-label="Next month" onClick={() => setMonth(monthAfter(month, 1))}>
          <IconChevronRight size={16} />
        </ActionIcon>
        <Text fw={600} aria-live="polite">
          {monthText(month)}
        </Text>
      </Group>
      <table className={classes['days']} aria-label={isOwn ? 'Day of the move' : 'Day of the cut-over'}>
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
              {week.map((date) => (
                <td key={date} {...reasonOf(canChoose(date), byDate.get(date)?.reason)}>
                  <button
                    type="button"
                    aria-pressed={date === day}
                    aria-label={`${weekdayText(date)}${date === wantedOn ? ', asked for' : ''}`}
                    data-wanted={date === wantedOn || undefined}
                    data-beside={!date.startsWith(month) || undefined}
                    disabled={!canChoose(date)}
                    onClick={() => onChoose(date)}
                    onKeyDown={moveFocus}
                  >
                    {Number(date.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="xs" c="dimmed" mt={4}>
        {`The first day there is: ${dayText(earliest)}.`}
        {wantedOn !== null && ` ${isOwn ? 'You' : 'The customer'} asked for ${dayText(wantedOn)}, which is underlined.`}
      </Text>
    </div>
  )
}

function reasonOf(isChoosable: boolean, reason: string | null | undefined): { readonly title?: string } {
  return isChoosable || reason === null || reason === undefined ? {} : { title: reason }
}

const STEPS: Readonly<Partial<Record<string, number>>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Arrows move by days and weeks, over those that cannot be chosen. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = STEPS[event.key]
  const table = event.currentTarget.closest('table')
  if (step === undefined || table === null) return
  event.preventDefault()
  const all = [...table.querySelectorAll('button')]
  let index = all.indexOf(event.currentTarget)
  do index += step
  while (all[index]?.disabled === true)
  all[index]?.focus()
}
