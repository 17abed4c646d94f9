import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { Section } from '../../../shared/layout/section.tsx'
import { LineFacts } from '../../shared/line-facts.tsx'

/** How its customer has a number connected, and what it pays. */
export function HeldLine({ accountId, number }: { readonly accountId: string; readonly number: string }): ReactNode {
  const line = useRead('readAccountNumber', { params: { accountId, number } }).data
  if (line === undefined) return null
  return (
    <Section title="In use as">
      <LineFacts line={line} />
    </Section>
  )
}
