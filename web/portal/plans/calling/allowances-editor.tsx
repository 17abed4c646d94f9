import { ActionIcon, Button, Group, MultiSelect, NativeSelect, Stack, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './editor.module.css'
import { emptyAllowance, PRICED_TYPES, type PlanFormState } from './plan-form.ts'
import { serviceTypeText } from '../../../shared/plans/plan-words.ts'

const TYPES = PRICED_TYPES.map((type) => ({ value: type, label: serviceTypeText(type) }))

const UNITS = [
  { value: 'minutes', label: 'minutes' },
  { value: 'calls', label: 'calls' },
  { value: 'money', label: 'dollars' },
]

/** What a month includes, row by row. */
export function AllowancesEditor({ form }: { readonly form: PlanFormState }): ReactNode {
  const { allowances } = form.values
  return (
    <Stack gap="md">
      {allowances.map(({ key, name }, index) => {
        const path = `allowances.${index}`
        const called = name === '' ? `allowance ${index + 1}` : name
        return (
          <div key={key} className={classes['allowance']}>
            <TextInput
              label="Allowance"
              placeholder="500 mobile minutes"
              maxLength={200}
              {...form.getInputProps(`${path}.name`)}
            />
            <TextInput label="How much a month" inputMode="decimal" {...form.getInputProps(`${path}.quantity`)} />
            <NativeSelect label="Of" data={UNITS} {...form.getInputProps(`${path}.unit`)} />
            <MultiSelect
              label="For calls to"
              data={TYPES}
              hidePickedOptions
              {...form.getInputProps(`${path}.serviceTypes`)}
            />
            <Group gap={4} wrap="nowrap" className={classes['acts']}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Draw on ${called} earlier`}
                disabled={index === 0}
                onClick={() => form.reorderListItem('allowances', { from: index, to: index - 1 })}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Draw on ${called} later`}
                disabled={index === allowances.length - 1}
                onClick={() => form.reorderListItem('allowances', { from: index, to: index + 1 })}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Take ${called} out`}
                onClick={() => form.removeListItem('allowances', index)}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          </div>
        )
      })}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => form.insertListItem('allowances', emptyAllowance())}
        >
          Add an allowance
        </Button>
      </Group>
    </Stack>
  )
}
