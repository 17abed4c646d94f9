import type { ReactNode } from 'react'
import classes from './facts.module.css'

interface Fact {
  readonly label: string
  readonly value: ReactNode
}

/** What a thing is, at a glance: a few names and values. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className={classes['facts']}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
