import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { useAccount } from '../account-context.tsx'

interface SendStatementDialogProps {
  readonly statementId: string
  readonly number: string
  readonly onClose: () => void
}

/** Mails a statement again, to whom bills go or to somebody else. */
export function SendStatementDialog({ statementId, number, onClose }: SendStatementDialogProps): ReactNode {
  const { account } = useAccount()
  const usual = (account.contacts.billing ?? account.contacts.main)?.email
  const [to, setTo] = useState(usual ?? '')
  const send = useChange('sendStatement', {
    silent: true,
    done: ({ to: address }) => `${number} is on its way to ${address}`,
    onDone: onClose,
  })
  const address = to.trim()
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Send ${number} again?`}
      action="Send e-mail"
      isDangerous={false}
      isBusy={send.isPending}
      failure={send.error === null ? undefined : detailOf(send.error)}
      onConfirm={() =>
        send.mutate({ params: { statementId }, body: address === '' || address === usual ? {} : { to: address } })
      }
    >
      <TextInput
        label="To"
        type="email"
        description="It goes as PDF, to the billing contact unless you write another address."
        value={to}
        data-autofocus
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
