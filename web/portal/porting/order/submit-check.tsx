import { Stack, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { Confirmations, useConfirmations } from '../../../shared/porting/pre-flight/confirmations.tsx'
import { Findings } from '../../../shared/porting/pre-flight/findings.tsx'
import type { StepValues } from './step-values.ts'

interface SubmitCheckProps {
  readonly portId: string
  readonly values: Pick<StepValues, 'confirmed' | 'overrideReason'>
  readonly onChange: (patch: Partial<StepValues>) => void
}

/** What the check found: what blocks it, what it may be rejected for, and why it is submitted all the same. */
export function SubmitCheck({ portId, values, onChange }: SubmitCheckProps): ReactNode {
  const { data: check } = useRead('readPortPreflight', { params: { portId } })
  const toConfirm = useConfirmations(portId) ?? []
  const others = (check?.findings ?? []).filter(({ severity, mustConfirm }) => severity !== 'note' && !mustConfirm)
  return (
    <Stack gap="md">
      {others.length > 0 && <Findings findings={others} />}
      <Confirmations
        findings={toConfirm}
        confirmed={values.confirmed}
        onChange={(confirmed) => onChange({ confirmed })}
      />
      {toConfirm.length > 0 && (
        <Textarea
          label="Why it is submitted all the same"
          description="It stays on the timeline, for staff."
          required
          autosize
          minRows={1}
          maxLength={1000}
          value={values.overrideReason}
          onChange={(event) => onChange({ overrideReason: event.currentTarget.value })}
        />
      )}
    </Stack>
  )
}
