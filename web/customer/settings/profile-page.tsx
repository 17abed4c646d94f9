import { Anchor, Button, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { Phone } from '../../shared/format/figures.tsx'
import { Facts } from '../../shared/layout/facts.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { useQueryState } from '../../shared/router/use-address.ts'
import { AskUs } from '../shared/ask-us.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import { AddressesForm } from './addresses-form.tsx'
import { ContactsForm } from './contacts-form.tsx'

type Account = Answer<'readAccount'>

/** Whom we reach about the account, and where bills and services go. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const query = useRead('readAccount', { params: { accountId } })
  return (
    <PageFrame title="Contacts and addresses" width="form" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <Loaded query={query} what="your contacts">
        {(account) => (
          <Stack gap="lg">
            <Contacts account={account} />
            <Addresses account={account} />
            <Business account={account} />
          </Stack>
        )}
      </Loaded>
    </PageFrame>
  )
}

/** Which part is being changed, in the address: one at a time, for what was typed in another would be lost. */
function useEditing(part: string, { status }: Account) {
  const [{ edit }, change] = useQueryState()
  const may = useMay()
  return {
    isOpen: edit === part,
    mayOpen: edit === undefined && may('accounts.write') && status !== 'cancelled',
    open: () => change({ edit: part }),
    close: () => change({ edit: undefined }),
  }
}

interface AccountProps {
  readonly account: Account
}

function Contacts({ account }: AccountProps): ReactNode {
  const { isOpen, mayOpen, open, close } = useEditing('contacts', account)
  const { main, billing, technical } = account.contacts
  return (
    <Section title="Contacts" actions={mayOpen && <Change onClick={open} what="contacts" />}>
      {isOpen ? (
        <ContactsForm account={account} onDone={close} />
      ) : (
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <Contact title="Main" contact={main} otherwise="There is none." />
          <Contact title="For bills" contact={billing} otherwise="The main contact." />
          <Contact title="For the lines" contact={technical} otherwise="The main contact." />
        </SimpleGrid>
      )}
    </Section>
  )
}

interface ContactProps {
  readonly title: string
  readonly contact: Account['contacts']['main']
  readonly otherwise: string
}

function Contact({ title, contact, otherwise }: ContactProps): ReactNode {
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      {contact === null ? (
        <Text>{otherwise}</Text>
      ) : (
        <>
          <Text fw={500}>{contact.name}</Text>
          <Anchor href={`mailto:${contact.email}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {contact.email}
          </Anchor>
          {contact.phone !== null && contact.phone !== undefined && (
            <Text size="sm">
              <Phone number={contact.phone} />
            </Text>
          )}
        </>
      )}
    </Stack>
  )
}

function Addresses({ account }: AccountProps): ReactNode {
  const { isOpen, mayOpen, open, close } = useEditing('addresses', account)
  return (
    <Section title="Addresses" actions={mayOpen && <Change onClick={open} what="addresses" />}>
      {isOpen ? (
        <AddressesForm account={account} onDone={close} />
      ) : (
        <Facts
          facts={[
            { label: 'For bills', value: <Address address={account.billingAddress} /> },
            { label: 'Where the service is', value: <Address address={account.serviceAddress} /> },
          ]}
        />
      )}
    </Section>
  )
}

function Address({ address }: { readonly address: Account['billingAddress'] }): ReactNode {
  if (address === null) return 'None is known.'
  const { lines, suburb, state = '', postcode = '', country = 'AU' } = address
  const place = [suburb, state, postcode].filter((part) => part !== '').join(' ')
  return [...lines, place, ...(country === 'AU' ? [] : [country])].map((line) => <div key={line}>{line}</div>)
}

/** What the law keeps to papers: only people change it. */
function Business({ account }: AccountProps): ReactNode {
  const { name, legalName, abn, accountNumber, timeZone } = account
  return (
    <Section title="Your business">
      <Facts
        facts={[
          { label: 'Name', value: name },
          ...(legalName === null ? [] : [{ label: 'Legal name', value: legalName }]),
          ...(abn === null
            ? []
            : [{ label: 'ABN', value: abn.replace(/^(\d{2})(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3 $4') }]),
          { label: 'Account number', value: accountNumber },
          { label: 'Time zone', value: timeZone.replaceAll('_', ' ') },
        ]}
      />
      <div style={{ marginTop: 'var(--mantine-spacing-sm)' }}>
        <AskUs about="Change of details">Is something here not right?</AskUs>
      </div>
    </Section>
  )
}

function Change({ onClick, what }: { readonly onClick: () => void; readonly what: string }): ReactNode {
  return (
    <Button size="compact-sm" variant="default" aria-label={`Change ${what}`} onClick={onClick}>
      Change
    </Button>
  )
}
