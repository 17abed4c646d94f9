import { ActionIcon, Button, Chip, Group, Input, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { DAYS } from '#domain/plans/calling-plan.ts'
import classes from './editor.module.css'
import { emptyBand, type BandForm, type PlanFormState } from './plan-form.ts'
import { dayName } from '../../../shared/plans/plan-words.ts'

interface BandsEditorProps {
  readonly form: PlanFormState
  /** `bands`, `rates.Mobile.bands`. */
  readonly path: string
}

/** Parts of the week in which a minute costs more or less. */
export function BandsEditor({ form, path }: BandsEditorProps): ReactNode {
  const bands = form.getInputProps(path).value as readonly BandForm[]
  return (
    <Stack gap="md">
      {bands.map(({ key, name }, index) => {
        const at = `${path}.${index}`
        return (
          <div key={key} className={classes['band']}>
            <TextInput label="Name" placeholder="evening" {...form.getInputProps(`${at}.name`)} />
            <Input.Wrapper label="Days" error={form.getInputProps(`${at}.days`).error as string | undefined}>
              <Chip.Group multiple {...form.getInputProps(`${at}.days`)}>
                <Group gap={4} mih={36}>
                  {DAYS.map((day) => (
                    <Chip key={day} value={day} size="xs" icon={null} variant="light">
                      {dayName(day)}
                    </Chip>
                  ))}
                </Group>
              </Chip.Group>
            </Input.Wrapper>
            <TextInput label="From" type="time" {...form.getInputProps(`${at}.from`)} />
            <TextInput
              label="Until"
              type="time"
              {...form.getInputProps(`${at}.to`)}
              value={midnight(form.getInputProps(`${at}.to`).value as string)}
            />
            <TextInput
              label="Share of the price"
              inputMode="decimal"
              placeholder="60"
              rightSection="%"
              rightSectionPointerEvents="none"
              {...form.getInputProps(`${at}.factor`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              className={classes['acts']}
              aria-label={`Take out ${name === '' ? `hours ${index + 1}` : name}`}
              onClick={() => form.removeListItem(path, index)}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        )
      })}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => form.insertListItem(path, emptyBand())}
        >
          Add hours
        </Button>
      </Group>
    </Stack>
  )
}

/** The end of the day is 24:00 in a plan; a field for times says 00:00. */
function midnight(time: string): string {
  return time === '24:00' ? '00:00' : time
}
