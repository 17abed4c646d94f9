import { Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { portsEndpoints } from '#contract/ports.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { Section } from '../../../shared/layout/section.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'

/** A word to the people who look after the move; it stands on its timeline. */
export function WriteToUs({ port }: { readonly port: Port }): ReactNode {
  const { form, ...frame } = useApiForm('noteOnPort', {
    initial: { note: '' },
    schema: portsEndpoints.noteOnPort.body,
    toBody: ({ note }) => ({ note }),
    toAsk: (body) => ({ params: { portId: port.id }, body }),
    done: 'Your message is with us',
    onDone: () => form.reset(),
  })
  return (
    <Section title="Write to us about this move">
      <FormFrame action="Send message" {...frame}>
        <Textarea
          label="Your message"
          autosize
          minRows={2}
          maxRows={10}
          key={form.key('note')}
          {...form.getInputProps('note')}
        />
      </FormFrame>
    </Section>
  )
}
