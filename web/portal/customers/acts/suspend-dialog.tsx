import { Select, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { useAccount } from '../account-context.tsx'
import type { ActDialogProps } from './acts.ts'
import { SUSPENSION_REASONS, type SuspensionReason } from './suspension-words.ts'

/** Bars a customer from calling out. */
export function SuspendDialog({ onClose }: ActDialogProps): ReactNode {
  const { account } = useAccount()
  const overview = useRead('readAccountOverview', { params: { accountId: account.id } })
  const [reason, setReason] = useState<SuspensionReason>('unpaid')
  const [words, setWords] = useState('')
  const suspend = useChange('suspendAccount', { done: `${account.name} is suspended`, onDone: onClose })
  const numbers = overview.data?.numbers ?? 0
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Suspend ${account.name}?`}
      action="Suspend account"
      consequences={[
        `Calls out are barred at once${numbers === 0 ? '' : ` on ${plural(numbers, 'number')}`}, but for emergency numbers.`,
        'Numbers, calling plan and monthly charges stay as they are.',
        'New numbers, ports and plan changes wait until it is reinstated.',
        'The customer can still sign in, see everything and pay.',
      ]}
      isBusy={suspend.isPending}
      onConfirm={() => suspend.mutate({ params: { accountId: account.id }, body: { reason, words: words.trim() } })}
    >
      <Select
        label="Why"
        data={SUSPENSION_REASONS}
        value={reason}
        allowDeselect={false}
        onChange={(value) => value !== null && setReason(value)}
      />
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
