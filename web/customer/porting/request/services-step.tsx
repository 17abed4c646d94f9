import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { LINE_FIELDS } from '../../../shared/porting/asked-fields.ts'
import { RequestInputs } from '../../../shared/porting/request-input.tsx'
import type { RequestForm } from '../../../shared/porting/use-request.ts'

/** What is on the line today, and what becomes of it. */
export function ServicesStep({ form: { inputs, draft } }: { readonly form: RequestForm }): ReactNode {
  return (
    <Stack gap="lg">
      <RequestInputs fields={LINE_FIELDS} inputs={inputs} draft={draft} isOwn />
    </Stack>
  )
}
