import { planAnswer, type AnswerStep, type CarrierAnswer } from '#domain/porting/carrier-answer.ts'
import { isProblem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { writeReference } from './change-carrier-reference.ts'
import { completePort, startCutOver } from './cut-over.ts'
import { takeInHand, type Said } from './port-step.ts'
import { setPortDate } from './set-date.ts'
import { askValidation, confirmValidation } from './validate-port.ts'
import { acceptPort, lodgePort, passOnPort, rejectPort } from './work-port.ts'

/**
 * Takes a carrier's answer: the steps it comes to, each as if somebody at the desk took it, in the transaction of whoever
 * asks. Taken again it changes nothing, as the port stands there already.
 *
 * @param answer.carrierId who says so.
 * @returns how many steps it came to.
 * @throws ProblemError where the port cannot get there; then nothing of it was done.
 */
export async function takeAnswer(
  context: WriteContext,
  portId: number,
  { carrierId, ...answer }: CarrierAnswer & { readonly carrierId: number },
): Promise<number> {
  const { port, calendars } = await takeInHand(context, portId)
  const plan = planAnswer(port, answer, { now: context.now, calendars })
  if (isProblem(plan)) throw new ProblemError(plan)
  for (const [index, step] of plan.steps.entries()) {
    const isLast = index === plan.steps.length - 1
    const said = { customerWords: '', staffWords: isLast ? answer.words : '' }
    await take(context, portId, step, { ...answer, carrierId, said })
  }
  if (answer.reference !== null) {
    const { port: after } = await takeInHand(context, portId)
    if (after.state !== 'rejected') await writeReference(context, after, answer.reference)
  }
  return plan.steps.length
}

interface Taken extends CarrierAnswer {
  readonly carrierId: number
  readonly said: Said
}

async function take(context: WriteContext, portId: number, step: AnswerStep, answer: Taken): Promise<number> {
  const { said, cutOverAt } = answer
  const input = { portId, ...said }
  switch (step) {
    case 'lodge':
      return lodgePort.run(context, {
        ...input,
        upstreamId: answer.carrierId,
        carrierReference: answer.reference ?? undefined,
        isThere: true,
      })
    case 'ask-validation':
      return askValidation.run(context, input)
    case 'confirm-validation':
      return confirmValidation.run(context, { ...input, numbers: answer.validations })
    case 'pass-on':
      return passOnPort.run(context, input)
    case 'accept':
      return acceptPort.run(context, { ...input, cutOverAt: cutOverAt ?? undefined, outOfHours: false })
    case 'reject':
      if (answer.reason === null) throw new Error('a rejection was planned without its reason')
      return rejectPort.run(context, { ...input, reason: answer.reason, code: answer.code || undefined })
    case 'set-date':
      if (cutOverAt === null) throw new Error('a date was planned without one')
      // The customer does not pay for what a carrier moves.
      return setPortDate.run(context, { ...input, cutOverAt, outOfHours: false, chargeFee: false })
    case 'start-cut-over':
      return startCutOver.run(context, input)
    case 'complete':
      return completePort.run(context, { ...input, withoutTest: true })
  }
}
