import { Radio, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { RequestInputProps } from './request-input-props.ts'

/** How a mobile is paid: a port that says the wrong one is rejected, and charged. */
export function MobilePaymentInput({ inputs, isOwn = false }: RequestInputProps): ReactNode {
  return (
    <Radio.Group
      label={isOwn ? 'How do you pay for the mobile?' : 'How the mobile is paid'}
      description="A request with the wrong one is refused, and charged all the same."
      {...inputs('mobilePayment')}
    >
      <Stack gap={8} mt={8}>
        <Radio value="postpaid" label="Postpaid: a bill comes each month" />
        <Radio value="prepaid" label="Prepaid: it is recharged" />
      </Stack>
    </Radio.Group>
  )
}

/** By which a prepaid mobile is known. What was kept is never shown again. */
export function BirthDateInput({ inputs, draft }: RequestInputProps): ReactNode {
  return (
    <TextInput
      type="date"
      label="Date of birth of its user"
      description={
        draft.hasBirthDate && draft.birthDate === ''
          ? 'It is kept and not shown again; give it anew to change it.'
          : 'As its provider has it. It is shown to the porting desk and the carriers only.'
      }
      maw={320}
      autoComplete="off"
      {...inputs('birthDate')}
    />
  )
}
