import type { ReactNode } from 'react'
import { PageFrame } from '../../../../shared/layout/page.tsx'

export function Page(): ReactNode {
  return <PageFrame title="Calling plan">{null}</PageFrame>
}
