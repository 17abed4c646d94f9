import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { CalendarForm } from './calendar-form.tsx'
import { ClosedDays } from './closed-days.tsx'

/** On which days and in which hours the desks work: due dates go by it. */
export function Page(): ReactNode {
  const calendars = useRead('listCalendars', {})
  return (
    <PageFrame title="Calendars" crumbs={[{ label: 'Settings', to: '/settings' }]} width="form">
      <Loaded query={calendars} what="the calendars">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No calendars yet" />
          ) : (
            <Stack gap="xl">
              {items.map((calendar) => (
                <Section key={calendar.id} title={calendar.name} words={`Counts for ${calendar.process}.`}>
                  <Stack gap="lg">
                    <CalendarForm key={calendar.version} calendar={calendar} />
                    <ClosedDays calendarId={calendar.id} />
                  </Stack>
                </Section>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </PageFrame>
  )
}
