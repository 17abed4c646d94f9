import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import type { Inputs } from '../../../shared/form/inputs.ts'
import { TimeZoneSelect } from '../../../shared/form/time-zone-select.tsx'
import { AddressesFields } from '../fields/addresses-fields.tsx'
import { ContactsFields } from '../fields/contacts-fields.tsx'
import { addressesOf, contactsOf, payingOf, whoOf, type CustomerDraft } from '../fields/customer-draft.ts'
import { PayingFields } from '../fields/paying-fields.tsx'
import { WhoFields } from '../fields/who-fields.tsx'
import { AddressFacts, ContactFacts, PayingFacts, WhoFacts } from './profile-facts.tsx'

type Account = Answer<'readAccount'>

interface Editing {
  readonly inputs: Inputs
  readonly values: CustomerDraft
  readonly account: Account
  readonly onAcn: (acn: string) => void
}

/** A part of a profile: how it is shown, how it is edited, and what of it is sent. */
export interface ProfilePart {
  readonly key: string
  readonly title: string
  readonly show: (account: Account) => ReactNode
  readonly edit: (editing: Editing) => ReactNode
  readonly toBody: (draft: CustomerDraft) => object
}

export const PROFILE_PARTS: readonly ProfilePart[] = [
  {
    key: 'who',
    title: 'Who it is',
    show: (account) => <WhoFacts account={account} />,
    edit: ({ inputs, values, account, onAcn }) => (
      <Stack gap="sm">
        <WhoFields inputs={inputs} values={values} onAcn={onAcn} accountId={account.id} />
        <TimeZoneSelect
          label="Time zone"
          disabled={account.activatedAt !== null}
          description={
            account.activatedAt === null
              ? 'Its bills and days are reckoned in it; after the activation it stays.'
              : 'Bills were reckoned in it since the activation: it stays.'
          }
          {...inputs('timeZone')}
        />
      </Stack>
    ),
    toBody: whoOf,
  },
  {
    key: 'contacts',
    title: 'Contacts',
    show: (account) => <ContactFacts account={account} />,
    edit: ({ inputs, values, account }) => <ContactsFields inputs={inputs} values={values} accountId={account.id} />,
    toBody: (draft) => ({ contacts: contactsOf(draft) }),
  },
  {
    key: 'addresses',
    title: 'Addresses',
    show: (account) => <AddressFacts account={account} />,
    edit: ({ inputs, values }) => <AddressesFields inputs={inputs} values={values} />,
    toBody: addressesOf,
  },
  {
    key: 'paying',
    title: 'How it pays',
    show: (account) => <PayingFacts account={account} />,
    edit: ({ inputs, values }) => <PayingFields inputs={inputs} values={values} />,
    toBody: payingOf,
  },
]
