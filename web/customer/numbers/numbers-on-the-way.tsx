import { Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useRead } from '../../shared/api/hooks.ts'
import { dateText, dayText } from '../../shared/format/dates.ts'
import { useTimeZone } from '../../shared/format/figures.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { PortBadge } from '../../shared/porting/port-badge.tsx'
import { portNumbersText, type PortLine } from '../../shared/porting/port-words.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import classes from '../shared/rows.module.css'

/** Numbers that are moving here from another provider; nothing at all where there are none. */
export function NumbersOnTheWay(): ReactNode {
  const accountId = useAccountId()
  const { data } = useRead('listPortsOfAccount', { params: { accountId }, query: { open: 'true', limit: 50 } })
  const ports = (data?.items ?? []).filter(({ state }) => state !== 'completed')
  if (ports.length === 0) return null
  return (
    <Section title="On their way to us">
      <ul className={classes['rows']}>
        {ports.map((port) => (
          <PortRow key={port.id} port={port} />
        ))}
      </ul>
    </Section>
  )
}

/** A port on one line: its numbers, what happens when, and how it stands. */
export function PortRow({ port }: { readonly port: PortLine }): ReactNode {
  const timeZone = useTimeZone()
  return (
    <li>
      <AppLink to={`/porting/${port.id}`} className={classes['row']}>
        <span className={classes['words']}>
          <Text span fw={500} className="figures">
            {portNumbersText(port)}
          </Text>
          <Text span size="sm" c="dimmed">
            {portText(port, timeZone)}
          </Text>
        </span>
        <PortBadge state={port.state} isOwn />
        <IconChevronRight size={16} aria-hidden />
      </AppLink>
    </li>
  )
}

function portText({ state, cutOverAt, losingCarrier, dueOn, completedAt }: PortLine, timeZone: string): string {
  const from = losingCarrier === null ? '' : ` from ${losingCarrier}`
  switch (state) {
    case 'draft':
      return `Begun and not sent${from === '' ? '' : `, to move${from}`}`
    case 'rejected':
      return `Refused${losingCarrier === null ? '' : ` by ${losingCarrier}`}: put it right and send it again`
    case 'completed':
    case 'closed':
      return completedAt === null ? `Moved to us${from}` : `Moved to us${from} on ${dateText(completedAt, timeZone)}`
    case 'withdrawn':
      return `Stays${losingCarrier === null ? ' where it is' : ` with ${losingCarrier}`}`
    case 'reversed':
      return `Went back${losingCarrier === null ? '' : ` to ${losingCarrier}`}`
    case 'submitted':
    case 'lodged':
    case 'with-losing-carrier':
    case 'accepted':
    case 'date-set':
    case 'pre-provisioned':
    case 'cutting-over':
      if (cutOverAt !== null) return `Moves to us${from} on ${dateText(cutOverAt, timeZone)}`
      return dueOn === null ? `Moves to us${from}` : `Moves to us${from}; next step by ${dayText(dueOn)}`
  }
}
