import { Text } from '@mantine/core'
import { IconCheck, IconMessage, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { instantText, weekdayText } from '../format/dates.ts'
import type { Port } from './port-words.ts'
import { eventWords, milestoneText } from './timeline-words.ts'
import classes from './port-timeline.module.css'

type Event = Port['events'][number]
type Milestone = Port['milestones'][number]

interface PortTimelineProps {
  readonly port: Pick<Port, 'events' | 'attempts' | 'milestones' | 'cutOverAt' | 'state' | 'losingCarrier'>
  /** The zone its times are said in. */
  readonly timeZone: string
  /** Whether it is shown to the customer whose numbers these are. */
  readonly isOwn?: boolean
}

/** Everything that happened to a port, attempt by attempt, by whom and what was said; then what is to come and when. */
export function PortTimeline({ port, timeZone, isOwn = false }: PortTimelineProps): ReactNode {
  const { events, attempts, milestones } = port
  const toCome = ENDED.includes(port.state)
    ? []
    : milestones.filter(({ status }) => status === 'next' || status === 'to-come')
  return (
    <ol className={classes['line']} aria-label="Timeline">
      {events.map((event, index) => (
        <li key={`${event.at} ${String(index)}`} data-kind={kindOf(event)}>
          {attempts.length > 1 && event.what === 'submit' && (
            <Text size="xs" fw={600} c="dimmed" className={classes['attempt']}>
              Attempt {event.attempt}
            </Text>
          )}
          <span className={classes['mark']} aria-hidden>
            <Mark event={event} />
          </span>
          <Happened
            event={event}
            attempt={attempts.find(({ no }) => no === event.attempt)}
            timeZone={timeZone}
            isOwn={isOwn}
          />
        </li>
      ))}
      {toCome.map((milestone) => (
        <li key={milestone.milestone} data-kind={milestone.status} data-overdue={milestone.isOverdue || undefined}>
          <span className={classes['mark']} aria-hidden />
          <div className={classes['words']}>
            <Text fw={milestone.status === 'next' ? 600 : 400}>
              {milestoneText(milestone.milestone, port.losingCarrier, isOwn)}
            </Text>
            <Text size="sm" c={milestone.isOverdue ? 'var(--warning)' : 'dimmed'}>
              {dueText(milestone, port.cutOverAt, timeZone)}
            </Text>
          </div>
        </li>
      ))}
    </ol>
  )
}

const ENDED: readonly Port['state'][] = ['draft', 'rejected', 'closed', 'withdrawn', 'reversed', 'expired']
const BAD: readonly Event['what'][] = ['reject', 'reverse', 'withdraw', 'expire']
const ASIDE: readonly Event['what'][] = ['note', 'changed', 'created', 'split', 'file', 'authority']

function kindOf({ what }: Event): 'bad' | 'aside' | 'done' {
  if (BAD.includes(what)) return 'bad'
  return ASIDE.includes(what) ? 'aside' : 'done'
}

function Mark({ event }: { readonly event: Event }): ReactNode {
  if (event.what === 'note') return <IconMessage size={12} stroke={2} />
  const kind = kindOf(event)
  if (kind === 'bad') return <IconX size={14} stroke={3} />
  return kind === 'done' ? <IconCheck size={14} stroke={3} /> : null
}

interface HappenedProps {
  readonly event: Event
  readonly attempt: Port['attempts'][number] | undefined
  readonly timeZone: string
  readonly isOwn: boolean
}

function Happened({ event, attempt, timeZone, isOwn }: HappenedProps): ReactNode {
  const { title, words } = eventWords(event, attempt, isOwn)
  return (
    <div className={classes['words']}>
      <Text fw={kindOf(event) === 'aside' ? 400 : 500}>{title}</Text>
      <Text size="sm" c="dimmed">
        {instantText(event.at, timeZone)}, {event.by}
        {event.isCustomer && !isOwn && ' (customer)'}
      </Text>
      {words.map((text) => (
        <Text key={text} size="sm" className={classes['said']}>
          {text}
        </Text>
      ))}
      {event.staffWords !== null && event.staffWords !== '' && (
        <Text size="sm" className={classes['aside']}>
          <Text span inherit fw={500}>
            Staff only:{' '}
          </Text>
          {event.staffWords}
        </Text>
      )}
    </div>
  )
}

function dueText(
  { milestone, status, dueOn, isOverdue }: Milestone,
  cutOverAt: string | null,
  timeZone: string,
): string {
  if (milestone === 'cut-over' && cutOverAt !== null) return `Set for ${instantText(cutOverAt, timeZone)}`
  if (dueOn === null) return 'To come'
  if (isOverdue) return `Was due ${weekdayText(dueOn)}`
  return status === 'next' ? `Due ${weekdayText(dueOn)}` : `Planned by ${weekdayText(dueOn)}`
}
