import { Checkbox, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { accountsEndpoints } from '#contract/accounts.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { ContactFields, contactOfDraft, draftOfContact } from '../../shared/form/contact-fields.tsx'
import { FormFrame } from '../../shared/form/form-frame.tsx'
import { useApiForm } from '../../shared/form/use-api-form.ts'

interface ContactsFormProps {
  readonly account: Answer<'readAccount'>
  readonly onDone: () => void
}

/** The contacts being changed: the main one, and where they are others, those for bills and for the lines. */
export function ContactsForm({ account, onDone }: ContactsFormProps): ReactNode {
  const { main, billing, technical } = account.contacts
  const { form, ...frame } = useApiForm('changeAccount', {
    initial: {
      contacts: { main: draftOfContact(main), billing: draftOfContact(billing), technical: draftOfContact(technical) },
      hasBilling: billing !== null,
      hasTechnical: technical !== null,
    },
    schema: accountsEndpoints.changeAccount.body,
    toBody: ({ contacts, hasBilling, hasTechnical }) => ({
      contacts: {
        main: contactOfDraft(contacts.main),
        billing: hasBilling ? contactOfDraft(contacts.billing) : null,
        technical: hasTechnical ? contactOfDraft(contacts.technical) : null,
      },
    }),
    toAsk: (body) => ({ params: { accountId: account.id }, body, ifVersion: account.version }),
    done: 'Contacts saved',
    onDone,
  })
  const inputs = form.getInputProps
  return (
    <FormFrame action="Save contacts" {...frame} onCancel={onDone}>
      <Stack gap="md">
        <Contact label="Main contact" name="contacts.main" inputs={inputs} />
        <Checkbox label="Bills go to somebody else" {...inputs('hasBilling', { type: 'checkbox' })} />
        {form.values.hasBilling && <Contact label="For bills" name="contacts.billing" inputs={inputs} />}
        <Checkbox label="Somebody else looks after the lines" {...inputs('hasTechnical', { type: 'checkbox' })} />
        {form.values.hasTechnical && <Contact label="For the lines" name="contacts.technical" inputs={inputs} />}
      </Stack>
    </FormFrame>
  )
}

interface ContactProps {
  readonly label: string
  readonly name: string
  readonly inputs: Parameters<typeof ContactFields>[0]['inputs']
}

function Contact({ label, name, inputs }: ContactProps): ReactNode {
  return (
    <div role="group" aria-label={label}>
      <Text fw={500} mb={4}>
        {label}
      </Text>
      <ContactFields name={name} inputs={inputs} />
    </div>
  )
}
