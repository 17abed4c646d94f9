import { Radio, Group, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { useAccount } from '../account-context.tsx'
import { CONTROL_GROUPS, type Control } from './control-words.ts'

interface ReleaseDialogProps {
  readonly control: Control
  readonly onClose: () => void
}

const TIMES = [
  { hours: '24', label: '24 hours' },
  { hours: '72', label: '3 days' },
  { hours: '168', label: '7 days' },
  { hours: '720', label: '30 days' },
] as const

/** Lifts a control that has tripped, for a while and with a reason. */
export function ReleaseDialog({ control, onClose }: ReleaseDialogProps): ReactNode {
  const { account } = useAccount()
  const [hours, setHours] = useState('24')
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState<string>()
  const release = useChange('releaseControl', { silent: true, done: 'Released', onDone: onClose })
  const name = nameOf(control)
  const act = (): void => {
    if (words.trim() === '') return setMissing('Write why, in a few words: it is kept with your name.')
    const until = new Date(Date.now() + Number(hours) * 3_600_000).toISOString()
    release.mutate({
      params: { accountId: account.id, control: control.control },
      body: { words: words.trim(), ...(hours !== '24' && { until }) },
    })
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Release ${name} of ${account.name}?`}
      action="Release it"
      isDangerous={false}
      isBusy={release.isPending}
      failure={release.error === null ? undefined : detailOf(release.error)}
      onConfirm={act}
    >
      <Text size="sm">{control.explanation}</Text>
      <Text size="sm">
        {control.control === 'card-failures'
          ? 'The refusals are forgotten: what was to be charged is tried again at once. Another stored card does the same by itself.'
          : 'Until the release is over it does not trip; fraud limits then count what came since.'}
      </Text>
      <Radio.Group label="For how long" value={hours} onChange={setHours}>
        <Group mt={4} gap="md">
          {TIMES.map((time) => (
            <Radio key={time.hours} value={time.hours} label={time.label} />
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

function nameOf({ control }: Control): string {
  if (control === 'iou') return 'the IOU'
  const key = control.startsWith('fraud-spend') ? 'fraudSpendDay' : camel(control)
  const group = CONTROL_GROUPS.find(({ keys }) => keys.some((each) => each === key))
  return `the limit ${group?.name ?? control}`
}

function camel(path: string): string {
  return path.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
