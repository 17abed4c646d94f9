import { Modal, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { carrierOrdersEndpoints } from '#contract/carrier-orders.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'

interface ReferenceDialogProps {
  readonly portId: string
  readonly reference: string
  readonly onClose: () => void
}

/** Puts right under which number the upstream carrier has a port. */
export function ReferenceDialog({ portId, reference, onClose }: ReferenceDialogProps): ReactNode {
  const { form, ...frame } = useApiForm('changeCarrierReference', {
    initial: { reference },
    schema: carrierOrdersEndpoints.changeCarrierReference.body,
    toBody: (values) => ({ reference: values.reference.trim() }),
    toAsk: (body) => ({ params: { portId }, body }),
    done: 'Reference saved',
    onDone: onClose,
  })
  return (
    <Modal opened onClose={onClose} title="The carrier’s reference" size={440}>
      <FormFrame action="Save reference" {...frame} onCancel={onClose}>
        <TextInput
          label="Its number for the order"
          description="Its sheets of answers are matched by it."
          maxLength={80}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('reference')}
          key={form.key('reference')}
        />
      </FormFrame>
    </Modal>
  )
}
