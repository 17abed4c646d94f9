import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { ACCOUNT_MENU } from './account-menu.ts'
import classes from './account-nav.module.css'

/** The menu of a customer: down the left side, and a strip to push sideways where there is no room for that. */
export function AccountNav({ accountId }: { readonly accountId: string }): ReactNode {
  const may = useMay()
  const here = useRouterState({ select: ({ location }) => location.pathname })
  return (
    <nav className={classes['nav']} aria-label="Customer">
      {ACCOUNT_MENU.filter(({ permission }) => may(permission)).map(({ label, path }) => {
        const to = path === '' ? `/customers/${accountId}` : `/customers/${accountId}/${path}`
        const isHere = path === '' ? here.replace(/\/$/, '') === to : here === to || here.startsWith(`${to}/`)
        return (
          <AppLink
            key={path}
            ref={isHere ? center : undefined}
            to={to}
            className={classes['place']}
            aria-current={isHere ? 'page' : undefined}
          >
            {label}
          </AppLink>
        )
      })}
    </nav>
  )
}

/** In a strip that is pushed sideways, where one is stands in the middle. */
function center(place: HTMLElement | null): void {
  const strip = place?.parentElement
  if (place && strip) strip.scrollLeft = place.offsetLeft - (strip.clientWidth - place.clientWidth) / 2
}
