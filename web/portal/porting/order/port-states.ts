import type { PortStep } from '#domain/porting/port-state.ts'
import type { Port } from '../../../shared/porting/port-words.ts'

export type { Port }

/** The carriers have set a day aside: moving it or withdrawing costs a fee. */
export const DATE_SET: readonly Port['state'][] = ['date-set', 'pre-provisioned']

/** The step that leads on from where a port stands; what was rejected is mended first. */
export const NEXT_STEP: Readonly<Partial<Record<Port['state'], PortStep>>> = {
  draft: 'submit',
  submitted: 'lodge',
  lodged: 'pass-on',
  'with-losing-carrier': 'accept',
  accepted: 'set-date',
  'date-set': 'pre-provision',
  'pre-provisioned': 'start-cut-over',
  'cutting-over': 'complete',
  completed: 'close',
}

/** What happens so often from there that it stands beside the next step. */
export const BESIDE: Readonly<Partial<Record<Port['state'], PortStep>>> = {
  'with-losing-carrier': 'reject',
  'date-set': 'set-date',
  'pre-provisioned': 'set-date',
  'cutting-over': 'reverse',
  completed: 'reverse',
}

/** Of the allowed steps those the clock allows, too: a return until the window ends, closing from then on. */
export function stepsNow({ allowedSteps, state, returnUntil }: Port, now: Date): readonly PortStep[] {
  const isWindowOpen = returnUntil !== null && new Date(returnUntil) > now
  return allowedSteps.filter((step) => {
    if (state !== 'completed') return true
    return step === 'reverse' ? isWindowOpen : step !== 'close' || !isWindowOpen
  })
}
