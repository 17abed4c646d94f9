import { Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useChange } from '../../api/hooks.ts'
import { Consents } from './consents.tsx'
import { SignForm } from './sign-form.tsx'

interface SignDialogProps {
  readonly portId: string
  /** Whose signature it is. */
  readonly person: string
  readonly consents: readonly string[]
  /** Of what is signed. */
  readonly sha256: string
  readonly onClose: () => void
}

/** The authorised person is here: what is agreed to, and the name under it. */
export function SignDialog({ portId, person, consents, sha256, onClose }: SignDialogProps): ReactNode {
  const sign = useChange('signPortAuthority', { silent: true, done: 'Authority signed' })
  return (
    <Modal opened onClose={onClose} title="Sign the authority" size={600}>
      <Stack>
        <Text size="sm">You sign for the numbers and the provider as the request says them, and agree to this:</Text>
        <Consents consents={consents} />
        <SignForm
          name={person}
          onSign={async (name) => {
            await sign.mutateAsync({ params: { portId }, body: { name, agreed: true, sha256 } })
            onClose()
          }}
        />
      </Stack>
    </Modal>
  )
}
