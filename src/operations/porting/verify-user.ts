import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import { nameOf } from '#domain/access/actor.ts'
import { dialledForm } from '#domain/numbers/describe-number.ts'
import {
  CODE_MINUTES,
  CODE_TRIES,
  needsVerification,
  VERIFICATION_WORDS,
  type VerificationMethod,
} from '#domain/porting/verification.ts'
import { stateWords } from '#domain/porting/port-state.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { lockVerificationCode } from '#storage/queries/port-verifications.ts'
import type { PortRow } from '#storage/queries/ports.ts'
import {
  deleteVerificationCode,
  insertVerification,
  replaceVerificationCode,
  useUpTry,
} from '#storage/tables/port-verifications.ts'
import { addToTimeline, takeInHand } from './port-step.ts'

/** That the user of the number was verified otherwise than by a code of ours. */
export interface RecordedVerification {
  readonly portId: number
  readonly method: VerificationMethod
  /** What shows it; needed of documents. */
  readonly reference: string
  /** Left out: now. */
  readonly verifiedAt?: Date | undefined
}

/**
 * Records that the user of a mobile number was verified, for the attempt to come. Source: the pre-port verification standard
 * of 2020. Kept for good.
 *
 * @throws ProblemError 'not_found', 'illegal_transition', 'invalid_value'.
 */
export const recordVerification = operation({
  name: 'ports.verify',
  permission: 'ports.work',
  async run(context, { portId, method, reference, verifiedAt = context.now }: RecordedVerification) {
    const { port } = await takeInHand(context, portId)
    const number = numberToVerify(port)
    if (method === 'documents' && reference.trim() === '') {
      const message = 'Say which documents were seen, and their numbers where they have some.'
      throw new ProblemError(problem('invalid_value', message, { field: 'reference' }))
    }
    if (verifiedAt > context.now) {
      throw new ProblemError(problem('invalid_value', 'That moment is still to come.', { field: 'verifiedAt' }))
    }
    await keep(context, port, { number, method, reference: reference.trim(), verifiedAt, byCustomer: false })
    return portId
  },
})

/** A code to be told to the number. */
export interface CodeWish {
  readonly portId: number
  readonly method: Exclude<VerificationMethod, 'documents'>
}

/**
 * Makes a code for staff to tell to a mobile number, by SMS or in a call; who has the number gives it back. Any code before it
 * is worth nothing. The code is returned once and kept as a hash.
 *
 * @throws ProblemError 'not_found', 'illegal_transition'.
 */
export const makeVerificationCode = operation({
  name: 'ports.make-verification-code',
  permission: 'ports.work',
  async run(context, { portId, method }: CodeWish) {
    const { db, resellerId, actor, now, audit } = context
    const { port } = await takeInHand(context, portId)
    const number = numberToVerify(port)
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000)
    const owner = { resellerId, accountId: port.accountId, portId }
    const kept = { number, method, codeHash: hashOf(portId, code), madeBy: nameOf(actor), expiresAt }
    await replaceVerificationCode(db, owner, { ...kept, triesLeft: CODE_TRIES })
    audit({ subject: `port ${portId}`, accountId: port.accountId, after: { verificationCode: 'made', number, method } })
    return { portId, number, code, expiresAt }
  },
})

/** A code as it was heard or read at the number. */
export interface CodeAnswer {
  readonly portId: number
  readonly code: string
}

/**
 * Takes a code back: where it is right, the user is verified for the attempt to come. Answers whether it was; a wrong answer
 * costs one try.
 *
 * @throws ProblemError 'not_found', 'illegal_transition', 'invalid_value' where there is no code that counts.
 */
export const answerVerificationCode = operation({
  name: 'ports.answer-verification-code',
  permission: 'ports.request',
  async run(context, { portId, code }: CodeAnswer) {
    const { db, now, actor, audit } = context
    const { port } = await takeInHand(context, portId)
    const number = numberToVerify(port)
    const made = await lockVerificationCode(db, portId)
    if (made === undefined || made.expiresAt <= now || made.triesLeft === 0 || made.number !== number) {
      const message = 'There is no code that counts any more: ask for another.'
      throw new ProblemError(problem('invalid_value', message, { field: 'code' }))
    }
    if (!timingSafeEqual(hashOf(portId, code), made.codeHash)) {
      await useUpTry(db, portId)
      audit({ subject: `port ${portId}`, accountId: port.accountId, after: { verificationCode: 'wrong' } })
      return { portId, isRight: false, triesLeft: made.triesLeft - 1 }
    }
    await deleteVerificationCode(db, portId)
    const byCustomer = actor.accountId !== undefined
    const reference = `Code told by ${made.madeBy}`
    await keep(context, port, { number, method: made.method, reference, verifiedAt: now, byCustomer })
    return { portId, isRight: true, triesLeft: made.triesLeft }
  },
})

function hashOf(portId: number, code: string): Buffer {
  return createHash('sha256').update(`${portId} ${code}`).digest()
}

/** @throws ProblemError 'illegal_transition' where nobody is to be verified now. */
function numberToVerify(port: PortRow): string {
  const [number] = port.numbers
  if (!needsVerification(port.kind) || number === undefined || number.kind !== 'mobile') {
    throw new ProblemError(
      problem('illegal_transition', 'Only the user of a mobile number is verified, once it is said.'),
    )
  }
  if (port.state === 'draft' || port.state === 'rejected') return number.number
  const message = `Port ${port.id} is ${stateWords(port.state)}; its user is verified before it is submitted.`
  throw new ProblemError(problem('illegal_transition', message))
}

interface Kept {
  readonly number: string
  readonly method: VerificationMethod
  readonly reference: string
  readonly verifiedAt: Date
  readonly byCustomer: boolean
}

async function keep(context: WriteContext, port: PortRow, { number, ...how }: Kept): Promise<void> {
  const { db, resellerId, actor, now, audit, emit } = context
  const { id: portId, accountId } = port
  const attempt = port.attempt + 1
  const verification = { attempt, number, ...how, verifiedBy: nameOf(actor) }
  await insertVerification(db, { resellerId, accountId, portId }, verification, now)
  const customerWords = `${dialledForm(number)} was verified: ${VERIFICATION_WORDS[how.method].toLowerCase()}.`
  const staffWords = how.byCustomer ? '' : how.reference
  await addToTimeline(context, port, { what: 'verified', state: null, attempt, customerWords, staffWords })
  audit({ subject: `port ${portId}`, accountId, after: { verified: verification } })
  emit({ type: 'port.verified', accountId, payload: { portId, number, attempt, method: how.method } })
}
