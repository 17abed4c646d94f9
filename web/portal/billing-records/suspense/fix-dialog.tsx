import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useChange } from '../../../shared/api/hooks.ts'
import { plural } from '../../../shared/format/counts.ts'
import { AddRateForm } from './add-rate-form.tsx'
import { CorrectRowForm } from './correct-row-form.tsx'
import { DismissDialog } from './dismiss-dialog.tsx'
import { GiveNumberForm } from './give-number-form.tsx'
import { retriedText, type SuspenseFix, type SuspenseGroup } from './suspense-words.ts'

/** What is done about which calls. */
export interface Fixing {
  readonly group: SuspenseGroup
  readonly fix: SuspenseFix
}

interface FixDialogProps {
  readonly fixing: Fixing | undefined
  readonly onClose: () => void
  /** What it came to, in words. */
  readonly onDone: (words: string) => void
}

/** What puts a group of calls right: asks for what is missing, does it, and tries the calls again. */
export function FixDialog({ fixing, onClose, onDone }: FixDialogProps): ReactNode {
  const retry = useChange('retrySuspense')
  if (fixing === undefined) return null
  const { group, fix } = fixing
  /** What was missing is there: the calls are tried again while the dialog is gone already. */
  const tryAgain = (key: string): void => {
    onClose()
    onDone(`${group.title}: trying ${plural(group.calls, 'call')} again …`)
    retry.mutate({ body: { group: key } }, { onSuccess: (report) => onDone(`${group.title}: ${retriedText(report)}`) })
  }
  const isForm = fix.kind === 'give-number' || fix.kind === 'add-rate' || fix.kind === 'correct-row'
  return (
    <>
      <Modal opened={isForm} onClose={onClose} title={fix.label} size={560}>
        {fix.kind === 'give-number' && <GiveNumberForm group={group} fix={fix} onGiven={tryAgain} onCancel={onClose} />}
        {fix.kind === 'add-rate' && (
          <AddRateForm group={group} fix={fix} onAdded={() => tryAgain(group.group)} onCancel={onClose} />
        )}
        {fix.kind === 'correct-row' && (
          <CorrectRowForm
            suspenseId={fix.suspenseId}
            onCorrected={(report) => {
              onClose()
              onDone(retriedText(report))
            }}
            onCancel={onClose}
          />
        )}
      </Modal>
      <DismissDialog
        opened={fix.kind === 'dismiss'}
        onClose={onClose}
        calls={group.calls}
        group={group.group}
        onDone={(words) => {
          onClose()
          onDone(words)
        }}
      />
    </>
  )
}

/** The page a fix is done on that has one of its own. */
export function pageOfFix(fix: SuspenseFix): string | undefined {
  if (fix.kind === 'give-plan') return `/customers/${fix.account.accountId}/calling-plan`
  return fix.kind === 'add-plan-rate' ? `/plans/${fix.planId}/new-version` : undefined
}
