import { Text } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { dayText, instantText } from '../format/dates.ts'
import type { Port } from './port-words.ts'
import classes from './port-milestones.module.css'

type Milestone = Port['milestones'][number]

interface PortMilestonesProps {
  readonly port: Pick<Port, 'milestones' | 'cutOverAt' | 'losingCarrier'>
  /** The zone its times are said in. */
  readonly timeZone: string
  /** Whether it is shown to the customer whose numbers these are. */
  readonly isOwn?: boolean
}

/** The way of a port, step by step: when each was reached, and by when the next are due. */
export function PortMilestones({ port, timeZone, isOwn = false }: PortMilestonesProps): ReactNode {
  return (
    <ol className={classes['steps']} aria-label="Steps">
      {port.milestones.map((milestone) => (
        <li key={milestone.milestone} data-status={milestone.status} data-overdue={milestone.isOverdue || undefined}>
          <span className={classes['mark']} aria-hidden>
            {milestone.status === 'done' && <IconCheck size={14} stroke={3} />}
            {milestone.status === 'failed' && <IconX size={14} stroke={3} />}
          </span>
          <div>
            <Text fw={milestone.status === 'next' ? 600 : 400}>{nameOf(milestone, port, isOwn)}</Text>
            <Text size="sm" c={milestone.isOverdue ? 'var(--warning)' : 'dimmed'}>
              {whenText(milestone, port, timeZone)}
            </Text>
          </div>
        </li>
      ))}
    </ol>
  )
}

const NAMES: Readonly<Record<Milestone['milestone'], string>> = {
  submitted: 'Submitted',
  lodged: 'Lodged with the upstream carrier',
  'with-losing-carrier': 'Passed on to the losing carrier',
  accepted: 'Accepted by the losing carrier',
  'date-set': 'Cut-over date set',
  'cut-over': 'Cut-over',
  completed: 'Completed',
}

function nameOf(
  { milestone, status }: Milestone,
  { losingCarrier }: Pick<Port, 'losingCarrier'>,
  isOwn: boolean,
): string {
  if (status === 'failed') return 'Rejected'
  if (!isOwn) return NAMES[milestone]
  const old = losingCarrier ?? 'your old provider'
  const own: Readonly<Record<Milestone['milestone'], string>> = {
    submitted: 'You send the request',
    lodged: 'We check it and pass it on',
    'with-losing-carrier': `It is with ${old}`,
    accepted: `${old} says yes`,
    'date-set': 'The day is set',
    'cut-over': 'Your calls begin to come to us',
    completed: 'Done: the number is with us',
  }
  return own[milestone]
}

function whenText(
  { milestone, status, doneAt, dueOn, isOverdue }: Milestone,
  { cutOverAt }: Pick<Port, 'cutOverAt'>,
  timeZone: string,
): string {
  if (doneAt !== null) return instantText(doneAt, timeZone)
  if (status === 'dropped') return 'Not reached'
  if (milestone === 'cut-over' && cutOverAt !== null) return instantText(cutOverAt, timeZone)
  if (dueOn === null) return 'To come'
  if (isOverdue) return `Was due by ${dayText(dueOn)}`
  return status === 'next' ? `Due by ${dayText(dueOn)}` : `Likely by ${dayText(dueOn)}`
}
