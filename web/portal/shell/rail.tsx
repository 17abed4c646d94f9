import { Tooltip } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import { isAt, NAVIGATION } from './navigation.ts'
import classes from './rail.module.css'

interface RailProps {
  /** Icons only. */
  readonly isFolded?: boolean
  readonly onGo?: () => void
  /** At the foot. */
  readonly children?: ReactNode
}

/** The places of the portal, those the role may see. */
export function Rail({ isFolded = false, onGo, children }: RailProps): ReactNode {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const may = useMay()
  const places = NAVIGATION.filter(({ permission }) => permission === undefined || may(permission))
  return (
    <div className={`${classes['rail']} ${isFolded ? (classes['folded'] ?? '') : ''}`}>
      <div className={classes['places']}>
        {places.map(({ label, to, icon: Icon }) => (
          <Tooltip key={to} label={label} position="right" disabled={!isFolded}>
            <AppLink
              to={to}
              className={classes['place']}
              aria-current={isAt(to, path) ? 'page' : undefined}
              aria-label={isFolded ? label : undefined}
              onClick={onGo}
            >
              <Icon size={18} stroke={1.6} aria-hidden />
              {!isFolded && label}
            </AppLink>
          </Tooltip>
        ))}
      </div>
      {children}
    </div>
  )
}
