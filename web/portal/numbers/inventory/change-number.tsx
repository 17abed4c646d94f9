import { Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { australianState, numbersEndpoints } from '#contract/numbers.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { phoneText } from '../../../shared/format/phone.ts'

interface NumberForm extends Record<string, unknown> {
  readonly state: string
  readonly region: string
  readonly note: string
}

interface ChangeNumberProps {
  readonly found: Answer<'readNumber'>
  readonly onClose: () => void
}

/** Where a number is, where its digits do not say it, and what staff note of it. */
export function ChangeNumber({ found, onClose }: ChangeNumberProps): ReactNode {
  const { form, ...frame } = useApiForm<'changeNumber', NumberForm>('changeNumber', {
    initial: { state: found.state ?? '', region: found.region, note: found.note },
    schema: numbersEndpoints.changeNumber.body,
    toBody: ({ state, region, note }) => ({ state: state === '' ? null : state, region, note }),
    toAsk: (body) => ({ params: { number: found.number }, body, ifVersion: found.version }),
    done: `${phoneText(found.number)} is saved`,
    onDone: onClose,
  })
  return (
    <Modal opened onClose={onClose} title={phoneText(found.number)}>
      <FormFrame action="Save number" {...frame} onCancel={onClose}>
        <NativeSelect
          label="State"
          data={[{ value: '', label: 'None' }, ...australianState.options]}
          {...form.getInputProps('state')}
          key={form.key('state')}
        />
        <TextInput label="Region" maxLength={80} {...form.getInputProps('region')} key={form.key('region')} />
        <Textarea
          label="Note"
          description="For your staff"
          autosize
          minRows={2}
          maxLength={500}
          {...form.getInputProps('note')}
          key={form.key('note')}
        />
      </FormFrame>
    </Modal>
  )
}
