import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { call } from '../../../shared/api/client.ts'
import { withPerson } from '../../../shared/api/confirmation.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { useAccount } from '../account-context.tsx'
import type { ActDialogProps } from './acts.ts'

/** Goes on as the administrator of the customer, in its own portal. */
export function SignInAsDialog({ onClose }: ActDialogProps): ReactNode {
  const { account } = useAccount()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const signIn = async (): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    try {
      await withPerson(() => call('signInAs', { params: { accountId: account.id } }))
      // Nothing of this portal is read as the customer: the other one begins anew.
      location.assign('/my')
    } catch (error) {
      setFailure(detailOf(error))
      setBusy(false)
    }
  }
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
      isBusy={isBusy}
      failure={failure}
      onConfirm={() => void signIn()}
    />
  )
}
