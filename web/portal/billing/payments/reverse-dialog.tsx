import { Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { dayText } from '../../../shared/format/dates.ts'
import { moneyText, negated, sumOf } from '../../../shared/format/money.ts'
import type { Payment } from './payment-columns.tsx'

interface ReverseDialogProps {
  readonly payment: Payment
  readonly onClose: () => void
}

/** Takes a payment back: dishonoured, typed wrong, another customer's. */
export function ReverseDialog({ payment, onClose }: ReverseDialogProps): ReactNode {
  const { id, accountId, accountName, amount, receipt, receivedOn } = payment
  const { data } = useRead('readAccount', { params: { accountId } })
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<string>()
  const reverse = useChange('reversePayment', {
    silent: true,
    done: `${moneyText(amount)} taken back`,
    onDone: onClose,
  })
  const isPostpaid = data?.paymentMode === 'postpaid'
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Take back ${moneyText(amount)} of ${accountName}?`}
      action="Take payment back"
      isBusy={reverse.isPending}
      failure={reverse.error === null ? undefined : detailOf(reverse.error)}
      consequences={[
        ...(data === undefined
          ? []
          : [
              `The balance goes from ${moneyText(data.balance)} to ${moneyText(sumOf([data.balance, negated(amount)]))} at once.`,
            ]),
        ...(isPostpaid ? ['Invoices it had settled are open again, and overdue where their day has passed.'] : []),
        `${receipt ?? 'The payment'} of ${dayText(receivedOn)} stays in the list, with the reversal beside it; the next statement shows both.`,
        'It cannot be undone; record the payment again if that was a slip.',
      ]}
      onConfirm={() => {
        if (reason.trim() === '') return setMissing('Write why, in a few words: dishonoured, typed wrong.')
        reverse.mutate({ params: { accountId, paymentId: id }, body: { reason: reason.trim() } })
      }}
    >
      <Textarea
        label="Why"
        description="For colleagues; the customer does not see it."
        autosize
        minRows={2}
        maxLength={300}
        value={reason}
        error={missing}
        onChange={(event) => {
          setReason(event.currentTarget.value)
          setMissing(undefined)
        }}
      />
    </ConfirmDialog>
  )
}
