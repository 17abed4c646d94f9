import { parseDate } from '#domain/time/calendar-date.ts'
import type { PortKind } from './port-kind.ts'
import { AUTHORITY_DAYS } from './port-request.ts'
import type { PortOutRefusal } from './port-out-refusal.ts'
import { compareAccountNumbers, compareNames, type Likeness } from './same-holder.ts'

/** How a person was asked whether they want a mobile number moved. Source: the pre-port verification standard of 2020. */
export const CONFIRMATION_METHODS = {
  'code-to-number': 'A code sent to the number and read back',
  'call-back': 'A call back to the contact we have',
  documents: 'Identity documents seen',
} as const satisfies Readonly<Record<string, string>>

export type ConfirmationMethod = keyof typeof CONFIRMATION_METHODS
export const CONFIRMATION_METHOD_NAMES = Object.keys(CONFIRMATION_METHODS) as readonly ConfirmationMethod[]

/** What the customer answered in its portal. */
export type CustomerAnswer = 'yes' | 'no'

/** What another carrier stated, and what we have. */
export interface Claim {
  readonly kind: PortKind
  readonly numbers: readonly string[]
  readonly statedAccountNumber: string
  readonly statedName: string
  /** `yyyy-mm-dd`: when the customer gave its authority. */
  readonly authorisedOn: string | null
  /** The account it is about. */
  readonly account: {
    readonly accountNumber: string
    readonly names: readonly (string | null)[]
    readonly isOwing: boolean
  }
  /** The numbers the account holds of those asked for, and how. */
  readonly held: readonly { readonly number: string; readonly isOfBlock: boolean; readonly cancelOn: string | null }[]
  readonly confirmation: ConfirmationMethod | null
  /** Whether the account has a contact to tell. */
  readonly isTold: boolean
  readonly answer: CustomerAnswer | null
  /** The day it is looked at, in the zone of the desk. */
  readonly today: string
}

/** `stop`: it may be refused for it, and is let go only with a word why. `look`: a person should look. */
export type FindingLevel = 'ok' | 'look' | 'stop'

export const FINDING_CHECKS = [
  'numbers',
  'account-number',
  'name',
  'authority',
  'kind',
  'cancellation',
  'customer',
  'debt',
] as const
export type FindingCheck = (typeof FINDING_CHECKS)[number]

export interface Finding {
  readonly check: FindingCheck
  readonly level: FindingLevel
  readonly words: string
  /** The reason it could be refused for. */
  readonly reason: PortOutRefusal | null
}

/** What looking at a request by itself finds, in the order a person would look. */
export function checkClaim(claim: Claim): readonly Finding[] {
  return [
    checkNumbers(claim),
    checkAccountNumber(claim),
    checkName(claim),
    checkAuthority(claim),
    ...checkKind(claim),
    ...checkCancellation(claim),
    checkCustomer(claim),
    ...checkDebt(claim),
  ]
}

/** Whether a confirmation of the customer has to be recorded before a request is verified: any move of a mobile number. */
export function needsConfirmation({ kind, confirmation }: Pick<Claim, 'kind' | 'confirmation'>): boolean {
  return kind === 'mobile' && confirmation === null
}

function checkNumbers({ numbers, held }: Claim): Finding {
  const here = new Set(held.map(({ number }) => number))
  const gone = numbers.filter((number) => !here.has(number))
  if (gone.length === 0) return ok('numbers', 'The account has every number of the request.')
  const words = `The account does not have ${gone.length === 1 ? 'one number' : `${gone.length} numbers`} of the request any more.`
  return { check: 'numbers', level: 'stop', words, reason: 'number-not-here' }
}

function checkAccountNumber({ statedAccountNumber, account }: Claim): Finding {
  const likeness = compareAccountNumbers(statedAccountNumber, account.accountNumber)
  const reason = 'account-number-mismatch'
  return judged('account-number', likeness, reason, {
    same: `The account number is ours: ${account.accountNumber}.`,
    close: `The account number is ${account.accountNumber} here; only zeros in front differ.`,
    different: `They stated account number ${statedAccountNumber}; it is ${account.accountNumber} here.`,
    'not-stated': 'They stated no account number.',
  })
}

function checkName({ statedName, account }: Claim): Finding {
  const ours = account.names.find((name) => name !== null && name !== '') ?? ''
  return judged('name', compareNames(statedName, account.names), 'name-mismatch', {
    same: `The name is ours: ${ours}.`,
    close: `They stated “${statedName}”; the account is under ${ours}. Nearly the same: look twice.`,
    different: `They stated “${statedName}”; the account is under ${ours}.`,
    'not-stated': 'They stated no name.',
  })
}

function judged(
  check: FindingCheck,
  likeness: Likeness,
  reason: PortOutRefusal,
  words: Readonly<Record<Likeness, string>>,
): Finding {
  if (likeness === 'same') return ok(check, words[likeness])
  const isStop = likeness === 'different'
  return { check, level: isStop ? 'stop' : 'look', words: words[likeness], reason: isStop ? reason : null }
}

function checkAuthority({ authorisedOn, today }: Claim): Finding {
  const given = parseDate(authorisedOn ?? '')
  const now = parseDate(today)
  if (given === undefined || now === undefined)
    return {
      check: 'authority',
      level: 'look',
      words: 'They gave no date of the customer’s authority: ask.',
      reason: null,
    }
  const days = given.until(now).total('days')
  if (days < 0)
    return { check: 'authority', level: 'look', words: 'The authority is dated in the future: ask.', reason: null }
  if (days > AUTHORITY_DAYS) {
    const words = `The authority is ${days} days old; it counts for ${AUTHORITY_DAYS}.`
    return { check: 'authority', level: 'stop', words, reason: 'authority-too-old' }
  }
  return ok('authority', days === 0 ? 'The authority is of today.' : `The authority is ${daysText(days)} old.`)
}

function checkKind({ kind, held }: Claim): readonly Finding[] {
  if (kind === 'complex' || !held.some(({ isOfBlock }) => isOfBlock)) return []
  const words = 'The number belongs to a block of 100: it leaves by a complex port.'
  return [{ check: 'kind', level: 'stop', words, reason: 'complex-service' }]
}

function checkCancellation({ held }: Claim): readonly Finding[] {
  const days = held.flatMap(({ cancelOn }) => cancelOn ?? []).toSorted()
  const [first] = days
  if (first === undefined) return []
  const what = days.length === 1 ? 'A number is' : `${days.length} numbers are`
  const words = `${what} cancelled for ${first}: what is disconnected cannot be ported. Withdraw that, or let it leave before.`
  return [{ check: 'cancellation', level: 'look', words, reason: null }]
}

function checkCustomer({ kind, confirmation, answer, isTold }: Claim): Finding {
  if (answer === 'no')
    return {
      check: 'customer',
      level: 'stop',
      words: 'The customer says that it was not them.',
      reason: 'not-authorised',
    }
  if (confirmation !== null)
    return ok('customer', `The customer confirmed it: ${lower(CONFIRMATION_METHODS[confirmation])}.`)
  if (kind === 'mobile') {
    const said = answer === 'yes' ? 'The customer said in the portal that it was them. ' : ''
    const words = `${said}A mobile number moves only once the customer has confirmed it by another way: record how.`
    return { check: 'customer', level: 'look', words, reason: null }
  }
  return answer === 'yes'
    ? ok('customer', 'The customer said in the portal that it was them.')
    : {
        check: 'customer',
        level: 'look',
        words: isTold
          ? 'The customer was told, and has not answered yet.'
          : 'Nobody could be told: the account has no contact with an e-mail address. Call the customer.',
        reason: null,
      }
}

function checkDebt({ account }: Claim): readonly Finding[] {
  if (!account.isOwing) return []
  return [ok('debt', 'The account owes money. That is no reason to refuse or to wait: it stays owed.')]
}

function ok(check: FindingCheck, words: string): Finding {
  return { check, level: 'ok', words, reason: null }
}

function daysText(days: number): string {
  return days === 1 ? 'one day' : `${days} days`
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
