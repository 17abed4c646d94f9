import { Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { AllocateFields, emptyAllocation, toAllocation } from './allocate-fields.tsx'
import { OrderCharge } from './order-charge.tsx'
import { STEP_WORDS, type OrderAct, type Order } from './order-steps.ts'

interface OrderStepDialogProps {
  readonly order: Order
  readonly step: OrderAct
  readonly onClose: () => void
}

/** Asks what a step of an order needs, and takes it. */
export function OrderStepDialog({ order, step, onClose }: OrderStepDialogProps): ReactNode {
  const [note, setNote] = useState('')
  const [reference, setReference] = useState(order.carrierReference)
  const [reason, setReason] = useState('')
  const [allocation, setAllocation] = useState(() => emptyAllocation(order))
  const words = STEP_WORDS[step]
  const done = { silent: true, done: `Order ${order.id}: ${words.label.toLowerCase()}`, onDone: onClose }
  const send = useChange('sendNumberOrder', done)
  const allocate = useChange('allocateNumberOrder', done)
  const complete = useChange('completeNumberOrder', done)
  const reject = useChange('rejectNumberOrder', done)
  const withdraw = useChange('withdrawNumberOrder', done)
  const addNote = useChange('noteOnNumberOrder', done)
  const change = { send, allocate, complete, reject, withdraw, note: addNote }[step]
  const params = { orderId: order.id }
  const act = (): void => {
    switch (step) {
      case 'send': {
        const carrierReference = reference.trim()
        return send.mutate({ params, body: { note, ...(carrierReference !== '' && { carrierReference }) } })
      }
      case 'allocate':
        return allocate.mutate({ params, body: { ...toAllocation(allocation), note } })
      case 'complete':
        return complete.mutate({ params, body: { note } })
      case 'reject':
        return reject.mutate({ params, body: { reason } })
      case 'withdraw':
        return withdraw.mutate({ params, body: { reason } })
      case 'note':
        return addNote.mutate({ params, body: { note } })
      default:
        return step satisfies never
    }
  }
  const takesReason = step === 'reject' || step === 'withdraw'
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Order ${order.id}: ${words.label.toLowerCase()}`}
      consequences={words.consequences}
      action={words.action}
      isDangerous={words.isDangerous}
      isBusy={change.isPending}
      failure={change.isError ? detailOf(change.error) : undefined}
      onConfirm={act}
    >
      {step === 'send' && (
        <TextInput
          label="Carrier’s reference"
          maxLength={80}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
          data-autofocus
        />
      )}
      {step === 'allocate' && <AllocateFields order={order} allocation={allocation} onChange={setAllocation} />}
      {step === 'complete' && <OrderCharge order={order} />}
      {takesReason ? (
        <TextInput
          label="Why"
          required
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
      ) : (
        <Textarea
          label="Note"
          autosize
          minRows={2}
          maxLength={1000}
          required={step === 'note'}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  )
}
