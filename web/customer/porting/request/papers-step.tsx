import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { RequestPapers } from '../../../shared/porting/papers/request-papers.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import type { RequestForm } from '../../../shared/porting/use-request.ts'
import { Authority } from '../authority.tsx'

interface PapersStepProps {
  readonly form: RequestForm
  readonly port: Port
  readonly onBack: () => void
  readonly onContinue: () => void
}

/** The bill, and the authority: signed, asked for by e-mail, or given by a tick. */
export function PapersStep({ form, port, onBack, onContinue }: PapersStepProps): ReactNode {
  const { data: authority } = useRead('readPortAuthority', { params: { portId: port.id } })
  const isSigned = authority?.status === 'signed'
  const isAsked = authority?.status === 'asked'
  const goOn = (): void => {
    form.inputs('authorisedOn')['onBlur']()
    if (form.draft.authorisedOn !== '' || isSigned || isAsked) onContinue()
    else document.querySelector<HTMLElement>('[data-path="authorisedOn"]')?.focus()
  }
  return (
    <Stack gap="lg">
      <RequestPapers form={form} port={port} isOwn>
        {!isSigned && (
          <Stack gap="xs" mt="md">
            <Text size="sm" c="dimmed">
              {isAsked
                ? 'The request can be sent once it is signed. Or, without a signature:'
                : 'Or, without a signature:'}
            </Text>
            <Authority form={form} />
          </Stack>
        )}
      </RequestPapers>
      <Group>
        <Button onClick={goOn}>Continue</Button>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      </Group>
    </Stack>
  )
}
