import { Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { dateText, dayText } from '../../shared/format/dates.ts'
import { useTimeZone } from '../../shared/format/figures.tsx'
import { PortBadge } from '../../shared/porting/port-badge.tsx'
import { portNumbersText, type PortLine } from '../../shared/porting/port-words.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import classes from './rows.module.css'

/** A port on one line: its numbers, what happens when, and how it stands. */
export function PortRow({ port }: { readonly port: PortLine }): ReactNode {
  const timeZone = useTimeZone()
  return (
    <li>
      <AppLink {...placeOf(port)} className={classes['row']}>
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

function portText({ state, kind, cutOverAt, losingCarrier, dueOn, completedAt }: PortLine, timeZone: string): string {
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
    case 'expired':
      return `Stays${losingCarrier === null ? ' where it is' : ` with ${losingCarrier}`}`
    case 'reversed':
      return `Went back${losingCarrier === null ? '' : ` to ${losingCarrier}`}`
    case 'accepted':
      if (PORT_KIND_TERMS[kind].dateBy === 'customer') {
        return `${losingCarrier ?? 'Your provider'} agrees: choose the day${dueOn === null ? '' : ` by ${dayText(dueOn)}`}`
      }
      return underWayText()
    case 'submitted':
    case 'lodged':
    case 'validating':
    case 'validated':
    case 'with-losing-carrier':
    case 'date-set':
    case 'pre-provisioned':
    case 'cutting-over':
      return underWayText()
  }

  function underWayText(): string {
    if (cutOverAt !== null) return `Moves to us${from} on ${dateText(cutOverAt, timeZone)}`
    return dueOn === null ? `Moves to us${from}` : `Moves to us${from}; next step by ${dayText(dueOn)}`
  }
}

/** What is not sent yet is gone on with. */
function placeOf({ id, state }: PortLine) {
  return state === 'draft' ? { to: '/porting/request', search: { port: id } as never } : { to: `/porting/${id}` }
}
