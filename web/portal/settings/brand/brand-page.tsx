import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { BrandForm } from './brand-form.tsx'

/** What customers see of the reseller. */
export function Page(): ReactNode {
  const brand = useRead('readBrand', {})
  return (
    <PageFrame title="Brand" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <Loaded query={brand} what="the brand">
        {(data) => <BrandForm brand={data} />}
      </Loaded>
    </PageFrame>
  )
}
