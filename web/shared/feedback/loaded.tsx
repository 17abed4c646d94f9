import type { UseQueryResult } from '@tanstack/react-query'
import { Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'
import classes from './loaded.module.css'

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>
  /** What it is: `the account`. */
  readonly what: string
  /** Shaped like the content; some lines, where nothing is given. */
  readonly skeleton?: ReactNode
  readonly children: (data: Data) => ReactNode
}

/** Content that is read first: its skeleton (after a moment), its error with another try, or itself. */
export function Loaded<Data>({ query, what, skeleton, children }: LoadedProps<Data>): ReactNode {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <ErrorState error={query.error} what={what} onRetry={() => void query.refetch()} />
  return (
    <div className={classes['late']} aria-busy="true" aria-label={`Loading ${what}`} role="status">
      {skeleton ?? <Lines />}
    </div>
  )
}

function Lines(): ReactNode {
  return (
    <Stack gap="sm" py="md">
      <Skeleton h={20} w="40%" />
      <Skeleton h={14} w="90%" />
      <Skeleton h={14} w="75%" />
      <Skeleton h={14} w="80%" />
    </Stack>
  )
}
