import { List, Progress, Select, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { tellDone } from '../../../shared/feedback/toast.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { SUSPENSION_REASONS, type SuspensionReason } from '../acts/suspension-words.ts'

type Customer = Item<'listAccounts'>
export type BulkStep = 'suspend' | 'reinstate'

interface BulkDialogProps {
  readonly step: BulkStep
  readonly customers: readonly Customer[]
  readonly onClose: () => void
  /** All of them were done. */
  readonly onDone: () => void
}

const WORDS = {
  suspend: {
    verb: 'Suspend',
    done: 'suspended',
    consequences: [
      'Calls out are barred at once, but for emergency numbers.',
      'Numbers, calling plans and monthly charges stay as they are.',
    ],
  },
  reinstate: { verb: 'Reinstate', done: 'reinstated', consequences: ['Calls out work again at once.'] },
} as const

/** So many names are read; more are counted. */
const FEW = 8

/** Suspends or reinstates several customers, one after another, and says whom it could not be done for. */
export function BulkDialog({ step, customers, onClose, onDone }: BulkDialogProps): ReactNode {
  const [reason, setReason] = useState<SuspensionReason>('unpaid')
  const [words, setWords] = useState('')
  const [at, setAt] = useState<number>()
  const [refused, setRefused] = useState<readonly string[]>([])
  const suspend = useChange('suspendAccount', { silent: true })
  const reinstate = useChange('reinstateAccount', { silent: true })
  const { verb, done, consequences } = WORDS[step]
  const act = async (): Promise<void> => {
    const failures: string[] = []
    for (const [index, { id, name }] of customers.entries()) {
      setAt(index)
      const params = { accountId: id }
      try {
        await (step === 'suspend'
          ? suspend.mutateAsync({ params, body: { reason, words: words.trim() } })
          : reinstate.mutateAsync({ params, body: { words: words.trim() } }))
      } catch (error) {
        failures.push(`${name}: ${detailOf(error)}`)
      }
    }
    setAt(undefined)
    setRefused(failures)
    const count = customers.length - failures.length
    if (count > 0) tellDone(`${plural(count, 'customer')} ${done}`)
    if (failures.length > 0) return
    onDone()
    onClose()
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`${verb} ${plural(customers.length, 'customer')}?`}
      action={`${verb} ${plural(customers.length, 'customer')}`}
      isDangerous={step === 'suspend'}
      consequences={consequences}
      isBusy={at !== undefined}
      failure={refused.length === 0 ? undefined : `Not done for ${plural(refused.length, 'customer')}:`}
      onConfirm={() => void act()}
    >
      <Text size="sm">
        {customers
          .slice(0, FEW)
          .map(({ name }) => name)
          .join(', ')}
        {customers.length > FEW && ` and ${customers.length - FEW} more`}
      </Text>
      {step === 'suspend' && (
        <Select
          label="Why"
          data={SUSPENSION_REASONS}
          value={reason}
          allowDeselect={false}
          onChange={(value) => value !== null && setReason(value)}
        />
      )}
      <Textarea
        label="What colleagues should know"
        description="Kept in the history; customers do not see it."
        autosize
        minRows={2}
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {at !== undefined && (
        <div role="status">
          <Text size="sm">{`${at + 1} of ${customers.length}`}</Text>
          <Progress value={((at + 1) / customers.length) * 100} aria-label="Done so far" />
        </div>
      )}
      {refused.length > 0 && (
        <List size="sm">
          {refused.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      )}
    </ConfirmDialog>
  )
}
