import { Group, Stack, Title } from '@mantine/core'
import { createContext, use, useEffect, type ReactNode } from 'react'
import { useBrand } from '../brand/brand-context.tsx'
import { Crumbs, type Crumb } from './crumbs.tsx'
import classes from './page.module.css'

interface PageProps {
  readonly title: string
  /** Beside the title: a count, a badge. */
  readonly aside?: ReactNode
  /** The way here, from the outermost; the page itself is not among them. */
  readonly crumbs?: readonly Crumb[]
  readonly actions?: ReactNode
  /** Forms are narrow, lists wide. */
  readonly width?: 'form' | 'wide'
  readonly children: ReactNode
}

/** What every page of both portals begins with: where I am, what it is, and what can be done. */
export function PageFrame({ title, aside, crumbs, actions, width = 'wide', children }: PageProps): ReactNode {
  const scope = use(ScopeContext)
  useDocumentTitle(title)
  const trail = [...(scope?.crumbs ?? []), ...(crumbs ?? [])]
  return (
    <Stack gap="md" className={classes[width]}>
      <Stack gap={4}>
        {trail.length > 0 && <Crumbs crumbs={trail} back={crumbs?.at(-1)} title={title} />}
        <Group justify="space-between" gap="sm">
          <Group gap="sm">
            <Title order={1} data-page-heading tabIndex={-1}>
              {title}
            </Title>
            {aside}
          </Group>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </Group>
      </Stack>
      {children}
    </Stack>
  )
}

interface Scope {
  /** For the titles of tabs: the name of a customer. */
  readonly title: string
  /** The way there, itself included. */
  readonly crumbs: readonly Crumb[]
}

const ScopeContext = createContext<Scope | undefined>(undefined)

/** What the pages inside are about. */
export const PageScope = ScopeContext.Provider

/** The title of the browser's tab: the page, what it is about, then whose portal it is. */
export function useDocumentTitle(title: string): void {
  const { name } = useBrand()
  const about = use(ScopeContext)?.title
  useEffect(() => {
    document.title = [title, about, name].filter((part) => part !== undefined).join(' · ')
  }, [title, about, name])
}
