import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore, type ReactNode } from 'react'
import { instantText } from '../../format/dates.ts'
import { leftText } from './day-words.ts'
import classes from './day.module.css'

const SECOND_MS = 1000

/** How long the numbers may still go back: the clock runs here, and nothing is asked of the server for it. */
export function ReturnClock({ until, timeZone }: { readonly until: string; readonly timeZone: string }): ReactNode {
  const second = useSyncExternalStore(everySecond, () => Math.floor(Date.now() / SECOND_MS))
  const left = Date.parse(until) - second * SECOND_MS
  const isOver = left <= 0
  const client = useQueryClient()
  // What was possible until now is not any more.
  useEffect(() => {
    if (isOver) void client.invalidateQueries()
  }, [client, isOver])
  if (isOver) return <Text size="sm">The time in which the numbers could go back is over.</Text>
  return (
    <div className={classes['clock']}>
      <span role="timer" aria-label="Left for an emergency return" className={classes['left']}>
        {leftText(left)}
      </span>
      <Text span size="sm" c="dimmed">
        left for an emergency return, until {instantText(until, timeZone)}
      </Text>
    </div>
  )
}

function everySecond(tell: () => void): () => void {
  const timer = setInterval(tell, SECOND_MS)
  return () => clearInterval(timer)
}
