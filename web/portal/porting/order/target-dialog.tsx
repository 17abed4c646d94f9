import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { portsEndpoints } from '#contract/ports.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { draftOfRequest, wireOf, type RequestDraft } from '../../../shared/porting/request-draft.ts'
import { RequestInput } from '../../../shared/porting/request-input.tsx'
import { PlanInput } from '../request/plan-input.tsx'
import type { Port } from './port-states.ts'

interface TargetDialogProps {
  readonly port: Port
  readonly onClose: () => void
}

type TargetForm = Record<string, unknown> &
  Pick<RequestDraft, 'numberPlanId' | 'lineType' | 'destination' | 'dayContact'>

/** Changes what the losing carrier does not see, while the port is under way. */
export function TargetDialog({ port, onClose }: TargetDialogProps): ReactNode {
  const before = draftOfRequest(port)
  const { numberPlanId, lineType, destination, dayContact } = before
  const { form, ...frame } = useApiForm<'changePort', TargetForm>('changePort', {
    initial: { numberPlanId, lineType, destination, dayContact },
    schema: portsEndpoints.changePort.body,
    toBody: (values) => {
      const draft = { ...before, ...values }
      return {
        numberPlanId: wireOf(draft, 'numberPlanId'),
        lineType: wireOf(draft, 'lineType'),
        destination: wireOf(draft, 'destination'),
        dayContact: wireOf(draft, 'dayContact'),
      }
    },
    toAsk: (body) => ({ params: { portId: port.id }, body, ifVersion: port.version }),
    done: 'Port changed',
    onDone: onClose,
  })
  const draft = { ...before, ...form.getValues() }
  const props = { inputs: form.getInputProps, draft }
  return (
    <Modal opened onClose={onClose} title="After the port" size={560}>
      <FormFrame action="Save changes" {...frame} onCancel={onClose}>
        <PlanInput {...props} />
        <RequestInput field="lineType" {...props} />
        <RequestInput field="destination" {...props} />
        <RequestInput field="dayContact" {...props} />
      </FormFrame>
    </Modal>
  )
}
