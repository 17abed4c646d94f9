import { Button, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../../../shared/access/session.ts'
import { detailOf } from '../../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../../shared/api/hooks.ts'
import type { Item } from '../../../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../../../shared/feedback/confirm-dialog.tsx'
import { EmptyState } from '../../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { plural } from '../../../../shared/format/counts.ts'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { Section } from '../../../../shared/layout/section.tsx'
import { AppLink } from '../../../../shared/router/app-link.tsx'
import { useParam } from '../../../../shared/router/use-address.ts'
import { useDialog } from '../../../../shared/router/use-dialog.ts'
import { PortingMenu } from '../../porting-menu.tsx'
import { CalendarForm } from './calendar-form.tsx'
import { holidaysText, hoursText, isMain, scopeText } from './calendar-words.ts'
import { ClosedYear } from './closed-year.tsx'

const CRUMBS = [
  { label: 'Settings of ports', to: '/porting/settings' },
  { label: 'Calendars', to: '/porting/settings/calendars' },
]

/** One calendar: its days and hours, and the days of a year on which it is closed. */
export function Page(): ReactNode {
  const calendarId = useParam('calendarId')
  const calendars = useRead('listCalendars', {})
  return (
    <>
      <PortingMenu />
      <Loaded query={calendars} what="the calendar">
        {({ items }) => {
          const calendar = items.find(({ id }) => id === calendarId)
          return calendar === undefined ? <NoCalendar /> : <CalendarHere calendar={calendar} />
        }}
      </Loaded>
    </>
  )
}

function NoCalendar(): ReactNode {
  return (
    <PageFrame title="Calendar" crumbs={CRUMBS}>
      <EmptyState
        title="There is no such calendar"
        action={
          <Button component={AppLink} to="/porting/settings/calendars">
            See the calendars
          </Button>
        }
      />
    </PageFrame>
  )
}

function CalendarHere({ calendar }: { readonly calendar: Item<'listCalendars'> }): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  const canDelete = may('calendars.write') && !isMain(calendar)
  return (
    <PageFrame
      title={calendar.name}
      crumbs={CRUMBS}
      actions={
        canDelete && (
          <Button variant="default" onClick={() => dialog.open('delete')}>
            Delete
          </Button>
        )
      }
    >
      <Stack gap="xl">
        <Section
          title="Days and hours"
          words={`${scopeText(calendar)}. ${plural(calendar.openPorts, 'open port')} ${calendar.openPorts === 1 ? 'goes' : 'go'} by it; what is due is reckoned anew when it changes, dates that are agreed on stay.`}
        >
          {may('calendars.write') ? (
            <div style={{ maxWidth: 640 }}>
              <CalendarForm key={calendar.version} calendar={calendar} />
            </div>
          ) : (
            <>
              <Text>{hoursText(calendar)}</Text>
              <Text size="sm" c="dimmed" mt={4}>
                Public holidays: {holidaysText(calendar)}.
              </Text>
            </>
          )}
        </Section>
        <ClosedYear calendar={calendar} />
      </Stack>
      {dialog.name === 'delete' && <DeleteDialog calendar={calendar} onClose={dialog.close} />}
    </PageFrame>
  )
}

interface DeleteDialogProps {
  readonly calendar: Item<'listCalendars'>
  readonly onClose: () => void
}

function DeleteDialog({ calendar, onClose }: DeleteDialogProps): ReactNode {
  const navigate = useNavigate()
  const remove = useChange('deleteCalendar', {
    silent: true,
    done: 'Calendar deleted; what was due by it was reckoned anew',
    onDone: () => void navigate({ to: '/porting/settings/calendars' }),
  })
  const { name, openPorts, carrier } = calendar
  const ports = openPorts === 1 ? '1 open port goes' : `${openPorts} open ports go`
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Delete “${name}”?`}
      consequences={[
        `${ports} by it now; what is due is reckoned anew by the next calendar that goes.`,
        carrier === null
          ? 'The desk goes by its calendar for all ports from then on.'
          : `${carrier.name} goes by its other calendar, or by the desk’s.`,
        'Cut-over dates that are set stay.',
      ]}
      action="Delete calendar"
      isBusy={remove.isPending}
      failure={remove.isError ? detailOf(remove.error) : undefined}
      onConfirm={() => remove.mutate({ params: { calendarId: calendar.id } })}
    />
  )
}
