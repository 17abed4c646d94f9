import { Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../../shared/api/api-problem.ts'
import { useChange } from '../../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../../shared/feedback/confirm-dialog.tsx'
import { HOLD_WORDS, type Hold } from '../../../shared/dunning-words.ts'
import { useAccount } from '../../account-context.tsx'

interface EndHoldDialogProps {
  readonly hold: Hold
  readonly onClose: () => void
}

/** Ends a hold before its time. */
export function EndHoldDialog({ hold, onClose }: EndHoldDialogProps): ReactNode {
  const { account } = useAccount()
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState<string>()
  const end = useChange('endDunningHold', { silent: true, done: 'Hold ended', onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`End the hold: ${HOLD_WORDS[hold.kind].name.toLowerCase()}?`}
      action="End it"
      isDangerous={false}
      isBusy={end.isPending}
      failure={end.error === null ? undefined : detailOf(end.error)}
      consequences={[
        'What is overdue is chased again.',
        'A notice that was given before is given again, with all its working days.',
      ]}
      onConfirm={() => {
        if (words.trim() === '') return setMissing('Write why, in a few words.')
        end.mutate({ params: { accountId: account.id, dunningHoldId: hold.id }, body: { words: words.trim() } })
      }}
    >
      <Textarea
        label="Why"
        autosize
        minRows={2}
        maxLength={500}
        value={words}
        error={missing}
        data-autofocus
        onChange={(event) => {
          setWords(event.currentTarget.value)
          setMissing(undefined)
        }}
      />
    </ConfirmDialog>
  )
}
