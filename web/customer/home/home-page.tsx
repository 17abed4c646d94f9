import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { useOverview } from '../shared/use-overview.ts'
import { HomeSkeleton } from './home-skeleton.tsx'
import { OwnNumbers } from './own-numbers.tsx'
import { Standing } from './standing.tsx'

/** The first page: how the account stands; for somebody who may see only certain numbers, those. */
export function Page(): ReactNode {
  const may = useMay()
  const overview = useOverview()
  if (!may('billing.read')) return <OwnNumbers />
  return (
    <Loaded query={overview} what="your account" skeleton={<HomeSkeleton />}>
      {(data) => <Standing overview={data} />}
    </Loaded>
  )
}
