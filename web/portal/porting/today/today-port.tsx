import { Anchor, Button, Collapse, Group, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { timeText } from '../../../shared/format/dates.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { CheckList } from '../../../shared/porting/day/check-list.tsx'
import { everyOf } from '../../../shared/porting/day/day-words.ts'
import { ReturnClock } from '../../../shared/porting/day/return-clock.tsx'
import { PortBadge } from '../../../shared/porting/port-badge.tsx'
import { portNumbersText } from '../../../shared/porting/port-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { Contact } from '../order/cut-over-day/cut-over-day.tsx'
import { PortSteps } from '../order/port-steps.tsx'
import classes from './today.module.css'

interface TodayPortProps {
  readonly item: Answer<'listCutOversOfDay'>['items'][number]
  readonly timeZone: string
}

/** One cut-over of the day: when, which, whom to reach, how far it is, and what is next. */
export function TodayPort({ item, timeZone }: TodayPortProps): ReactNode {
  const { port, contact, progress, isTried, returnUntil, openAlarms } = item
  const [isOpen, setOpen] = useState(false)
  const name = portNumbersText(port)
  return (
    <article className={classes['port']} aria-label={name}>
      <div className={classes['time']}>{port.cutOverAt === null ? '' : timeText(port.cutOverAt, timeZone)}</div>
      <div className={classes['words']}>
        <Group gap="xs">
          <Anchor component={AppLink} to={`/porting/${port.id}`} fw={600} className="figures">
            {name}
          </Anchor>
          <PortBadge state={port.state} isOverdue={port.isOverdue} />
          {openAlarms > 0 && <StatusBadge tone="bad">Urgent</StatusBadge>}
          {port.state === 'completed' && !isTried && <StatusBadge tone="watch">No test call</StatusBadge>}
        </Group>
        <Text size="sm">
          {port.accountName}, from {port.losingCarrier ?? 'another carrier'}
        </Text>
        <Text size="sm">
          Contact: <Contact contact={contact} />
        </Text>
        {port.state === 'completed' && returnUntil !== null && <ReturnClock until={returnUntil} timeZone={timeZone} />}
      </div>
      <Group gap="xs" className={classes['acts']}>
        <Button
          variant="default"
          size="xs"
          aria-expanded={isOpen}
          aria-label={`Checklist ${progress.done}/${progress.total} of ${name}`}
          onClick={() => setOpen(!isOpen)}
        >
          Checklist {progress.done}/{progress.total}
        </Button>
        <Steps portId={port.id} />
      </Group>
      <Collapse expanded={isOpen} className={classes['checks']}>
        {isOpen && <Checks portId={port.id} timeZone={timeZone} />}
      </Collapse>
    </article>
  )
}

/** The steps that can be taken now, as on the page of the port. */
function Steps({ portId }: { readonly portId: string }): ReactNode {
  const { data } = useRead('readPort', { params: { portId } })
  return data === undefined ? null : <PortSteps port={data} isOneOfMany />
}

function Checks({ portId, timeZone }: { readonly portId: string; readonly timeZone: string }): ReactNode {
  const query = useRead('readCutOverDay', { params: { portId } }, { every: everyOf })
  return (
    <Loaded query={query} what="the checklist">
      {(day) => <CheckList day={day} timeZone={timeZone} />}
    </Loaded>
  )
}
