import { NumberInput, Radio, Stack, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Inputs } from '../../../shared/form/inputs.ts'
import type { CustomerDraft } from './customer-draft.ts'

interface PayingFieldsProps {
  readonly inputs: Inputs
  readonly values: CustomerDraft
}

/** Whether a customer pays before or after, and what was agreed. */
export function PayingFields({ inputs, values }: PayingFieldsProps): ReactNode {
  return (
    <Stack gap="sm">
      <Radio.Group label="Pays" {...inputs('paymentMode')}>
        <Stack gap={6} mt={4}>
          <Radio
            value="prepaid"
            label="Prepaid"
            description="Calls and charges are taken from its credit; it is sent statements."
          />
          <Radio value="postpaid" label="Postpaid" description="It is sent invoices that fall due." />
        </Stack>
      </Radio.Group>
      {values.paymentMode === 'postpaid' && (
        <NumberInput
          label="An invoice falls due after"
          suffix=" days"
          min={0}
          max={90}
          allowDecimal={false}
          w={180}
          {...inputs('termsDays')}
        />
      )}
      <Textarea
        label="What was agreed about credit"
        description="For staff only."
        autosize
        minRows={2}
        maxLength={2000}
        {...inputs('creditNote')}
      />
    </Stack>
  )
}
