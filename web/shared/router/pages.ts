import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type AnyRoute,
  type AnyRouter,
} from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { NotFoundPage } from './not-found-page.tsx'
import { PageFailure } from './page-failure.tsx'

/** A page of a portal: its path below its parent's, and the file it is in, which is loaded when it is first opened. */
export interface PageRoute {
  /** `customers`, `$accountId`; `/` for what a parent shows first. */
  readonly path: string
  readonly load: () => Promise<{ readonly Page: ComponentType }>
  /** Shown where the page says so with <Outlet />. */
  readonly children?: readonly PageRoute[]
}

interface Portal {
  readonly basepath: string
  /** Around every page of people who are signed in. */
  readonly frame: () => ReactNode
  readonly pages: readonly PageRoute[]
  /** For anybody, without the frame. */
  readonly openPages: readonly PageRoute[]
}

/** The pages of a portal as a router. What stands behind `?` is plain text, as the API takes it. */
export function createPortalRouter({ basepath, frame, pages, openPages }: Portal): AnyRouter {
  const root = createRootRoute({ notFoundComponent: NotFoundPage })
  const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: frame })
  return createRouter({
    basepath,
    routeTree: root.addChildren([
      framed.addChildren([
        ...pages.map((page) => routeOf(page, framed)),
        createRoute({ getParentRoute: () => framed, path: '$', component: NotFoundPage }),
      ]),
      ...openPages.map((page) => routeOf(page, root)),
    ]),
    defaultPreload: 'intent',
    defaultErrorComponent: PageFailure,
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(
        Object.entries(search).flatMap(([field, value]) =>
          typeof value === 'string' && value !== '' ? [[field, value]] : [],
        ),
      ).toString()
      return text === '' ? '' : `?${text}`
    },
  })
}

function routeOf({ path, load, children = [] }: PageRoute, parent: AnyRoute): AnyRoute {
  const route: AnyRoute = createRoute({
    getParentRoute: () => parent,
    path,
    component: lazyRouteComponent(load, 'Page'),
  })
  return route.addChildren(children.map((child) => routeOf(child, route)))
}
