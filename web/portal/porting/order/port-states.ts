import { ON_THE_WAY, type AskedStep } from '#domain/porting/port-state.ts'
import type { Port } from '../../../shared/porting/port-words.ts'

export type { Port }

/** The carriers have set a day aside: moving it or withdrawing costs a fee. */
export const DATE_SET: readonly Port['state'][] = ['date-set', 'pre-provisioned']

/** The step that leads on from where a port stands; what was rejected is mended first. */
const NEXT_STEP: Readonly<Partial<Record<Port['state'], AskedStep>>> = {
  draft: 'submit',
  submitted: 'lodge',
  lodged: 'pass-on',
  validating: 'confirm-validation',
  validated: 'pass-on',
  'with-losing-carrier': 'accept',
  accepted: 'set-date',
  'date-set': 'pre-provision',
  'pre-provisioned': 'start-cut-over',
  'cutting-over': 'complete',
  completed: 'close',
}

/** Where a port of this kind goes on from there. */
export function nextStep({ kind, state }: Pick<Port, 'kind' | 'state'>): AskedStep | undefined {
  return kind === 'complex' && state === 'lodged' ? 'ask-validation' : NEXT_STEP[state]
}

/** What happens so often from there that it stands beside the next step. */
export const BESIDE: Readonly<Partial<Record<Port['state'], AskedStep>>> = {
  validating: 'reject',
  'with-losing-carrier': 'reject',
  'date-set': 'set-date',
  'pre-provisioned': 'set-date',
  'cutting-over': 'reverse',
  completed: 'reverse',
}

/** Whether numbers may go on by themselves: there are others, and they are on their way, not yet on the account. */
export function canSplit({ numberCount, state }: Pick<Port, 'numberCount' | 'state'>): boolean {
  const onTheWay: readonly Port['state'][] = ON_THE_WAY
  return numberCount > 1 && onTheWay.includes(state)
}

/** Of the allowed steps those the clock allows, too: a return until the window ends, closing from then on. */
export function stepsNow({ allowedSteps, state, returnUntil }: Port, now: Date): readonly AskedStep[] {
  const isWindowOpen = returnUntil !== null && new Date(returnUntil) > now
  return allowedSteps.filter((step) => {
    if (state !== 'completed') return true
    return step === 'reverse' ? isWindowOpen : step !== 'close' || !isWindowOpen
  })
}
