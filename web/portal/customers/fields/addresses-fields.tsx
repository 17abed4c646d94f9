import { Checkbox, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { AddressFields } from '../../../shared/form/address-fields.tsx'
import type { Inputs } from '../../../shared/form/inputs.ts'
import type { CustomerDraft } from './customer-draft.ts'

interface AddressesFieldsProps {
  readonly inputs: Inputs
  readonly values: CustomerDraft
}

/** Where bills go, and where services are. */
export function AddressesFields({ inputs, values }: AddressesFieldsProps): ReactNode {
  return (
    <Stack gap="md">
      <div role="group" aria-label="Billing address">
        <Text fw={500} mb={4}>
          Billing address
        </Text>
        <AddressFields name="billingAddress" inputs={inputs} country={values.billingAddress.country} />
      </div>
      <Checkbox label="Services are at the same address" {...inputs('isSameAddress', { type: 'checkbox' })} />
      {!values.isSameAddress && (
        <div role="group" aria-label="Service address">
          <Text fw={500} mb={4}>
            Service address
          </Text>
          <AddressFields name="serviceAddress" inputs={inputs} country={values.serviceAddress.country} />
        </div>
      )}
    </Stack>
  )
}
