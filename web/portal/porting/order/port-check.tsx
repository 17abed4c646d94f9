import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Section } from '../../../shared/layout/section.tsx'
import { Check } from '../../../shared/porting/pre-flight/check.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'

/** What carriers would reject of a request that is not submitted yet, or is to be submitted again. */
export function PortCheck({ port }: { readonly port: Port }): ReactNode {
  const navigate = useNavigate()
  if (!port.changeable.includes('numbers')) return null
  return (
    <Section title="Check before it is submitted">
      <Check
        portId={port.id}
        onMend={(field) => void navigate({ to: `/porting/${port.id}/request`, search: { field } })}
      />
    </Section>
  )
}
