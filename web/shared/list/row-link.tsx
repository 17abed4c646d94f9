import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { AppLink } from '../router/app-link.tsx'
import { useQueryState, type QueryPatch } from '../router/use-address.ts'
import classes from './row-link.module.css'

interface RowLinkProps {
  /** A page of its own … */
  readonly to?: string
  /** What stands behind `?` of that page. */
  readonly search?: Readonly<Record<string, string>>
  /** … or a change of the address, for a panel beside the list. */
  readonly patch?: QueryPatch
  readonly children: ReactNode
}

/** The name of a row's thing: its link, and by it a press anywhere in the row. `enter` opens it too. */
export function RowLink({ to, search, patch, children }: RowLinkProps): ReactNode {
  const [state] = useQueryState()
  if (to !== undefined) {
    return (
      <Anchor
        component={AppLink}
        to={to}
        search={(search ?? {}) as never}
        className={classes['link']}
        data-row-link
        fw={500}
        fz="inherit"
      >
        {children}
      </Anchor>
    )
  }
  return (
    <Anchor
      component={AppLink}
      to="."
      search={{ ...state, ...patch } as never}
      resetScroll={false}
      className={classes['link']}
      data-row-link
      fw={500}
      fz="inherit"
    >
      {children}
    </Anchor>
  )
}
