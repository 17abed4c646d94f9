import type { ReactNode } from 'react'
import { AppLink } from '../../shared/router/app-link.tsx'
import type { QueryState } from '../../shared/router/use-address.ts'
import classes from './steps.module.css'

interface StepLink {
  readonly to: string
  readonly search?: QueryState
}

interface StepsProps {
  /** `Map columns`, `Review`, `Publish`. */
  readonly names: readonly string[]
  /** From 0. */
  readonly current: number
  /** Where each step is; undefined: it cannot be gone to from here. */
  readonly links: readonly (StepLink | undefined)[]
}

/** The steps of a longer piece of work across the top. */
export function Steps({ names, current, links }: StepsProps): ReactNode {
  return (
    <ol className={classes['steps']} aria-label="Steps">
      {names.map((step, index) => {
        const link = index === current ? undefined : links[index]
        return (
          <li
            key={step}
            data-done={index < current || undefined}
            {...(index === current && { 'aria-current': 'step' })}
          >
            <span className={classes['number']} aria-hidden>
              {index + 1}
            </span>
            {link === undefined ? (
              step
            ) : (
              <AppLink to={link.to} search={link.search ?? {}}>
                {step}
              </AppLink>
            )}
          </li>
        )
      })}
    </ol>
  )
}
