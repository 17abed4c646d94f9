import { Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { parseDollars } from '#domain/money.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { amountOf, moneyText, negated, sumOf } from '../../../shared/format/money.ts'
import type { ChargeDetails } from './charge-details.ts'

interface RefundDialogProps {
  readonly charge: ChargeDetails
  readonly onClose: () => void
}

/** Gives a charge back to the card it came from, all that is left or a part, with a reason. */
export function RefundDialog({ charge, onClose }: RefundDialogProps): ReactNode {
  const { id, accountId, accountName, paidBy, refundable } = charge
  const all = moneyText(refundable).replaceAll(/[$,]/g, '')
  const [amount, setAmount] = useState(all)
  const [reason, setReason] = useState('')
  const [faults, setFaults] = useState<{ readonly amount?: string; readonly reason?: string }>({})
  const { data } = useRead('readAccount', { params: { accountId } })
  const given = parseDollars(amount.trim())
  const refund = useChange('refundCharge', {
    silent: true,
    done: `${moneyText(amount.trim())} refunded to ${paidBy}`,
    onDone: onClose,
  })
  const isPart = given !== undefined && given > 0n && given < amountOf(refundable)
  const after = data === undefined || given === undefined ? undefined : sumOf([data.balance, negated(amount.trim())])
  const act = (): void => {
    const found = {
      ...(given === undefined || given <= 0n || given > amountOf(refundable)
        ? { amount: `Write an amount up to ${moneyText(refundable)}: that is what is left of it.` }
        : {}),
      ...(reason.trim() === '' ? { reason: 'Write why, in a few words.' } : {}),
    }
    setFaults(found)
    if (Object.keys(found).length > 0) return
    refund.mutate({
      params: { accountId, chargeId: id },
      body: { reason: reason.trim(), ...(isPart && { amount: amount.trim() }) },
    })
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Refund ${paidBy} of ${accountName}?`}
      action={given === undefined ? 'Refund' : `Refund ${moneyText(amount.trim())}`}
      isBusy={refund.isPending}
      failure={refund.error === null ? undefined : detailOf(refund.error)}
      consequences={[
        ...(data === undefined || after === undefined
          ? []
          : [`The balance goes from ${moneyText(data.balance)} to ${moneyText(after)} at once.`]),
        'The bank gives it back to the card or bank account it came from, in five to ten business days.',
        'It cannot be undone.',
      ]}
      onConfirm={act}
    >
      <MoneyInput
        label="Amount, inc. GST"
        description={`${moneyText(refundable)} is left to refund.`}
        value={amount}
        error={faults.amount}
        data-autofocus
        onChange={(event) => {
          setAmount(event.currentTarget.value)
          setFaults({})
        }}
      />
      <Textarea
        label="Why"
        description="For colleagues; the customer does not see it."
        autosize
        minRows={2}
        maxLength={300}
        value={reason}
        error={faults.reason}
        onChange={(event) => {
          setReason(event.currentTarget.value)
          setFaults({})
        }}
      />
    </ConfirmDialog>
  )
}
