import type { ErrorComponentProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ErrorState } from '../feedback/error-state.tsx'

/** A page that failed to load or to draw; after an update of the server its files have new names, and a reload gets them. */
export function PageFailure({ error }: ErrorComponentProps): ReactNode {
  return <ErrorState error={error} what="this page" onRetry={() => location.reload()} />
}
