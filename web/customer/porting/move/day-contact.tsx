import { Button, Group, Stack } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { LeaveGuard } from '../../../shared/form/leave-guard.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import type { RequestField } from '../../../shared/porting/request-draft.ts'
import { RequestInput } from '../../../shared/porting/request-input.tsx'
import { useRequest } from '../../../shared/porting/use-request.ts'
import { Keeping } from '../../../shared/porting/keeping.tsx'
import { DayContactText } from '../request-facts.tsx'

const FIELDS: readonly RequestField[] = ['dayContact']

/** Whom to reach on the day may be said anew until the move begins. */
export function DayContact({ port }: { readonly port: Port }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  return (
    <Section
      title="On the day"
      words="Somebody should be there to try the numbers and to pick up when we call."
      actions={
        !isOpen && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
            {port.request.dayContact === null ? 'Say whom to call' : 'Change'}
          </Button>
        )
      }
    >
      {isOpen ? <Form port={port} onDone={() => setOpen(false)} /> : <DayContactText port={port} />}
    </Section>
  )
}

function Form({ port, onDone }: { readonly port: Port; readonly onDone: () => void }): ReactNode {
  const form = useRequest({ accountId: port.accountId, port, fields: FIELDS })
  const { inputs, draft } = form
  const done = async (): Promise<void> => {
    for (const path of ['dayContact.name', 'dayContact.phone']) inputs(path)['onBlur']()
    await form.save()
    if (!form.isUnsaved()) onDone()
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void done()
      }}
    >
      <Stack gap="md">
        <RequestInput field="dayContact" inputs={inputs} draft={draft} isOwn />
        <Group>
          <Button type="submit">Done</Button>
          <Keeping form={form} />
        </Group>
      </Stack>
      <LeaveGuard isDirty={form.isUnsaved} />
    </form>
  )
}
