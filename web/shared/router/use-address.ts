import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What stands behind `?`, field by field. */
export type QueryState = Readonly<Record<string, string>>

/** Undefined takes the field away. */
export type QueryPatch = Readonly<Record<string, string | undefined>>

/** A part of the path: `useParam('accountId')`. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>
  return params[name] ?? ''
}

/** What stands behind `?` and how to change it; every change is a step of the browser's history, unless it replaces. */
export function useQueryState(): readonly [QueryState, (patch: QueryPatch, options?: { replace?: boolean }) => void] {
  const state = useSearch({ strict: false }) as QueryState
  const navigate = useNavigate()
  const change = useCallback(
    (patch: QueryPatch, { replace = false } = {}) => {
      void navigate({
        to: '.',
        search: (before: QueryState) => ({ ...before, ...patch }),
        replace,
        resetScroll: false,
      })
    },
    [navigate],
  )
  return [state, change]
}
