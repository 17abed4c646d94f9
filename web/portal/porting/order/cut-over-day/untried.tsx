import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../../shared/api/hooks.ts'

interface UntriedProps {
  readonly portId: string
  readonly value: boolean
  readonly onChange: (withoutTest: boolean) => void
}

/** Where no call is known to have come in, completing is meant on purpose. */
export function Untried({ portId, value, onChange }: UntriedProps): ReactNode {
  const { data: day } = useRead('readCutOverDay', { params: { portId } })
  if (day === undefined || day.isTried) return null
  return (
    <Checkbox
      label="Complete it without a test call"
      description="Nobody has written down that a call came in. Better: try one, and record it under “Cut-over day”."
      checked={value}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
