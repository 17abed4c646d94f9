import { Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useChange } from '../../api/hooks.ts'
import type { Answer } from '../../api/wire-types.ts'
import { LetterText } from './letter-text.tsx'
import { SignForm } from './sign-form.tsx'

interface SignDialogProps {
  readonly portId: string
  readonly letter: NonNullable<Answer<'readPortAuthority'>['letter']>
  /** Of what is signed. */
  readonly sha256: string
  readonly onClose: () => void
}

/** The authorised person is here: what is agreed to, and the name under it. */
export function SignDialog({ portId, letter, sha256, onClose }: SignDialogProps): ReactNode {
  const sign = useChange('signPortAuthority', { silent: true, done: 'Authority signed' })
  return (
    <Modal opened onClose={onClose} title="Sign the authority" size={600}>
      <Stack>
        <LetterText letter={letter} />
        <SignForm
          name={letter.person.name}
          onSign={async (name) => {
            await sign.mutateAsync({ params: { portId }, body: { name, agreed: true, sha256 } })
            onClose()
          }}
        />
      </Stack>
    </Modal>
  )
}
