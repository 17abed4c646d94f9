import { Anchor, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { plural } from '../../../shared/format/counts.ts'
import { Phone, When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { grouped } from '../fields/business-number.ts'

type Account = Answer<'readAccount'>

interface AccountProps {
  readonly account: Account
}

const NONE = '–'

export function WhoFacts({ account }: AccountProps): ReactNode {
  const { name, legalName, tradingName, abn, acn, arbn, isConsumer, timeZone, accountNumber, createdAt } = account
  return (
    <Facts
      facts={[
        { label: 'Name', value: name },
        { label: 'Legal name', value: legalName ?? NONE },
        { label: 'Trading name', value: tradingName ?? NONE },
        { label: 'ABN', value: grouped('ABN', abn ?? NONE) },
        { label: 'ACN', value: grouped('ACN', acn ?? NONE) },
        ...(arbn === null ? [] : [{ label: 'ARBN', value: grouped('ARBN', arbn) }]),
        { label: 'Kind of customer', value: isConsumer ? 'Consumer or small business' : 'Other business' },
        { label: 'Time zone', value: timeZone.replaceAll('_', ' ') },
        { label: 'Account number', value: accountNumber },
        { label: 'Opened', value: <When at={createdAt} timeZone={timeZone} /> },
      ]}
    />
  )
}

export function ContactFacts({ account }: AccountProps): ReactNode {
  const { main, billing, technical } = account.contacts
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
      <ContactCard title="Main contact" contact={main} otherwise="There is none." />
      <ContactCard title="Billing contact" contact={billing} otherwise="Bills go to the main contact." />
      <ContactCard title="Technical contact" contact={technical} otherwise="The main contact looks after the lines." />
    </SimpleGrid>
  )
}

interface ContactCardProps {
  readonly title: string
  readonly contact: Account['contacts']['main']
  readonly otherwise: string
}

function ContactCard({ title, contact, otherwise }: ContactCardProps): ReactNode {
  const phone = contact?.phone ?? null
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      {contact === null ? (
        <Text size="sm">{otherwise}</Text>
      ) : (
        <>
          <Text fw={500}>{contact.name}</Text>
          <Anchor href={`mailto:${contact.email}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {contact.email}
          </Anchor>
          {phone !== null && (
            <Anchor href={`tel:+${phone}`} size="sm">
              <Phone number={phone} />
            </Anchor>
          )}
        </>
      )}
    </Stack>
  )
}

export function AddressFacts({ account }: AccountProps): ReactNode {
  const { billingAddress, serviceAddress } = account
  const isSame = JSON.stringify(billingAddress) === JSON.stringify(serviceAddress)
  return (
    <Facts
      facts={[
        { label: 'Billing address', value: <Address address={billingAddress} /> },
        {
          label: 'Service address',
          value: isSame && serviceAddress !== null ? 'The same' : <Address address={serviceAddress} />,
        },
      ]}
    />
  )
}

function Address({ address }: { readonly address: Account['billingAddress'] }): ReactNode {
  if (address === null) return NONE
  const { lines, suburb, state = '', postcode = '', country = 'AU' } = address
  const place = [suburb, state, postcode].filter((part) => part !== '').join(' ')
  return [...lines, place, ...(country === 'AU' ? [] : [country])].map((line) => <div key={line}>{line}</div>)
}

export function PayingFacts({ account }: AccountProps): ReactNode {
  const { paymentMode, termsDays, creditNote, billDay } = account
  return (
    <Facts
      facts={[
        { label: 'Pays', value: paymentMode === 'prepaid' ? 'Prepaid' : 'Postpaid' },
        ...(termsDays === null ? [] : [{ label: 'Invoices fall due after', value: plural(termsDays, 'day') }]),
        { label: 'Bill day', value: `Day ${billDay} of the month` },
        { label: 'Agreed about credit', value: creditNote === null || creditNote === '' ? NONE : creditNote },
      ]}
    />
  )
}
