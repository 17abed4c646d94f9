import type { ReactNode } from 'react'
import { phoneText } from '../../../shared/format/phone.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { NumberDetails } from './number-details.tsx'

export function Page(): ReactNode {
  const number = useParam('number')
  return (
    <PageFrame title={phoneText(number)} crumbs={[{ label: 'Numbers', to: '/numbers' }]}>
      <NumberDetails number={number} />
    </PageFrame>
  )
}
