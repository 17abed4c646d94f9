import { Checkbox, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { ContactFields } from '../../../shared/form/contact-fields.tsx'
import type { Inputs } from '../../../shared/form/inputs.ts'
import type { CustomerDraft } from './customer-draft.ts'
import { KnownCustomers } from './known-customers.tsx'

interface ContactsFieldsProps {
  readonly inputs: Inputs
  readonly values: CustomerDraft
  /** The customer that is edited. */
  readonly accountId?: string
}

/** Whom one reaches about a customer: the main contact, and where they are others, those for bills and for the lines. */
export function ContactsFields({ inputs, values, accountId }: ContactsFieldsProps): ReactNode {
  const except = accountId === undefined ? {} : { except: accountId }
  return (
    <Stack gap="md">
      <div role="group" aria-label="Main contact">
        <Text fw={500} mb={4}>
          Main contact
        </Text>
        <ContactFields name="contacts.main" inputs={inputs}>
          <KnownCustomers by="email" typed={values.contacts.main.email} {...except} />
        </ContactFields>
      </div>
      <Checkbox label="Bills go to somebody else" {...inputs('hasBilling', { type: 'checkbox' })} />
      {values.hasBilling && (
        <div role="group" aria-label="Billing contact">
          <ContactFields name="contacts.billing" inputs={inputs} />
        </div>
      )}
      <Checkbox label="Somebody else looks after the lines" {...inputs('hasTechnical', { type: 'checkbox' })} />
      {values.hasTechnical && (
        <div role="group" aria-label="Technical contact">
          <ContactFields name="contacts.technical" inputs={inputs} />
        </div>
      )}
    </Stack>
  )
}
