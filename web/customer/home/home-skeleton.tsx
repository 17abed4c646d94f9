import { Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './home.module.css'

/** The shape of the page before it has come. */
export function HomeSkeleton(): ReactNode {
  return (
    <Stack gap="md">
      <Skeleton h={32} w={220} />
      <div className={classes['columns']}>
        <Stack gap="lg">
          <Skeleton h={96} />
          <Skeleton h={140} />
          <Skeleton h={240} />
        </Stack>
        <Stack gap="lg">
          <Skeleton h={110} />
          <Skeleton h={90} />
          <Skeleton h={110} />
        </Stack>
      </div>
    </Stack>
  )
}
