import { Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../../shared/access/session.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import type { Item } from '../../../../shared/api/wire-types.ts'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { Section } from '../../../../shared/layout/section.tsx'
import type { Column } from '../../../../shared/list/columns.ts'
import { DataTable } from '../../../../shared/list/data-table.tsx'
import { RowLink } from '../../../../shared/list/row-link.tsx'
import { useDialog } from '../../../../shared/router/use-dialog.ts'
import { PortingMenu } from '../../porting-menu.tsx'
import { hoursText, holidaysText, scopeText } from './calendar-words.ts'
import { InForce } from './in-force.tsx'
import { NewCalendarDialog } from './new-calendar-dialog.tsx'

const COLUMNS: readonly Column<Item<'listCalendars'>>[] = [
  {
    key: 'name',
    heading: 'Calendar',
    render: ({ id, name }) => <RowLink to={`/porting/settings/calendars/${id}`}>{name}</RowLink>,
  },
  { key: 'scope', heading: 'For', render: scopeText },
  { key: 'hours', heading: 'Days and hours', from: 'md', render: hoursText },
  { key: 'holidays', heading: 'Public holidays', from: 'lg', render: holidaysText },
  { key: 'ports', heading: 'Open ports', align: 'right', from: 'sm', render: ({ openPorts }) => openPorts },
]

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
                <DataTable label="Calendars" columns={COLUMNS} rows={items} idOf={({ id }) => id} />
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
