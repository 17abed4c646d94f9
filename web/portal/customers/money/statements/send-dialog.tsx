import { Modal, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { statementsEndpoints } from '#contract/statements.ts'
import type { Answer } from '../../../../shared/api/wire-types.ts'
import { FormFrame } from '../../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../../shared/form/use-api-form.ts'

interface SendDialogProps {
  readonly statement: Pick<Answer<'readStatement'>, 'id' | 'number'>
  readonly onClose: () => void
}

/** Mails a document again, as PDF. */
export function SendDialog({ statement: { id, number }, onClose }: SendDialogProps): ReactNode {
  const { form, ...frame } = useApiForm('sendStatement', {
    initial: { to: '' },
    schema: statementsEndpoints.sendStatement.body,
    toBody: ({ to }) => (to.trim() === '' ? {} : { to: to.trim() }),
    toAsk: (body) => ({ params: { statementId: id }, body }),
    done: ({ to }) => `${number} is on its way to ${to}`,
    onDone: onClose,
  })
  return (
    <Modal opened onClose={onClose} title={`Send ${number} again`} size={480}>
      <FormFrame {...frame} action="Send it" onCancel={onClose}>
        <Text size="sm">It goes out as PDF with the e-mail your customers get when a statement is ready.</Text>
        <TextInput
          label="To"
          type="email"
          placeholder="The billing contact"
          description="Left empty, it goes to the billing contact, or to the main one where there is none."
          data-autofocus
          key={form.key('to')}
          {...form.getInputProps('to')}
        />
      </FormFrame>
    </Modal>
  )
}
