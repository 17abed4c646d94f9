import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'
import { waitText } from './lock-out.ts'

interface RefusalProps {
  readonly words: string | undefined
  readonly secondsLeft?: number | undefined
}

/** Why somebody was not let in, and when to try again. */
export function Refusal({ words, secondsLeft }: RefusalProps): ReactNode {
  if (secondsLeft !== undefined) {
    return (
      <Alert color="yellow" role="alert" title="Locked for a while">
        There were too many failed attempts. Try again in <span aria-live="off">{waitText(secondsLeft)}</span>.
      </Alert>
    )
  }
  if (words === undefined) return null
  return (
    <Alert color="red" role="alert">
      {words}
    </Alert>
  )
}
