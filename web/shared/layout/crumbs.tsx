import { Anchor, Breadcrumbs, Text } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { createContext, use, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { AppLink } from '../router/app-link.tsx'
import classes from './crumbs.module.css'

export interface Crumb {
  readonly label: string
  readonly to: string
}

/** Where the shell shows the way to the page: a place in its top bar; null until that is drawn; undefined: it has none. */
const SlotContext = createContext<HTMLElement | null | undefined>(undefined)

export const CrumbSlot = SlotContext.Provider

interface CrumbsProps {
  /** From the outermost; the page itself is not among them. */
  readonly crumbs: readonly Crumb[]
  /** The step back on narrow screens; undefined: none, where it is in sight anyhow. */
  readonly back: Crumb | undefined
  readonly title: string
}

/** The way here: in the shell's top bar where it has a place for it; else, and on narrow screens, one step back above the title. */
export function Crumbs({ crumbs, back, title }: CrumbsProps): ReactNode {
  const slot = use(SlotContext)
  return (
    <>
      {slot !== null && slot !== undefined && createPortal(<Trail crumbs={crumbs} title={title} />, slot)}
      {back !== undefined && (
        <Anchor
          component={AppLink}
          to={back.to}
          c="dimmed"
          fz="sm"
          className={classes['back']}
          data-only={slot === undefined || undefined}
        >
          <IconChevronLeft size={14} aria-hidden />
          {back.label}
        </Anchor>
      )}
    </>
  )
}

function Trail({ crumbs, title }: Omit<CrumbsProps, 'back'>): ReactNode {
  return (
    <Breadcrumbs separatorMargin={6} fz="sm" aria-label="Breadcrumb" component="nav" className={classes['trail']}>
      {crumbs.map(({ label, to }) => (
        <Anchor key={to} component={AppLink} to={to} c="dimmed" fz="sm">
          {label}
        </Anchor>
      ))}
      <Text fz="sm" aria-current="page" truncate>
        {title}
      </Text>
    </Breadcrumbs>
  )
}
