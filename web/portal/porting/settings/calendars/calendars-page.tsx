import { Button, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../../shared/access/session.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { Section } from '../../../../shared/layout/section.tsx'
import { RowLink } from '../../../../shared/list/row-link.tsx'
import { useDialog } from '../../../../shared/router/use-dialog.ts'
import { PortingMenu } from '../../porting-menu.tsx'
import { hoursText, holidaysText, scopeText } from './calendar-words.ts'
import { InForce } from './in-force.tsx'
import { NewCalendarDialog } from './new-calendar-dialog.tsx'

/** On which days and in which hours the desk and the carriers work: due dates and cut-overs go by it. */
export function Page(): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  const calendars = useRead('listCalendars', {})
  return (
    <>
      <PortingMenu />
      <PageFrame
        title="Calendars"
        crumbs={[{ label: 'Settings of ports', to: '/porting/settings' }]}
        actions={may('calendars.write') && <Button onClick={() => dialog.open('new')}>New calendar</Button>}
      >
        <Stack gap="xl">
          <Loaded query={calendars} what="the calendars">
            {({ items }) => (
              <Stack gap="sm">
                <Table.ScrollContainer minWidth={640}>
                  <Table aria-label="Calendars" fz="sm">
                    <Table.Thead>
                      <Table.Tr>
                        <Table.Th>Calendar</Table.Th>
                        <Table.Th>For</Table.Th>
                        <Table.Th>Days and hours</Table.Th>
                        <Table.Th>Public holidays</Table.Th>
                        <Table.Th ta="right">Open ports</Table.Th>
                      </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                      {items.map((calendar) => (
                        <Table.Tr key={calendar.id}>
                          <Table.Td>
                            <RowLink to={`/porting/settings/calendars/${calendar.id}`}>{calendar.name}</RowLink>
                          </Table.Td>
                          <Table.Td>{scopeText(calendar)}</Table.Td>
                          <Table.Td>{hoursText(calendar)}</Table.Td>
                          <Table.Td>{holidaysText(calendar)}</Table.Td>
                          <Table.Td ta="right">{calendar.openPorts}</Table.Td>
                        </Table.Tr>
                      ))}
                    </Table.Tbody>
                  </Table>
                </Table.ScrollContainer>
                <Text size="sm" c="dimmed">
                  The most specific goes: kind and carrier, then the carrier, then the kind, then the desk.
                </Text>
              </Stack>
            )}
          </Loaded>
          <Section
            title="Which one goes, and the days to come"
            words="What the desk does is due by its own calendar, what the losing carrier does by the carrier’s. A cut-over needs both at work."
          >
            <InForce />
          </Section>
        </Stack>
      </PageFrame>
      {dialog.name === 'new' && <NewCalendarDialog onClose={dialog.close} />}
    </>
  )
}
