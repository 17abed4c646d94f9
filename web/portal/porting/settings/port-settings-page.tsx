import { Anchor, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { PortingMenu } from '../porting-menu.tsx'
import { FeesForm } from './fees-form.tsx'
import { FeesTable } from './fees-table.tsx'

/** What the porting desk goes by: calendars, codes, the price list, and the words for why ports are rejected. */
export function Page(): ReactNode {
  const may = useMay()
  const fees = useRead('readPortFees', {})
  return (
    <>
      <PortingMenu />
      <PageFrame title="Settings of ports" width="form">
        <Stack gap="xl">
          <Places />
          <Section title="Fees" words="Ex GST. A changed fee counts for what is charged from then on.">
            <Loaded query={fees} what="the fees">
              {({ items }) => (may('ports.settings') ? <FeesForm items={items} /> : <FeesTable items={items} />)}
            </Loaded>
          </Section>
          <Section
            title="Reject reasons"
            words="What the customer reads for each, on the timeline and by e-mail, where the carrier’s code has no words of its own."
          >
            <Reasons />
          </Section>
          <Text size="sm" c="dimmed">
            What the customer is told at each step is worded in the{' '}
            <Anchor component={AppLink} to="/settings/mail-templates" inherit underline="always">
              e-mail templates
            </Anchor>
            .
          </Text>
        </Stack>
      </PageFrame>
    </>
  )
}

const PLACES = [
  {
    label: 'Calendars',
    to: '/porting/settings/calendars',
    words: 'On which days and in which hours the desk and each carrier work; due dates and cut-overs go by them.',
    permission: 'calendars.read',
  },
  {
    label: 'Reject codes',
    to: '/porting/settings/reject-codes',
    words: 'What the codes mean that carriers reject with, and what the customer reads for each.',
    permission: 'ports.work',
  },
] as const

/** What has a page of its own. */
function Places(): ReactNode {
  const may = useMay()
  return (
    <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
      {PLACES.filter(({ permission }) => may(permission)).map(({ label, to, words }) => (
        <li key={to}>
          <Anchor component={AppLink} to={to} fw={500}>
            {label}
          </Anchor>
          <Text size="sm" c="dimmed">
            {words}
          </Text>
        </li>
      ))}
    </Stack>
  )
}

function Reasons(): ReactNode {
  const reasons = useRead('listRejectReasons', {})
  return (
    <Loaded query={reasons} what="the reasons">
      {({ items }) => (
        <Table aria-label="Reject reasons" fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="36%">Reason</Table.Th>
              <Table.Th>The customer reads</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map(({ reason, label, customerText, fix }) => (
              <Table.Tr key={reason}>
                <Table.Td valign="top">{label}</Table.Td>
                <Table.Td>
                  {customerText}
                  <Text size="sm" c="dimmed">
                    {fix}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Loaded>
  )
}
