import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { RequestInput } from '../../../shared/porting/request-input.tsx'
import type { RequestForm } from '../../../shared/porting/use-request.ts'

/** Who may order the move, what is declared, and whom to reach on the day. */
export function ConsentStep({ form }: { readonly form: RequestForm }): ReactNode {
  const { inputs, draft } = form
  const props = { inputs, draft, isOwn: true }
  return (
    <Stack gap="lg">
      <RequestInput field="authorisedPerson" {...props} />
      <RequestInput field="isActive" {...props} />
      <RequestInput field="consents" {...props} />
      {draft.kind === 'complex' && <RequestInput field="wantedOn" {...props} />}
      <RequestInput field="dayContact" {...props} />
      <RequestInput field="remarks" {...props} />
    </Stack>
  )
}
