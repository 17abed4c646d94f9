import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../api/api-problem.ts'
import { useChange } from '../../api/hooks.ts'
import type { Answer } from '../../api/wire-types.ts'
import { ConfirmDialog } from '../../feedback/confirm-dialog.tsx'
import { plural } from '../../format/counts.ts'
import { Section } from '../../layout/section.tsx'
import { CodesDialog } from './codes-dialog.tsx'

/** How many recovery codes are left, and new ones. Without a second factor there is nothing they could stand in for. */
export function RecoveryCodes({ login }: { readonly login: Answer<'readLogin'> }): ReactNode {
  const [isAsked, setAsked] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>()
  const renew = useChange('renewRecoveryCodes', {
    silent: true,
    onDone: ({ recoveryCodes }) => {
      setAsked(false)
      setCodes(recoveryCodes)
    },
  })
  if (!login.hasAuthenticatorApp && login.passkeys.length === 0) return null
  const left = login.recoveryCodesLeft
  return (
    <Section
      title="Recovery codes"
      words={`${plural(left, 'code')} left. Each lets you in once when your second factor is lost.`}
      actions={
        <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>
          Make new codes
        </Button>
      }
    >
      <ConfirmDialog
        opened={isAsked}
        onClose={() => setAsked(false)}
        title="Make new recovery codes?"
        consequences={['Ten new codes are shown once.', `The ${plural(left, 'code')} you have no longer work.`]}
        action="Make new codes"
        isDangerous={false}
        isBusy={renew.isPending}
        failure={renew.error === null ? undefined : detailOf(renew.error)}
        onConfirm={() => renew.mutate({})}
      />
      <CodesDialog codes={codes} onClose={() => setCodes(undefined)} />
    </Section>
  )
}
