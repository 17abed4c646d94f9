import { problem, type Problem } from '#domain/problem.ts'
import type { PortKind } from './port-kind.ts'

/**
 * How it was made sure that whoever asks for a mobile number has it. `sms-code`: a code sent to the number by SMS was given
 * back; `call`: a code said in a call to the number was; `documents`: where neither works, papers that prove it.
 * Source: the pre-port verification standard of 2020, and how providers meet it.
 */
export const VERIFICATION_METHODS = ['sms-code', 'call', 'documents'] as const
export type VerificationMethod = (typeof VERIFICATION_METHODS)[number]

/** As people choose it. */
export const VERIFICATION_WORDS: Readonly<Record<VerificationMethod, string>> = {
  'sms-code': 'A code by SMS to the number',
  call: 'A code in a call to the number',
  documents: 'Documents that prove it',
}

/** Whether a port of this kind is submitted only once its user was verified. */
export function needsVerification(kind: PortKind): boolean {
  return kind === 'mobile'
}

/** Why a port may not be submitted as to its verification; undefined: it may. */
export function verificationFault(kind: PortKind, isVerified: boolean): Problem | undefined {
  if (isVerified || !needsVerification(kind)) return undefined
  const message =
    'It is not verified yet that this mobile number is of whoever asks for it: a code is told to the number and given back.'
  return problem('invalid_value', message, { field: 'verification' })
}

/** Six digits are asked back within so many minutes. */
export const CODE_MINUTES = 15
/** So many wrong answers, and the code is worth nothing any more. */
export const CODE_TRIES = 5
