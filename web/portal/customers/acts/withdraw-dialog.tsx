import type { ReactNode } from 'react'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { dayText } from '../../../shared/format/dates.ts'
import { useAccount } from '../account-context.tsx'
import type { ActDialogProps } from './acts.ts'

/** Takes a scheduled cancellation back. */
export function WithdrawDialog({ onClose }: ActDialogProps): ReactNode {
  const { account } = useAccount()
  const { id, name, status, cancelOn } = account
  const withdraw = useChange('withdrawCancellation', { done: `${name} stays`, onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Keep ${name}?`}
      action="Withdraw cancellation"
      isDangerous={false}
      consequences={[
        `The account is not cancelled${cancelOn === null ? '' : ` on ${dayText(cancelOn)}`}; its plan and numbers go on.`,
        ...(status === 'suspended' ? ['It stays suspended until it is reinstated.'] : []),
      ]}
      isBusy={withdraw.isPending}
      onConfirm={() => withdraw.mutate({ params: { accountId: id }, body: {} })}
    />
  )
}
