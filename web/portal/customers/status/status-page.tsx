import type { ReactNode } from 'react'
import { PageFrame } from '../../../shared/layout/page.tsx'

/** The account at a glance, then one of its billing cycles. */
export function Page(): ReactNode {
  return <PageFrame title="Account status">{null}</PageFrame>
}
