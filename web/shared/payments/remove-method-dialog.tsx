import type { ReactNode } from 'react'
import { detailOf } from '../api/api-problem.ts'
import { useChange, useRead } from '../api/hooks.ts'
import { ConfirmDialog } from '../feedback/confirm-dialog.tsx'
import type { Method, Methods } from './method-words.ts'

interface RemoveMethodDialogProps {
  readonly method: Method
  readonly methods: Methods
  readonly whose: string
  readonly onClose: () => void
}

/** Before a card is forgotten: what needed it, and what takes its place. */
export function RemoveMethodDialog({ method, methods, whose, onClose }: RemoveMethodDialogProps): ReactNode {
  const { id, accountId, name, isDefault } = method
  const { data } = useRead('readPaymentSettings', { params: { accountId } })
  const remove = useChange('removePaymentMethod', { silent: true, done: `${name} removed`, onDone: onClose })
  const next = methods.items.find((other) => other.id !== id && !other.isExpired)
  const needs =
    data === undefined
      ? []
      : [...(data.autoTopUp.isOn ? ['Auto top-up'] : []), ...(data.autoDebit.isOn ? ['Auto debit'] : [])]
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Remove ${name}?`}
      action={`Remove ${method.kind === 'card' ? 'card' : 'bank account'}`}
      isBusy={remove.isPending}
      failure={remove.error === null ? undefined : detailOf(remove.error)}
      consequences={[
        ...(isDefault && needs.length > 0
          ? [
              next === undefined
                ? `${needs.join(' and ')} ${needs.length === 1 ? 'has' : 'have'} nothing to charge any more: ${whose} credit may run out and calls may stop.`
                : `${needs.join(' and ')} ${needs.length === 1 ? 'uses' : 'use'} ${next.name} from now on.`,
            ]
          : []),
        'It is forgotten here and at the payment provider; what was paid by it stays.',
        'It can be added again at any time.',
      ]}
      onConfirm={() => remove.mutate({ params: { accountId, methodId: id } })}
    />
  )
}
