import { Anchor, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { businessNumberFault } from '#domain/accounts/business-number.ts'
import type { Inputs } from '../../../shared/form/inputs.ts'
import { BusinessNumberInput } from './business-number-input.tsx'
import { grouped } from './business-number.ts'
import type { CustomerDraft } from './customer-draft.ts'
import { KnownCustomers } from './known-customers.tsx'

interface WhoFieldsProps {
  readonly inputs: Inputs
  readonly values: CustomerDraft
  readonly onAcn: (acn: string) => void
  /** The customer that is edited. */
  readonly accountId?: string
}

/** Who a customer is: names, business numbers, and which rules bind. */
export function WhoFields({ inputs, values, onAcn, accountId }: WhoFieldsProps): ReactNode {
  const except = accountId === undefined ? {} : { except: accountId }
  const acn = acnOf(values)
  return (
    <Stack gap="sm">
      <TextInput
        label="Name"
        withAsterisk
        description="As lists, screens and bills show it."
        autoComplete="off"
        {...inputs('name')}
      />
      <KnownCustomers by="name" typed={values.name} {...except} />
      <Radio.Group label="Kind of customer" {...inputs('isConsumer')}>
        <Stack gap={6} mt={4}>
          <Radio
            value="true"
            label="Consumer or small business"
            description="The consumer rules of the telecommunications code bind: notice before a suspension, among others."
          />
          <Radio value="false" label="Other business" />
        </Stack>
      </Radio.Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label="Legal name" autoComplete="off" {...inputs('legalName')} />
        <TextInput label="Trading name" autoComplete="off" {...inputs('tradingName')} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <BusinessNumberInput kind="ABN" {...inputs('abn')} />
        <BusinessNumberInput kind="ACN" {...inputs('acn')} />
        <BusinessNumberInput kind="ARBN" {...inputs('arbn')} />
      </SimpleGrid>
      {acn !== undefined && (
        <Text size="sm">
          The last nine digits of this ABN make an ACN:{' '}
          <Anchor component="button" type="button" fz="inherit" onClick={() => onAcn(acn)}>
            {`use ${acn}`}
          </Anchor>
        </Text>
      )}
      <KnownCustomers by="abn" typed={values.abn} {...except} />
    </Stack>
  )
}

/** Companies' ABNs are two digits before their ACN; that of a person or trust is by its check digit, mostly, none. */
function acnOf({ abn, acn, arbn }: CustomerDraft): string | undefined {
  const digits = abn.replaceAll(/\s/g, '')
  const tail = digits.slice(2)
  if (acn !== '' || arbn !== '' || businessNumberFault('ABN', digits) !== undefined) return undefined
  return businessNumberFault('ACN', tail) === undefined ? grouped('ACN', tail) : undefined
}
