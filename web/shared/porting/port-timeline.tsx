import { Text } from '@mantine/core'
import { IconCheck, IconMail, IconMessage, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { instantText, weekdayText } from '../format/dates.ts'
import { moneyText } from '../format/money.ts'
import { MessageLine, type PortMessage } from './day/port-messages.tsx'
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
  /** What was charged, to stand with the step it was charged for. */
  readonly fees?: Port['fees']
  /** What was mailed meanwhile. */
  readonly messages?: readonly PortMessage[]
}

/** Everything that happened to a port, attempt by attempt, by whom and what was said; then what is to come and when. */
export function PortTimeline(props: PortTimelineProps): ReactNode {
  const { port, timeZone, isOwn = false, fees = [], messages = [] } = props
  const { events, attempts, milestones } = port
  const toCome = ENDED.includes(port.state)
    ? []
    : milestones.filter(({ status }) => status === 'next' || status === 'to-come')
  return (
    <ol className={classes['line']} aria-label="Timeline">
      {inOrder(events, messages).map((entry, index) =>
        'mailId' in entry ? (
          <li key={`mail ${entry.mailId}`} data-kind="aside">
            <span className={classes['mark']} aria-hidden>
              <IconMail size={12} stroke={2} />
            </span>
            <MessageLine message={entry} timeZone={timeZone} />
          </li>
        ) : (
          <li key={`${entry.at} ${String(index)}`} data-kind={kindOf(entry)}>
            {attempts.length > 1 && entry.what === 'submit' && (
              <Text size="xs" fw={600} c="dimmed" className={classes['attempt']}>
                Attempt {entry.attempt}
              </Text>
            )}
            <span className={classes['mark']} aria-hidden>
              <Mark event={entry} />
            </span>
            <Happened
              event={entry}
              attempt={attempts.find(({ no }) => no === entry.attempt)}
              timeZone={timeZone}
              isOwn={isOwn}
              fees={fees.filter(({ chargedAt }) => chargedAt === entry.at)}
            />
          </li>
        ),
      )}
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

/** Mails go out after what they tell of. */
function inOrder(events: readonly Event[], messages: readonly PortMessage[]): readonly (Event | PortMessage)[] {
  const at = (entry: Event | PortMessage): number => Date.parse('mailId' in entry ? entry.queuedAt : entry.at)
  return [...events, ...messages].toSorted((one, other) => at(one) - at(other))
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
  readonly fees: Port['fees']
}

function Happened({ event, attempt, timeZone, isOwn, fees }: HappenedProps): ReactNode {
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
      {fees.map(({ chargeId, description, amount }) => (
        <Text key={chargeId} size="sm">{`Charged ${moneyText(amount)} ex GST: ${description}`}</Text>
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
