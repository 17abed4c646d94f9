import { Fieldset, Group, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PlanFormState } from './plan-form.ts'
import classes from './editor.module.css'

interface BlocksFieldsProps {
  readonly form: PlanFormState
  /** `increment`, `rates.Mobile.increment`. */
  readonly path: string
  readonly label: string
}

/** The first block of a call and every block after it, in seconds. */
export function BlocksFields({ form, path, label }: BlocksFieldsProps): ReactNode {
  return (
    <Fieldset legend={label} variant="unstyled" className={classes['legend']}>
      <Group gap="sm" wrap="nowrap" maw={320} align="flex-start">
        <Seconds label="First" {...form.getInputProps(`${path}.first`)} />
        <Seconds label="Each further" {...form.getInputProps(`${path}.next`)} />
      </Group>
    </Fieldset>
  )
}

function Seconds({ label, ...rest }: { readonly label: string }): ReactNode {
  return <TextInput label={label} inputMode="numeric" rightSection="s" rightSectionPointerEvents="none" {...rest} />
}
