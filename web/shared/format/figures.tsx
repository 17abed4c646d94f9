import { Text, Tooltip } from '@mantine/core'
import { useSyncExternalStore, type ReactNode } from 'react'
import { useSession } from '../access/session.ts'
import { agoText, dateText, dayOf, instantText } from './dates.ts'
import { amountOf, moneyText } from './money.ts'
import { phoneText } from './phone.ts'

/** An amount as it stands in a column: below zero in red with a minus. */
export function Money({ value, places }: { readonly value: string; readonly places?: number }): ReactNode {
  const text = moneyText(value, places === undefined ? {} : { places })
  return (
    <Text span inherit className="figures" c={amountOf(value) < 0n ? 'var(--negative)' : undefined}>
      {text}
    </Text>
  )
}

/** The zone dates are shown in, unless an account's page says another. */
export function useTimeZone(): string {
  return useSession().timeZone ?? 'Australia/Sydney'
}

interface WhenProps {
  readonly at: string
  /** The account's; left out, the session's. */
  readonly timeZone?: string | undefined
  /** The full time, not the day with the time on hover. */
  readonly full?: boolean
}

/** The day of an instant, and on hover its time with the zone named. */
export function When({ at, timeZone, full = false }: WhenProps): ReactNode {
  const own = useTimeZone()
  const zone = timeZone ?? own
  if (full) return <time dateTime={at}>{instantText(at, zone)}</time>
  return (
    <Tooltip label={instantText(at, zone)}>
      <time dateTime={at}>{dateText(at, zone)}</time>
    </Tooltip>
  )
}

/** How long ago, and on hover when exactly. */
export function Ago({ at }: { readonly at: string }): ReactNode {
  const zone = useTimeZone()
  const now = useMinute()
  return (
    <Tooltip label={instantText(at, zone)}>
      <time dateTime={at}>{agoText(at, now)}</time>
    </Tooltip>
  )
}

/** A phone number as people read it. */
export function Phone({ number }: { readonly number: string }): ReactNode {
  return (
    <Text span inherit className="figures" style={{ whiteSpace: 'nowrap' }}>
      {phoneText(number)}
    </Text>
  )
}

/** The day it is in a zone: `2026-12-03`. */
export function useToday(timeZone: string): string {
  return useSyncExternalStore(everyMinute, () => dayOf(new Date(), timeZone))
}

const MINUTE_MS = 60_000

/** What time it is, to the end of the minute that has begun. */
export function useMinute(): Date {
  const minute = useSyncExternalStore(everyMinute, () => Math.floor(Date.now() / MINUTE_MS))
  return new Date(minute * MINUTE_MS + MINUTE_MS)
}

function everyMinute(tell: () => void): () => void {
  const timer = setInterval(tell, MINUTE_MS)
  return () => clearInterval(timer)
}
