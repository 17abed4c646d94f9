import type { ReactNode } from 'react'
import { Section } from '../../../shared/layout/section.tsx'
import { PortAuthority } from '../../../shared/porting/papers/port-authority.tsx'
import { PortFiles } from '../../../shared/porting/papers/port-files.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'

interface PortPapersProps {
  readonly port: Port
  readonly timeZone: string
}

/** The files of a port, and how far its authority is. */
export function PortPapers({ port, timeZone }: PortPapersProps): ReactNode {
  return (
    <>
      <Section title="Files">
        <PortFiles portId={port.id} timeZone={timeZone} attempt={port.attempt} />
      </Section>
      <Section title="Authority">
        <PortAuthority portId={port.id} timeZone={timeZone} authorisedOn={port.request.authorisedOn} />
      </Section>
    </>
  )
}
