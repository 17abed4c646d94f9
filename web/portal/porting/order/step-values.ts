import type { AskedStep } from '#domain/porting/port-state.ts'
import type { RejectReason } from '#domain/porting/reject-reasons.ts'
import type { ValidationCode } from '#domain/porting/validation.ts'
import type { Body } from '../../../shared/api/wire-types.ts'
import type { Port } from './port-states.ts'

/** What is typed and chosen in the dialog of a step. */
export interface StepValues {
  readonly customerWords: string
  readonly staffWords: string
  /** The carrier it is lodged with; '': the default one. */
  readonly upstreamId: string
  readonly carrierReference: string
  /** As the carrier gave it. */
  readonly rejectCode: string
  /** '': what the code means. */
  readonly rejectReason: RejectReason | ''
  /** Why it is withdrawn or returned. */
  readonly reason: string
  /** Whether the losing carrier gave the date with its acceptance. */
  readonly hasDate: boolean
  /** An instant; '' as long as none is chosen. */
  readonly cutOverAt: string
  readonly outOfHours: boolean
  readonly chargeFee: boolean
  /** Meant to be completed although no call is known to have come in. */
  readonly withoutTest: boolean
  /** Findings of the check that are submitted all the same, and why. */
  readonly confirmed: readonly string[]
  readonly overrideReason: string
  /** What the losing carrier said of each number, by number; one that is left out it said nothing of. */
  readonly validations: Readonly<Record<string, ValidationCode>>
}

/** What the dialog of a step begins with. */
export function initialValues({ state, attempts }: Port): StepValues {
  return {
    customerWords: '',
    staffWords: '',
    upstreamId: '',
    carrierReference: attempts.at(-1)?.carrierReference ?? '',
    rejectCode: '',
    rejectReason: '',
    reason: state === 'draft' ? 'Given up before it was submitted.' : '',
    hasDate: false,
    cutOverAt: '',
    outOfHours: false,
    chargeFee: true,
    withoutTest: false,
    confirmed: [],
    overrideReason: '',
    validations: {},
  }
}

/** The endpoint of each step. */
export const STEP_ENDPOINTS = {
  submit: 'submitPort',
  lodge: 'lodgePort',
  'ask-validation': 'askPortValidation',
  'confirm-validation': 'confirmPortValidation',
  'pass-on': 'passOnPort',
  accept: 'acceptPort',
  reject: 'rejectPort',
  'set-date': 'setPortDate',
  'pre-provision': 'preProvisionPort',
  'start-cut-over': 'startCutOver',
  complete: 'completePort',
  reverse: 'reversePort',
  close: 'closePort',
  withdraw: 'withdrawPort',
} as const satisfies Readonly<Record<AskedStep, string>>

type StepBody = Body<(typeof STEP_ENDPOINTS)[AskedStep]>

/** What travels; a text: what is missing yet. */
export function bodyOf(step: AskedStep, port: Port, values: StepValues): StepBody | string {
  const { carrierReference, cutOverAt, outOfHours, chargeFee } = values
  const staffWords = values.staffWords.trim()
  const said = { customerWords: values.customerWords.trim(), staffWords }
  const reference = carrierReference.trim()
  const reason = values.reason.trim()
  switch (step) {
    case 'submit':
      return {
        confirmed: [...values.confirmed],
        overrideReason: values.overrideReason.trim(),
        ...(port.nextFee !== null && { acceptFee: port.nextFee.amount }),
      }
    case 'lodge': {
      const { upstreamId } = values
      const handover = {
        ...(reference !== '' && { carrierReference: reference }),
        ...(upstreamId !== '' && { upstreamId }),
      }
      return { ...said, ...handover }
    }
    case 'ask-validation':
    case 'pass-on':
      return { ...said, ...(reference !== '' && { carrierReference: reference }) }
    case 'confirm-validation':
      return { ...said, numbers: port.numbers.flatMap((number) => answerOf(number, values)) }
    case 'accept':
      if (!values.hasDate) return said
      return cutOverAt === '' ? NO_DATE : { ...said, cutOverAt, outOfHours }
    case 'reject':
      return rejection(values, said)
    case 'set-date':
      return cutOverAt === '' ? NO_DATE : { ...said, cutOverAt, outOfHours, chargeFee }
    case 'pre-provision':
    case 'start-cut-over':
    case 'close':
      return said
    case 'complete':
      return { ...said, withoutTest: values.withoutTest }
    case 'reverse':
      return reason === '' ? NO_REASON : { ...said, reason, chargeFee }
    case 'withdraw':
      return reason === '' ? NO_REASON : { reason, chargeFee, staffWords }
  }
}

/** The code alone will do; a reason beside it was chosen by hand. */
function rejection({ rejectCode, rejectReason }: StepValues, said: Pick<StepValues, 'customerWords' | 'staffWords'>) {
  const code = rejectCode.trim()
  if (code === '' && rejectReason === '') return 'Type the carrier’s code, or choose why it was rejected.'
  return { ...said, ...(code !== '' && { code }), ...(rejectReason !== '' && { reason: rejectReason }) }
}

function answerOf(number: string, { validations }: StepValues) {
  const code = validations[number]
  return code === undefined ? [] : [{ number, code }]
}

const NO_DATE = 'Choose the day and the time of the cut-over.'
const NO_REASON = 'Say why; the customer reads it.'
