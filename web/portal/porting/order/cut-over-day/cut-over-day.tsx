import { Anchor, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../../shared/api/hooks.ts'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { instantText } from '../../../../shared/format/dates.ts'
import { useTimeZone } from '../../../../shared/format/figures.tsx'
import { phoneText } from '../../../../shared/format/phone.ts'
import { Section } from '../../../../shared/layout/section.tsx'
import { CalendarLink } from '../../../../shared/porting/day/calendar-link.tsx'
import { CheckList } from '../../../../shared/porting/day/check-list.tsx'
import { everyOf, hasDay, isToCome, type CutOverDay } from '../../../../shared/porting/day/day-words.ts'
import { ReturnClock } from '../../../../shared/porting/day/return-clock.tsx'
import { TestCalls } from '../../../../shared/porting/day/test-calls.tsx'
import type { Port } from '../port-states.ts'
import classes from '../port.module.css'
import { AlarmCard } from './alarm-card.tsx'

/** The day of the cut-over: whom to reach, what to look after, how the calls went, and how long the numbers may go back. */
export function CutOverDaySection({ port }: { readonly port: Port }): ReactNode {
  const query = useRead(
    'readCutOverDay',
    { params: { portId: port.id } },
    { enabled: hasDay(port.state), every: everyOf },
  )
  const timeZone = useTimeZone()
  if (!hasDay(port.state)) return null
  return (
    <Section
      title="Cut-over day"
      words={port.cutOverAt === null ? undefined : instantText(port.cutOverAt, timeZone)}
      {...(isToCome(port.state) && { actions: <CalendarLink portId={port.id} /> })}
    >
      <Loaded query={query} what="the cut-over day">
        {(day) => <Day day={day} port={port} timeZone={timeZone} />}
      </Loaded>
    </Section>
  )
}

interface DayProps {
  readonly day: CutOverDay
  readonly port: Port
  readonly timeZone: string
}

function Day({ day, port, timeZone }: DayProps): ReactNode {
  const { returnUntil, state, progress } = day
  return (
    <Stack gap="md">
      <AlarmCard day={day} timeZone={timeZone} />
      {state === 'completed' && returnUntil !== null && <ReturnClock until={returnUntil} timeZone={timeZone} />}
      <Group gap="lg">
        <Text size="sm">
          Contact on the day: <Contact contact={day.contact} />
        </Text>
        <Text size="sm" c="dimmed" className="figures">
          {progress.done} of {progress.total} done
        </Text>
      </Group>
      <div className={classes['columns']}>
        <CheckList day={day} timeZone={timeZone} />
        <div>
          <Text size="sm" fw={600} component="h3">
            Test calls
          </Text>
          <TestCalls day={day} port={port} timeZone={timeZone} />
        </div>
      </div>
    </Stack>
  )
}

/** Whom to reach on the day; the number is dialled at once. */
export function Contact({ contact }: { readonly contact: CutOverDay['contact'] }): ReactNode {
  if (contact === null) return 'nobody is named'
  const { name, phone } = contact
  if (phone === null) return `${name}, without a number`
  return (
    <>
      {name},{' '}
      <Anchor href={`tel:+${phone}`} inherit underline="always" className="figures" style={{ whiteSpace: 'nowrap' }}>
        {phoneText(phone)}
      </Anchor>
    </>
  )
}
