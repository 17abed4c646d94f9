import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { moneyText } from '../../../shared/format/money.ts'
import { upToText, type BillRun } from './run-words.ts'

interface IssueDialogProps {
  /** A preview. */
  readonly run: BillRun
  readonly onClose: () => void
}

/** From a preview to the bill run itself. */
export function IssueDialog({ run: { date, statements, total, failures }, onClose }: IssueDialogProps): ReactNode {
  const navigate = useNavigate()
  const start = useChange('startBillRun', {
    silent: true,
    onDone: ({ id }) => void navigate({ to: `/billing/runs/${id}` }),
  })
  const what = plural(statements, 'statement')
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Issue ${what}?`}
      action={`Issue ${what}`}
      isDangerous={false}
      isBusy={start.isPending}
      failure={start.error === null ? undefined : detailOf(start.error)}
      consequences={[
        `${what} of ${moneyText(total)} inc. GST, for bill days up to ${upToText(date)}; calls and payments since the preview are in them.`,
        'The month ahead is charged with them: plans, numbers, channels and what recurs.',
        'Each is mailed to its customer’s billing contact as PDF.',
        'An issued statement never changes; an adjustment note puts right what it says.',
        ...(failures === 0 ? [] : [`${plural(failures, 'customer')} cannot be billed yet; the next run tries again.`]),
      ]}
      onConfirm={() => start.mutate({ body: date === null ? {} : { date } })}
    />
  )
}
