import type { ValidationCode } from '#domain/porting/validation.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { updateValidation } from '#storage/tables/ports.ts'
import { chargePort } from './charge-port.ts'
import { movePort, takeInHand, type Said } from './port-step.ts'

interface ValidationAsked extends Said {
  readonly portId: number
  readonly carrierReference?: string | undefined
}

/**
 * Notes that the losing carrier was asked which of the numbers of a complex port belong together, and whose they are. It has
 * five business days to answer. The asking is charged, once an attempt.
 *
 * @throws ProblemError 'illegal_transition', also for a port that is not complex.
 */
export const askValidation = operation({
  name: 'ports.ask-validation',
  permission: 'ports.work',
  async run(context, { portId, carrierReference, ...said }: ValidationAsked) {
    const inHand = await takeInHand(context, portId, 'ask-validation')
    const { port } = inHand
    await chargePort(context, port, port.attempt, { fee: 'validation', what: 'validation' })
    const attempt = { validationAskedAt: context.now, carrierReference }
    return movePort(context, inHand, 'ask-validation', { ...said, place: { carrierReference }, attempt })
  },
})

export interface NumberValidation {
  /** E.164 digits. */
  readonly number: string
  readonly code: ValidationCode
  readonly words: string
}

/**
 * Notes that the losing carrier knows the numbers and what it said of each; what it rejects is a rejection of the port, or of
 * the numbers split off for it.
 *
 * @throws ProblemError 'illegal_transition', 'invalid_value' for a number that is not in the port.
 */
export const confirmValidation = operation({
  name: 'ports.confirm-validation',
  permission: 'ports.work',
  async run(
    context,
    { portId, numbers, ...said }: Said & { readonly portId: number; readonly numbers: readonly NumberValidation[] },
  ) {
    const inHand = await takeInHand(context, portId, 'confirm-validation')
    const known = new Set(inHand.port.numbers.map(({ number }) => number))
    const strays = numbers.flatMap(({ number }, index) =>
      known.has(number)
        ? []
        : problem('invalid_value', `${number} is not in this port.`, { field: `numbers.${index}.number` }),
    )
    if (strays.length > 0) throw new ProblemError(...strays)
    await updateValidation(context.db, portId, numbers)
    return movePort(context, inHand, 'confirm-validation', { ...said, attempt: { validatedAt: context.now } })
  },
})
