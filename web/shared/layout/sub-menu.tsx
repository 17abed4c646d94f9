import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { AppLink } from '../router/app-link.tsx'
import classes from './sub-menu.module.css'

interface SubMenuProps {
  /** What the pages are of, for those who hear it: `Plans`. */
  readonly label: string
  readonly pages: readonly {
    readonly label: string
    readonly to: string
  }[]
}

/** The pages of one place of the rail, as a quiet line of links above the page. */
export function SubMenu({ label, pages }: SubMenuProps): ReactNode {
  const path = useRouterState({ select: ({ location }) => location.pathname.replace(/\/$/, '') })
  const here = pages.filter(({ to }) => path === to || path.startsWith(`${to}/`)).toSorted(byLength)[0]
  return (
    <nav className={classes['menu']} aria-label={label}>
      {pages.map((page) => (
        <AppLink
          key={page.to}
          to={page.to}
          className={classes['link']}
          {...(page === here && { 'aria-current': 'page' })}
        >
          {page.label}
        </AppLink>
      ))}
    </nav>
  )
}

function byLength(one: { readonly to: string }, other: { readonly to: string }): number {
  return other.to.length - one.to.length
}
