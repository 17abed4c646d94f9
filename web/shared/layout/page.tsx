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
  useDocumentTitle(title)
  return (
    <Stack gap="md" className={classes[width]}>
      <Stack gap={4}>
        {crumbs !== undefined && <Crumbs crumbs={crumbs} title={title} />}
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

const ScopeContext = createContext<string | undefined>(undefined)

/** What the pages inside are about, for the titles of their tabs: the name of a customer. */
export const TitleScope = ScopeContext.Provider

/** The title of the browser's tab: the page, what it is about, then whose portal it is. */
export function useDocumentTitle(title: string): void {
  const { name } = useBrand()
  const scope = use(ScopeContext)
  useEffect(() => {
    document.title = [title, scope, name].filter((part) => part !== undefined).join(' · ')
  }, [title, scope, name])
}
