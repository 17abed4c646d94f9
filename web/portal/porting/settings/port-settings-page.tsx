import { Anchor, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { PortingMenu } from '../porting-menu.tsx'
import { DeskDays } from './desk-days.tsx'
import { FeesForm } from './fees-form.tsx'
import { FeesTable } from './fees-table.tsx'

/** The price list of ports, the days the desk works, and why ports are rejected. */
export function Page(): ReactNode {
  const may = useMay()
  const fees = useRead('readPortFees', {})
  return (
    <>
      <PortingMenu />
      <PageFrame title="Settings of ports" width="form">
        <Stack gap="xl">
          <Section title="Fees" words="Ex GST. A changed fee counts for what is charged from then on.">
            <Loaded query={fees} what="the fees">
              {({ items }) => (may('ports.settings') ? <FeesForm items={items} /> : <FeesTable items={items} />)}
            </Loaded>
          </Section>
          {may('calendars.read') && <DeskDays />}
          <Section
            title="Reject reasons"
            words="What the customer reads for each, on the timeline and by e-mail. The list is the same for every carrier."
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
