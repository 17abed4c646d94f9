import { Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { dateText } from '../../shared/format/dates.ts'
import { useTimeZone } from '../../shared/format/figures.tsx'
import { PortOutBadge } from '../../shared/porting/port-out-badge.tsx'
import { leavingText, type PortOutLine } from '../../shared/porting/port-out-words.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import classes from '../shared/rows.module.css'

/** A move away from us on one line. */
export function LeavingRow({ portOut }: { readonly portOut: PortOutLine }): ReactNode {
  const timeZone = useTimeZone()
  return (
    <li>
      <AppLink to={`/leaving/${portOut.id}`} className={classes['row']}>
        <span className={classes['words']}>
          <Text span fw={500} className="figures">
            {leavingText(portOut)}
          </Text>
          <Text span size="sm" c="dimmed">
            {rowText(portOut, timeZone)}
          </Text>
        </span>
        <PortOutBadge portOut={portOut} isOwn />
        <IconChevronRight size={16} aria-hidden />
      </AppLink>
    </li>
  )
}

function rowText({ state, gainingCarrier, cutOverAt, answer, releasedAt }: PortOutLine, timeZone: string): string {
  if (state === 'released')
    return releasedAt === null
      ? `With ${gainingCarrier}`
      : `With ${gainingCarrier} since ${dateText(releasedAt, timeZone)}`
  if (state === 'refused' || state === 'cancelled') return `${gainingCarrier} wanted it; it stays with us`
  if (cutOverAt !== null) return `Moves to ${gainingCarrier} on ${dateText(cutOverAt, timeZone)}`
  return answer === null ? `${gainingCarrier} wants it: was that you?` : `${gainingCarrier} wants it`
}
