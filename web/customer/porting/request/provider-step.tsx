import { Alert, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { PROVIDER_FIELDS } from '../../../shared/porting/asked-fields.ts'
import { RequestInputs } from '../../../shared/porting/request-input.tsx'
import type { RequestForm } from '../../../shared/porting/use-request.ts'

/** With whom the numbers are, and what stands on the bill there. */
export function ProviderStep({ form: { inputs, draft } }: { readonly form: RequestForm }): ReactNode {
  const props = { inputs, draft, isOwn: true }
  return (
    <Stack gap="md">
      <Alert color="gray" variant="light" title="Have your latest bill at hand">
        Your present provider compares every letter. Most moves that are refused are refused because something here is
        not as it is on the bill.
      </Alert>
      <RequestInputs fields={PROVIDER_FIELDS} {...props} />
    </Stack>
  )
}
