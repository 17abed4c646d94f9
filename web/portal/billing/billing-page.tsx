import { Navigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'

/** Billing begins with its runs; for who may not see those, with what they made. */
export function Page(): ReactNode {
  return <Navigate to={useMay()('bill-runs.read') ? '/billing/runs' : '/billing/statements'} replace />
}
