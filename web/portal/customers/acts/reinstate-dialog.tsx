import { Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { dayText } from '../../../shared/format/dates.ts'
import { amountOf, moneyText } from '../../../shared/format/money.ts'
import { useAccount } from '../account-context.tsx'
import type { ActDialogProps } from './acts.ts'

/** Lets a suspended customer call out again. */
export function ReinstateDialog({ onClose }: ActDialogProps): ReactNode {
  const { account } = useAccount()
  const { balance, cancelOn } = account
  const [words, setWords] = useState('')
  const reinstate = useChange('reinstateAccount', { done: `${account.name} is active again`, onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Reinstate ${account.name}?`}
      action="Reinstate account"
      isDangerous={false}
      consequences={[
        'Calls out work again at once; numbers, ports and plan can be changed again.',
        ...(amountOf(balance) < 0n ? [`${moneyText(balance.slice(1))} is still owing.`] : []),
        ...(cancelOn === null ? [] : [`It is still cancelled on ${dayText(cancelOn)}, unless that is withdrawn.`]),
      ]}
      isBusy={reinstate.isPending}
      onConfirm={() => reinstate.mutate({ params: { accountId: account.id }, body: { words: words.trim() } })}
    >
      <Textarea
        label="What colleagues should know"
        description="Kept in the history; the customer does not see it."
        autosize
        minRows={2}
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
