import { Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useRead } from '../../../../shared/api/hooks.ts'
import { amountOf } from '../../../../shared/format/money.ts'
import type { Methods } from '../../../../shared/payments/method-words.ts'
import { PayForm } from '../../../../shared/payments/pay-form.tsx'
import { usePortalPath } from '../../../../shared/payments/use-portal-path.ts'
import { useAccount } from '../../account-context.tsx'

interface TakePaymentDialogProps {
  readonly methods: Methods
  readonly onClose: () => void
}

/** Takes a payment of a customer, by a stored card or by one that is read out on the telephone. */
export function TakePaymentDialog({ methods, onClose }: TakePaymentDialogProps): ReactNode {
  const { account } = useAccount()
  const navigate = useNavigate()
  const pathOf = usePortalPath()
  const { data } = useRead('readAccountOverview', { params: { accountId: account.id } })
  const donePage = `/customers/${account.id}/statements/paid`
  const due = data !== undefined && amountOf(data.balance.due) > 0n ? data.balance.due : undefined
  return (
    <Modal opened onClose={onClose} title={`Take a payment of ${account.name}`} size={560}>
      <PayForm
        accountId={account.id}
        methods={methods}
        balance={account.balance}
        due={due}
        returnPath={pathOf(donePage)}
        customer={account.name}
        onBegun={({ id, continueAt }) => {
          if (continueAt === null) void navigate({ to: donePage, search: { charge: id } })
          else location.assign(continueAt)
        }}
      />
    </Modal>
  )
}
