import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { durationText } from '../format/counts.ts'
import { Money } from '../format/figures.tsx'
import { amountOf, moneyText } from '../format/money.ts'
import { StatusBadge } from '../layout/status-badge.tsx'
import type { ShownCall } from './live-state.ts'
import type { Connection } from './use-live-calls.ts'
import classes from './live.module.css'

/** Ringing, talking, ended; always in the same room, so that nothing moves. */
export function CallState({ call }: { readonly call: ShownCall }): ReactNode {
  if (call.endedAtMs !== undefined) return <StatusBadge tone="neutral">Ended</StatusBadge>
  if (call.state === 'talking') return <StatusBadge tone="good">Talking</StatusBadge>
  if (call.state === 'ringing') return <StatusBadge tone="carrier">Ringing</StatusBadge>
  return <StatusBadge tone="watch">No word</StatusBadge>
}

/** How long it rings or talks. */
export function CallLength({ call, nowMs }: { readonly call: ShownCall; readonly nowMs: number }): ReactNode {
  const since = Date.parse(call.answeredAt ?? call.begunAt)
  const seconds = Math.max(0, Math.floor(((call.endedAtMs ?? nowMs) - since) / 1000))
  return <span className={classes['figures']}>{durationText(seconds)}</span>
}

/** Until when its money lasts: `3:12 left`. */
export function CallRest({ call, nowMs }: { readonly call: ShownCall; readonly nowMs: number }): ReactNode {
  if (call.until === null || call.endedAtMs !== undefined) return '–'
  const seconds = Math.max(0, Math.floor((Date.parse(call.until) - nowMs) / 1000))
  return <span className={classes['figures']}>{durationText(seconds)}</span>
}

/** What a call has come to; nothing known is not nothing. */
export function SoFar({ value }: { readonly value: string | null | undefined }): ReactNode {
  if (value === null || value === undefined)
    return (
      <Text span inherit c="var(--warning)">
        {'not known'}
      </Text>
    )
  return <Money value={value} places={placesOf(value)} />
}

/** Parts of a cent while it is less than one. */
function placesOf(value: string): number {
  const amount = amountOf(value)
  return amount > 0n && amount < 10_000n ? 4 : 2
}

export function soFarText(value: string): string {
  return moneyText(value, { places: placesOf(value) })
}

const CONNECTION_WORDS: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting…',
  live: 'Live',
  lost: 'Connection lost, trying again…',
  paused: 'Paused',
}

const CONNECTION_TONES = { connecting: 'neutral', live: 'good', lost: 'bad', paused: 'neutral' } as const

/** Whether what is seen is so now. */
export function ConnectionBadge({ connection }: { readonly connection: Connection }): ReactNode {
  return (
    <span role="status">
      <StatusBadge tone={CONNECTION_TONES[connection]}>{CONNECTION_WORDS[connection]}</StatusBadge>
    </span>
  )
}
