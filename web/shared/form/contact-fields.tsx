import { SimpleGrid, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { phoneText } from '../format/phone.ts'
import type { Inputs } from './inputs.ts'
import { PhoneInput } from './phone-input.tsx'
import { phoneOf } from './phone-of.ts'

/** A contact as a form has it. */
export interface ContactDraft {
  readonly name: string
  readonly email: string
  readonly phone: string
}

interface ContactFieldsProps {
  /** The form's name of the contact: `contacts.main`. */
  readonly name: string
  readonly inputs: Inputs
  /** Under the e-mail address: that it is known already. */
  readonly children?: ReactNode
}

/** Name, e-mail address, phone. */
export function ContactFields({ name, inputs, children }: ContactFieldsProps): ReactNode {
  return (
    <Stack gap="sm">
      <TextInput label="Name" withAsterisk autoComplete="off" {...inputs(`${name}.name`)} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label="E-mail address" withAsterisk type="email" autoComplete="off" {...inputs(`${name}.email`)} />
        <PhoneInput label="Phone" autoComplete="off" {...inputs(`${name}.phone`)} />
      </SimpleGrid>
      {children}
    </Stack>
  )
}

export function draftOfContact(
  contact: { readonly name: string; readonly email: string; readonly phone?: string | null } | null | undefined,
): ContactDraft {
  const phone = contact?.phone ?? null
  return { name: contact?.name ?? '', email: contact?.email ?? '', phone: phone === null ? '' : phoneText(phone) }
}

/** The contact as it travels. */
export function contactOfDraft({ name, email, phone }: ContactDraft): object {
  return { name, email: email.trim(), phone: phoneOf(phone) }
}
