import type { ReactNode } from 'react'
import type { QueryPatch, QueryState } from '../router/use-address.ts'
import type { Filter } from './columns.ts'

interface SavedViewsProps {
  readonly list: string
  readonly state: QueryState
  readonly filters: readonly Filter[]
  readonly onOpen: (patch: QueryPatch) => void
}

/** Filters kept under a name. */
export function SavedViews(_props: SavedViewsProps): ReactNode {
  return null
}
