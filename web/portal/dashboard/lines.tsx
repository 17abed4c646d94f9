import type { ReactNode } from 'react'
import { countText } from '../../shared/format/counts.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import type { Line } from './waiting-lines.ts'
import classes from './dashboard.module.css'

/** Figures below one another, each the link to its list. */
export function Lines({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  return (
    <ul className={classes['lines']}>
      {lines.map(({ label, count, detail, to, search, level }) => (
        <li key={label} data-level={count > 0 ? level : undefined} data-none={count === 0 || undefined}>
          <span>
            <AppLink to={to} search={(search ?? {}) as never} className={classes['figure']}>
              {label}
            </AppLink>
            {detail !== undefined && <span className={classes['detail']}> · {detail}</span>}
          </span>
          <span className={classes['number']}>{countText(count)}</span>
        </li>
      ))}
    </ul>
  )
}
