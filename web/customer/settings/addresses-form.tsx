import { Checkbox, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { accountsEndpoints } from '#contract/accounts.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { AddressFields, addressOfDraft, draftOfAddress } from '../../shared/form/address-fields.tsx'
import { FormFrame } from '../../shared/form/form-frame.tsx'
import { useApiForm } from '../../shared/form/use-api-form.ts'

interface AddressesFormProps {
  readonly account: Answer<'readAccount'>
  readonly onDone: () => void
}

/** Where bills go, and where the service is, being changed. */
export function AddressesForm({ account, onDone }: AddressesFormProps): ReactNode {
  const { billingAddress, serviceAddress } = account
  const { form, ...frame } = useApiForm('changeAccount', {
    initial: {
      billingAddress: draftOfAddress(billingAddress),
      serviceAddress: draftOfAddress(serviceAddress),
      isSame: JSON.stringify(billingAddress) === JSON.stringify(serviceAddress),
    },
    schema: accountsEndpoints.changeAccount.body,
    toBody: (values) => ({
      billingAddress: addressOfDraft(values.billingAddress),
      serviceAddress: addressOfDraft(values.isSame ? values.billingAddress : values.serviceAddress),
    }),
    toAsk: (body) => ({ params: { accountId: account.id }, body, ifVersion: account.version }),
    done: 'Addresses saved',
    onDone,
  })
  const { values, getInputProps: inputs } = form
  return (
    <FormFrame action="Save addresses" {...frame} onCancel={onDone}>
      <Stack gap="md">
        <div role="group" aria-label="For bills">
          <Text fw={500} mb={4}>
            For bills
          </Text>
          <AddressFields name="billingAddress" inputs={inputs} country={values.billingAddress.country} />
        </div>
        <Checkbox label="The service is at the same place" {...inputs('isSame', { type: 'checkbox' })} />
        {!values.isSame && (
          <div role="group" aria-label="Where the service is">
            <Text fw={500} mb={4}>
              Where the service is
            </Text>
            <AddressFields name="serviceAddress" inputs={inputs} country={values.serviceAddress.country} />
          </div>
        )}
      </Stack>
    </FormFrame>
  )
}
