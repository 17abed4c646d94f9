import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './papers.module.css'

/** What is agreed to with an authority, point by point. */
export function Consents({ consents }: { readonly consents: readonly string[] }): ReactNode {
  return (
    <ol className={classes['consents']}>
      {consents.map((words) => (
        <li key={words}>
          <Text size="sm">{words}</Text>
        </li>
      ))}
    </ol>
  )
}
