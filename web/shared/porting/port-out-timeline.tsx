import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconMessage, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { PORT_OUT_REFUSALS } from '#domain/porting/port-out-refusal.ts'
import { instantText } from '../format/dates.ts'
import type { PortOut } from './port-out-words.ts'
import classes from './port-timeline.module.css'

type Event = PortOut['events'][number]

interface PortOutTimelineProps {
  readonly portOut: PortOut
  /** The zone its times are said in. */
  readonly timeZone: string
  /** Whether it is shown to the customer whose numbers these are. */
  readonly isOwn?: boolean
}

/** Everything that happened to a request to leave, by whom and what was said. */
export function PortOutTimeline({ portOut, timeZone, isOwn = false }: PortOutTimelineProps): ReactNode {
  return (
    <ol className={classes['line']} aria-label="Timeline">
      {portOut.events.map((event, index) => (
        <li key={`${event.at} ${String(index)}`} data-kind={kindOf(event)}>
          <span className={classes['mark']} aria-hidden>
            <Mark event={event} />
          </span>
          <div className={classes['words']}>
            <Text fw={kindOf(event) === 'aside' ? 400 : 500}>{titleOf(event, portOut, isOwn)}</Text>
            <Text size="sm" c="dimmed">
              {instantText(event.at, timeZone)}, {event.by}
              {event.isCustomer && !isOwn && ' (customer)'}
            </Text>
            {event.words !== '' && (
              <Text size="sm" className={classes['said']}>
                {event.words}
              </Text>
            )}
            {event.staffWords !== null && event.staffWords !== '' && (
              <Text size="sm" className={classes['aside']}>
                <Text span inherit fw={500}>
                  Staff only:{' '}
                </Text>
                {event.staffWords}
              </Text>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

const BAD: readonly Event['what'][] = ['refuse', 'cancel', 'undo-release']
const ASIDE: readonly Event['what'][] = ['note', 'received', 'warning-seen']

function kindOf({ what, words }: Event): 'bad' | 'aside' | 'done' {
  if (BAD.includes(what) || (what === 'answered' && words.includes('not'))) return 'bad'
  return ASIDE.includes(what) ? 'aside' : 'done'
}

function Mark({ event }: { readonly event: Event }): ReactNode {
  if (event.what === 'note') return <IconMessage size={12} stroke={2} />
  if (event.what === 'answered' && kindOf(event) === 'bad') return <IconAlertTriangle size={13} stroke={2.5} />
  const kind = kindOf(event)
  if (kind === 'bad') return <IconX size={14} stroke={3} />
  return kind === 'done' ? <IconCheck size={14} stroke={3} /> : null
}

function titleOf({ what }: Event, { gainingCarrier, refusal }: PortOut, isOwn: boolean): string {
  if (what === 'received') return `${gainingCarrier} asked for ${isOwn ? 'it' : 'the numbers'}`
  if (what === 'refuse' && refusal !== null && !isOwn)
    return `Refused: ${PORT_OUT_REFUSALS[refusal].label.toLowerCase()}`
  if (what === 'answered') return isOwn ? 'You answered' : 'The customer answered'
  return isOwn ? (OWN_TITLES[what] ?? TITLES[what]) : TITLES[what]
}

const TITLES: Readonly<Record<Exclude<Event['what'], 'received' | 'answered'>, string>> = {
  note: 'Note',
  confirmed: 'Customer’s confirmation recorded',
  'warning-seen': 'Warning seen',
  'start-verifying': 'Verification begun',
  verify: 'Verified',
  schedule: 'Cut-over set',
  release: 'Numbers released',
  'undo-release': 'Release undone: the numbers are back',
  refuse: 'Refused',
  cancel: 'Cancelled',
}

const OWN_TITLES: Readonly<Partial<Record<Event['what'], string>>> = {
  'start-verifying': 'We check who asked',
  verify: 'Checked: the move may go ahead',
  schedule: 'The day is set',
  release: 'It has left',
  'undo-release': 'It is back with us',
  refuse: 'We stopped it',
  cancel: 'Called off',
}
