import { Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { accountsEndpoints } from '#contract/accounts.ts'
import { useMay } from '../../../shared/access/session.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { TimeZoneSelect } from '../../../shared/form/time-zone-select.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { AddressesFields } from '../fields/addresses-fields.tsx'
import { ContactsFields } from '../fields/contacts-fields.tsx'
import {
  addressesOf,
  contactsOf,
  draftOf,
  fieldOf,
  payingOf,
  whoOf,
  type CustomerDraft,
} from '../fields/customer-draft.ts'
import { PayingFields } from '../fields/paying-fields.tsx'
import { WhoFields } from '../fields/who-fields.tsx'
import { zoneOfState } from './zone-of-state.ts'

/** Opens an account; its activation on a plan is the next step. */
export function Page(): ReactNode {
  const navigate = useNavigate()
  const may = useMay()
  const ownZone = useTimeZone()
  const { form, ...frame } = useApiForm('openAccount', {
    initial: draftOf(undefined),
    schema: accountsEndpoints.openAccount.body,
    toBody: (draft) => bodyOf(draft, ownZone),
    toAsk: (body) => ({ body }),
    fieldOf,
    done: ({ accountNumber }) => `Account ${accountNumber} is open`,
    onDone: ({ id }) =>
      void navigate({ to: `/customers/${id}`, search: may('accounts.status') ? { do: 'activate' } : {} }),
  })
  const { values } = form
  return (
    <PageFrame title="New customer" crumbs={[{ label: 'Customers', to: '/customers' }]} width="form">
      <FormFrame action="Open account" {...frame} onCancel={() => void navigate({ to: '/customers' })}>
        <Stack gap="xl">
          <Section title="1. Who it is">
            <WhoFields inputs={form.getInputProps} values={values} onAcn={(acn) => form.setFieldValue('acn', acn)} />
          </Section>
          <Section title="2. Whom we reach">
            <ContactsFields inputs={form.getInputProps} values={values} />
          </Section>
          <Section title="3. Where it is">
            <Stack gap="md">
              <AddressesFields inputs={form.getInputProps} values={values} />
              <TimeZoneSelect
                label="Time zone"
                description="Its bills and days are reckoned in it; after the activation it stays."
                {...form.getInputProps('timeZone')}
                value={zoneOf(values, ownZone)}
              />
            </Stack>
          </Section>
          <Section title="4. How it pays">
            <Stack gap="sm">
              <PayingFields inputs={form.getInputProps} values={values} />
              <TextInput
                label="Account number"
                description="Of an account brought over from another system. Left empty, it gets the next number."
                autoComplete="off"
                {...form.getInputProps('accountNumber')}
              />
            </Stack>
          </Section>
        </Stack>
      </FormFrame>
    </PageFrame>
  )
}

/** As long as nobody chose a zone, it is that of the state, or one's own. */
function zoneOf({ timeZone, billingAddress }: CustomerDraft, ownZone: string): string {
  return timeZone === '' ? (zoneOfState(billingAddress.state) ?? ownZone) : timeZone
}

function bodyOf(draft: CustomerDraft, ownZone: string): object {
  const accountNumber = draft.accountNumber.trim()
  return {
    ...whoOf({ ...draft, timeZone: zoneOf(draft, ownZone) }),
    contacts: contactsOf(draft),
    ...addressesOf(draft),
    ...payingOf(draft),
    ...(accountNumber !== '' && { accountNumber }),
  }
}
