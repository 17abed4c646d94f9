import type { ReactNode } from 'react'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { PortAuthority } from '../../../shared/porting/papers/port-authority.tsx'
import { PortFiles } from '../../../shared/porting/papers/port-files.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'

/** What was handed in for a move, and who has signed it. */
export function MovePapers({ port }: { readonly port: Port }): ReactNode {
  const timeZone = useTimeZone()
  return (
    <>
      <Section title="Papers">
        <PortFiles portId={port.id} timeZone={timeZone} attempt={port.attempt} isOwn />
      </Section>
      <Section title="Signature">
        <PortAuthority portId={port.id} timeZone={timeZone} authorisedOn={port.request.authorisedOn} isOwn />
      </Section>
    </>
  )
}
