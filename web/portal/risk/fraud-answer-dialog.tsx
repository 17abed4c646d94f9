import { Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../shared/feedback/confirm-dialog.tsx'
import { When } from '../../shared/format/figures.tsx'

interface DialogProps {
  readonly account: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

/** What the customer said on the phone about the calls that tripped a fraud limit: theirs, or not. */
export function FraudAnswerDialog({ account, wasMe, onClose }: DialogProps & { readonly wasMe: boolean }): ReactNode {
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState<string>()
  const params = { accountId: account.id }
  const { data } = useRead('readFraudAnswers', { params })
  const answer = useChange('answerFraud', {
    silent: true,
    done: wasMe ? 'Lifted until the end of the day' : 'It stays barred, and is flagged',
    onDone: onClose,
  })
  const act = (): void => {
    if (words.trim() === '') return setMissing('Write who said so, and how you know: it is kept with your name.')
    answer.mutate({ params, body: { wasMe, words: words.trim() } })
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={wasMe ? `Were the calls ${account.name}’s own?` : `Were the calls not ${account.name}’s?`}
      consequences={
        wasMe
          ? []
          : [
              'The limits stay tripped.',
              'The account stays on the list of calls that were not theirs until it is settled.',
            ]
      }
      action={wasMe ? 'They were theirs' : 'They were not'}
      isDangerous={!wasMe}
      isBusy={answer.isPending}
      failure={answer.isError ? detailOf(answer.error) : undefined}
      onConfirm={act}
    >
      {wasMe && (
        <Text size="sm">
          What is tripped is lifted{' '}
          {typeof data?.releaseUntil === 'string' ? (
            <>
              until <When at={data.releaseUntil} full />
            </>
          ) : (
            'until the end of the day'
          )}
          ; then the limits hold again.
        </Text>
      )}
      <Textarea
        label="Who confirmed it"
        placeholder="Mia Marlow, called back on the number on file"
        autosize
        minRows={2}
        maxLength={300}
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

/** The office is done with calls that were somebody else's. */
export function SettleDialog({ account, onClose }: DialogProps): ReactNode {
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState<string>()
  const settle = useChange('settleDenied', { silent: true, done: 'Settled', onDone: onClose })
  const act = (): void => {
    if (words.trim() === '') return setMissing('Write what was done: it is kept with your name.')
    settle.mutate({ params: { accountId: account.id }, body: { words: words.trim() } })
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Is it settled with ${account.name}?`}
      consequences={[
        'The account leaves the list of calls that were not theirs.',
        'Limits that are tripped stay so until they are released.',
      ]}
      action="It is settled"
      isDangerous={false}
      isBusy={settle.isPending}
      failure={settle.isError ? detailOf(settle.error) : undefined}
      onConfirm={act}
    >
      <Textarea
        label="What was done"
        placeholder="SIP passwords changed, the calls credited"
        autosize
        minRows={2}
        maxLength={300}
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
