import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { dayBefore, nextDay, weekdayText, zoneName } from '../../../shared/format/dates.ts'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { NewPortButton } from '../new-port-button.tsx'
import { PortingMenu } from '../porting-menu.tsx'
import { TodayPort } from './today-port.tsx'

const EVERY_MS = 30_000

/** The cut-overs of a day in the order of the hour, each with its checklist and its next step: the desk's morning. */
export function Page(): ReactNode {
  const today = useToday(useTimeZone())
  const [state, change] = useQueryState()
  const asked = state['date']
  const date = asked !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today
  const query = useRead('listCutOversOfDay', { query: { date } }, { every: date === today && EVERY_MS, keep: true })
  const go = (to: string): void => change({ date: to === today ? undefined : to })
  return (
    <>
      <PortingMenu />
      <PageFrame title="Porting" actions={<NewPortButton />}>
        <Stack gap="md">
          <Group gap="xs" role="group" aria-label="Day">
            <ActionIcon variant="default" size={36} aria-label="Day before" onClick={() => go(dayBefore(date))}>
              <IconChevronLeft size={16} />
            </ActionIcon>
            <ActionIcon variant="default" size={36} aria-label="Next day" onClick={() => go(nextDay(date))}>
              <IconChevronRight size={16} />
            </ActionIcon>
            <Title order={2} aria-live="polite">
              {date === today ? 'Today, ' : ''}
              {weekdayText(date)}
            </Title>
            {date !== today && (
              <Button variant="subtle" size="compact-sm" onClick={() => go(today)}>
                Today
              </Button>
            )}
            {query.data !== undefined && (
              <Text size="sm" c="dimmed" ml="auto">
                Times in {zoneName(new Date(`${date}T00:00:00Z`), query.data.timeZone)}
              </Text>
            )}
          </Group>
          <Loaded query={query} what="the cut-overs of the day">
            {({ items, timeZone }) =>
              items.length === 0 ? (
                <EmptyState
                  title="No cut-overs this day"
                  words="The calendar shows the days that have some."
                  action={
                    <Button component={AppLink} to="/porting/calendar" variant="default">
                      Open the calendar
                    </Button>
                  }
                />
              ) : (
                <Stack gap={0}>
                  {items.map((item) => (
                    <TodayPort key={item.port.id} item={item} timeZone={timeZone} />
                  ))}
                </Stack>
              )
            }
          </Loaded>
        </Stack>
      </PageFrame>
    </>
  )
}
