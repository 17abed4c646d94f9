import { Modal, NativeSelect, Skeleton, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { calendarsEndpoints } from '#contract/calendars.ts'
import { PORT_KINDS, type PortKind } from '#domain/porting/port-kind.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import type { Item } from '../../../../shared/api/wire-types.ts'
import { FormFrame } from '../../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../../shared/form/use-api-form.ts'
import { CarrierSelect } from '../carrier-select.tsx'
import { isMain, kindText } from './calendar-words.ts'

/** Begins a calendar for a kind of port, a carrier, or both, as a copy of the desk's. */
export function NewCalendarDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { data } = useRead('listCalendars', {})
  const main = data?.items.find(isMain)
  return (
    <Modal opened onClose={onClose} title="New calendar" size={480}>
      {main === undefined ? <Skeleton h={240} /> : <NewCalendarForm main={main} onClose={onClose} />}
    </Modal>
  )
}

interface NewCalendarFormProps {
  readonly main: Item<'listCalendars'>
  readonly onClose: () => void
}

function NewCalendarForm({ main, onClose }: NewCalendarFormProps): ReactNode {
  const navigate = useNavigate()
  const { timeZone, weekdays, opensAt, closesAt, holidays, closedDays } = main
  const { form, ...frame } = useApiForm('createCalendar', {
    initial: { name: '', kind: '', carrierId: '' },
    schema: calendarsEndpoints.createCalendar.body,
    toBody: ({ name, kind, carrierId }) => ({
      name,
      kind: kind === '' ? null : (kind as PortKind),
      carrierId: carrierId === '' ? null : carrierId,
      timeZone,
      weekdays: [...weekdays],
      opensAt,
      closesAt,
      holidays: { nationalOnly: holidays.nationalOnly, states: [...holidays.states] },
      closedDays: closedDays.map((day) => ({ ...day })),
    }),
    toAsk: (body) => ({ body }),
    done: 'Calendar made; what is due by it was reckoned anew',
    onDone: ({ id }) => void navigate({ to: `/porting/settings/calendars/${id}` }),
  })
  return (
    <FormFrame action="Make calendar" {...frame} onCancel={onClose}>
      <TextInput
        label="Name"
        description="As the desk calls it: “Example Telecom, porting desk”."
        data-autofocus
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      <CarrierSelect
        label="For whom"
        none="The desk itself"
        value={form.values.carrierId === '' ? null : form.values.carrierId}
        error={form.errors['carrierId']}
        onChange={(carrierId) => form.setFieldValue('carrierId', carrierId ?? '')}
      />
      <NativeSelect
        label="For which ports"
        data={[{ value: '', label: kindText(null) }, ...PORT_KINDS.map((value) => ({ value, label: kindText(value) }))]}
        key={form.key('kind')}
        {...form.getInputProps('kind')}
      />
      <Text size="sm" c="dimmed">
        It begins with the days and hours of “{main.name}”; change them next.
      </Text>
    </FormFrame>
  )
}
