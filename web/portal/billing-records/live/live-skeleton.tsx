import { Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from '../../../shared/live/live.module.css'

const ROWS = [62, 48, 71, 55, 66]

/** Shaped like the sums and the rows that come. */
export function LiveSkeleton(): ReactNode {
  return (
    <Stack gap="md" role="status" aria-busy="true" aria-label="Loading the calls">
      <dl className={classes['sums']}>
        {ROWS.slice(0, 4).map((width) => (
          <div key={width}>
            <dt>
              <Skeleton h={12} w={72} />
            </dt>
            <dd>
              <Skeleton h={20} my={4} w={`${width}%`} />
            </dd>
          </div>
        ))}
      </dl>
      {ROWS.map((width) => (
        <Skeleton key={width} h={14} w={`${width}%`} my={10} />
      ))}
    </Stack>
  )
}
