import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { RecordPaymentForm } from '../../../billing/payments/record-payment-form.tsx'
import { useAccount } from '../../account-context.tsx'

interface PayDialogProps {
  readonly onClose: () => void
  /** What is offered: the amount outstanding. */
  readonly amount?: string
}

/** Records money a customer has paid. */
export function PayDialog({ onClose, amount }: PayDialogProps): ReactNode {
  const { account } = useAccount()
  return (
    <Modal opened onClose={onClose} title={`Record a payment of ${account.name}`} size={520}>
      <RecordPaymentForm
        account={{ ...account, accountId: account.id }}
        onDone={onClose}
        onCancel={onClose}
        {...(amount !== undefined && { amount })}
      />
    </Modal>
  )
}
