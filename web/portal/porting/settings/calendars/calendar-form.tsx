import { ActionIcon, Button, Checkbox, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { calendarsEndpoints } from '#contract/calendars.ts'
import type { Item } from '../../../../shared/api/wire-types.ts'
import { FormFrame } from '../../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../../shared/form/use-api-form.ts'
import { TimeZoneSelect } from '../../../../shared/form/time-zone-select.tsx'

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const STATES = ['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA'] as const

/** Days, hours, holidays and own closed days of a desk. */
export function CalendarForm({ calendar }: { readonly calendar: Item<'listCalendars'> }): ReactNode {
  const { form, ...frame } = useApiForm('changeCalendar', {
    initial: {
      name: calendar.name,
      timeZone: calendar.timeZone,
      opensAt: calendar.opensAt,
      closesAt: calendar.closesAt,
      weekdays: calendar.weekdays.map(String),
      holidaysOf: calendar.holidays.nationalOnly ? 'national' : 'states',
      states: [...calendar.holidays.states] as string[],
      closedDays: calendar.closedDays.map(({ date, until, name }) => ({ date, until: until ?? '', name })),
    },
    schema: calendarsEndpoints.changeCalendar.body,
    toBody: ({ holidaysOf, states, weekdays, name, timeZone, opensAt, closesAt, closedDays }) => ({
      name,
      timeZone,
      opensAt,
      closesAt,
      closedDays: closedDays.map((day) => ({ ...day, until: day.until === '' ? null : day.until })),
      weekdays: weekdays.map(Number).toSorted((one, other) => one - other),
      holidays: { nationalOnly: holidaysOf === 'national', states: holidaysOf === 'national' ? [] : states },
    }),
    toAsk: (body) => ({ params: { calendarId: calendar.id }, body, ifVersion: calendar.version }),
    fieldOf: (path) => (path.startsWith('holidays') ? 'states' : path),
    done: 'Calendar saved; what is due by it was reckoned anew',
  })
  return (
    <FormFrame action="Save calendar" {...frame}>
      <TextInput label="Name" key={form.key('name')} {...form.getInputProps('name')} />
      <TimeZoneSelect label="Time zone" key={form.key('timeZone')} {...form.getInputProps('timeZone')} />
      <Checkbox.Group label="Days worked" {...form.getInputProps('weekdays')}>
        <Group gap="md" mt={6}>
          {WEEKDAYS.map((day, index) => (
            <Checkbox key={day} value={String(index + 1)} label={day} />
          ))}
        </Group>
      </Checkbox.Group>
      <Group align="flex-start">
        <TextInput label="Opens" w={120} key={form.key('opensAt')} {...form.getInputProps('opensAt')} />
        <TextInput label="Closes" w={120} key={form.key('closesAt')} {...form.getInputProps('closesAt')} />
      </Group>
      <Radio.Group label="Public holidays that close it" {...form.getInputProps('holidaysOf')}>
        <Stack gap={6} mt={6}>
          <Radio value="national" label="Those all states and territories share" />
          <Radio value="states" label="Those of any of these states" />
        </Stack>
      </Radio.Group>
      {form.values.holidaysOf === 'states' && (
        <Checkbox.Group label="States" {...form.getInputProps('states')}>
          <Group gap="md" mt={6}>
            {STATES.map((state) => (
              <Checkbox key={state} value={state} label={state} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      <Stack gap="xs">
        <Text size="sm" fw={500}>
          Own closed days
        </Text>
        <Text size="xs" c="dimmed">
          One day, or a stretch from one to another: a Christmas shutdown is one entry.
        </Text>
        {form.values.closedDays.map((_, index) => (
          <Group key={form.key(`closedDays.${index}`)} align="flex-start" gap="xs">
            <TextInput
              type="date"
              aria-label="Closed from"

              {...form.getInputProps(`closedDays.${index}.date`)}
            />
            <TextInput
              type="date"
              aria-label="To, where it is more than one day"

              {...form.getInputProps(`closedDays.${index}.until`)}
            />
            <TextInput
              aria-label="Why"
              placeholder="Christmas shutdown"
              flex="1 1 160px"

              {...form.getInputProps(`closedDays.${index}.name`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label="Take this entry away"
              onClick={() => form.removeListItem('closedDays', index)}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        {typeof form.errors['closedDays'] === 'string' && (
          <Text size="xs" c="var(--negative)" role="alert">
            {form.errors['closedDays']}
          </Text>
        )}
        <Group>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => form.insertListItem('closedDays', { date: '', until: '', name: '' })}
          >
            Add closed days
          </Button>
        </Group>
      </Stack>
    </FormFrame>
  )
}
