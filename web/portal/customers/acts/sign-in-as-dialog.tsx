import type { ReactNode } from 'react'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { useAccount } from '../account-context.tsx'
import type { ActDialogProps } from './act-dialogs.tsx'

/** Goes on as the administrator of the customer, in its own portal. */
export function SignInAsDialog({ onClose }: ActDialogProps): ReactNode {
  const { account } = useAccount()
  const signIn = useChange('signInAs', { onDone: () => location.assign('/my') })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Sign in as ${account.name}?`}
      action="Sign in as this customer"
      isDangerous={false}
      consequences={[
        'You see and do what its administrator can, in the customer’s portal, until you go back.',
        'Everything you do is recorded with your name beside the customer’s.',
        'Passwords, API keys and users cannot be changed meanwhile.',
      ]}
      isBusy={signIn.isPending || signIn.isSuccess}
      onConfirm={() => signIn.mutate({ params: { accountId: account.id } })}
    />
  )
}
