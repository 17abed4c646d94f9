import { Stack } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import { useRead } from '../../api/hooks.ts'
import { useTimeZone } from '../../format/figures.tsx'
import { Section } from '../../layout/section.tsx'
import type { RequestForm } from '../use-request.ts'
import type { Port } from '../port-words.ts'
import { PortAuthority } from './port-authority.tsx'
import { PortFiles } from './port-files.tsx'

interface RequestPapersProps {
  readonly form: RequestForm
  readonly port: Port
  readonly isOwn?: boolean
  /** Another way to give the authority than by a signature. */
  readonly children?: ReactNode
}

/** The papers of a request while it is filled in: the bill, and the signature of the authorised person. */
export function RequestPapers({ form, port, isOwn = false, children }: RequestPapersProps): ReactNode {
  const timeZone = useTimeZone()
  useSignedDay(form, port.id)
  return (
    <Stack gap="lg">
      <Section
        title={isOwn ? 'Your latest bill' : 'Files'}
        words={
          isOwn
            ? 'It shows at once whether everything typed is as your present provider has it.'
            : 'The latest bill proves what is typed, should the carrier ask.'
        }
      >
        <PortFiles
          portId={port.id}
          timeZone={timeZone}
          attempt={port.attempt + 1}
          isOwn={isOwn}
          {...(isOwn && { only: 'bill' as const })}
        />
      </Section>
      <Section title={isOwn ? 'Signature' : 'Signed authority'}>
        <PortAuthority
          portId={port.id}
          timeZone={timeZone}
          authorisedOn={form.draft.authorisedOn === '' ? null : form.draft.authorisedOn}
          isOwn={isOwn}
        />
        {children}
      </Section>
    </Stack>
  )
}

/** A signature that comes while the request is open, here or by the mailed link, is the day of its authority. */
function useSignedDay({ change }: RequestForm, portId: string): void {
  const { data } = useRead('readPortAuthority', { params: { portId } })
  const seen = useRef<string | null>(undefined)
  const id = data?.signed?.id ?? null
  const day = data?.signed?.signedOn
  const isKnown = data !== undefined
  useEffect(() => {
    if (!isKnown) return
    const isNew = seen.current !== undefined && seen.current !== id
    seen.current = id
    if (isNew && day !== undefined) change({ authorisedOn: day })
  }, [isKnown, id, day, change])
}
