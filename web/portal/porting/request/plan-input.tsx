import type { ReactNode } from 'react'
import type { NumberKind } from '#domain/numbers/describe-number.ts'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { readNumberLines } from '../../../shared/porting/number-lines.ts'
import type { RequestInputProps } from '../../../shared/porting/request-input-props.ts'
import { NumberPlanSelect, useNumberPlans } from '../../shared/number-plan-select.tsx'

const BLOCK = 100

/** The number plan the numbers come on: of those for such numbers, whole blocks too where these may be one. */
export function PlanInput({ inputs, draft }: Pick<RequestInputProps, 'inputs' | 'draft'>): ReactNode {
  const kinds: readonly NumberKind[] = PORT_KIND_TERMS[draft.kind].numberKinds
  const single = useNumberPlans('number', kinds)
  const blocks = useNumberPlans('block', kinds)
  const plans = readNumberLines(draft.numbers).count === BLOCK ? [...single, ...blocks] : single
  return (
    <NumberPlanSelect
      description="What each number costs a month once it is here."
      plans={plans}
      maw={420}
      {...inputs('numberPlanId')}
    />
  )
}
