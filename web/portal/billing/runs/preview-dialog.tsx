import { Modal, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { billRunsEndpoints } from '#contract/bill-runs.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'

/** Looks at what a bill run would come to; nothing of it stays. */
export function PreviewDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const navigate = useNavigate()
  const today = useToday(useTimeZone())
  const { form, ...frame } = useApiForm('startBillRun', {
    initial: { date: today },
    schema: billRunsEndpoints.startBillRun.body,
    toBody: ({ date }) => ({ dryRun: true, ...(date !== '' && { date }) }),
    toAsk: (body) => ({ body }),
    onDone: ({ id }) => void navigate({ to: `/billing/runs/${id}` }),
  })
  return (
    <Modal opened onClose={onClose} title="Preview a bill run" size={480}>
      <FormFrame {...frame} action="Preview" onCancel={onClose}>
        <TextInput
          type="date"
          label="Bill days up to"
          description="Up to two months ahead. Everybody whose bill day has come by then is in it."
          data-autofocus
          maw={240}
          {...form.getInputProps('date')}
        />
        <Text size="sm">
          It takes the same way as a bill run, to the cent: each customer with what it would be billed, and what is
          wrong where it cannot be. Nothing is issued, charged or mailed.
        </Text>
      </FormFrame>
    </Modal>
  )
}
