import { Group, Radio, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import type { Rule } from './rule-words.ts'

interface ReleaseRuleDialogProps {
  readonly account: { readonly id: string; readonly name: string }
  readonly rule: Rule
  readonly onClose: () => void
}

const TIMES = [
  ['1', '1 hour'],
  ['24', '24 hours'],
  ['168', '7 days'],
  ['720', '30 days'],
] as const

/** Lifts a rule of one account for a while, with a reason. */
export function ReleaseRuleDialog({ account, rule, onClose }: ReleaseRuleDialogProps): ReactNode {
  const [hours, setHours] = useState('24')
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState<string>()
  const release = useChange('releaseCallRule', { silent: true, done: 'Released', onDone: onClose })
  const act = (): void => {
    if (words.trim() === '') return setMissing('Write why, in a few words: it is kept with your name.')
    const until = new Date(Date.now() + Number(hours) * 3_600_000).toISOString()
    release.mutate({
      params: { accountId: account.id, rule: rule.rule },
      body: { words: words.trim(), ...(hours !== '24' && { until }) },
    })
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Release “${rule.name}” for ${account.name}?`}
      action="Release it"
      isDangerous={false}
      isBusy={release.isPending}
      failure={release.isError ? detailOf(release.error) : undefined}
      onConfirm={act}
    >
      <Text size="sm">{rule.explanation} Until the release is over it refuses nothing.</Text>
      <Radio.Group label="For how long" value={hours} onChange={setHours}>
        <Group mt={4} gap="md">
          {TIMES.map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Group>
      </Radio.Group>
      <Textarea
        label="Why"
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
