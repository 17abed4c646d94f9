import { problem, type Problem } from '#domain/problem.ts'
import type { PostalAddress } from '#domain/accounts/postal-address.ts'
import { AUTHORITY_DAYS, requestFaults, requestField, type AuthorisedPerson, type PortRequest } from './port-request.ts'
import type { PortKind } from './port-kind.ts'

/** How long a link that asks for a signature is good. */
export const SIGN_LINK_DAYS = 14

/** A change of {@link consentTexts} is another version: who signed before has not signed it. */
const CONSENT_VERSION = 1

/**
 * What is agreed to with a letter of authority. Sources: a gaining provider holds the customer's authority, says not to
 * disconnect before and tells of what ending the old contract may cost (ACMA's rules of porting); services on the line end
 * with it, and an authority counts for 90 days (forms of carriers).
 */
export function consentTexts(provider: string, losingCarrier: string): readonly string[] {
  return [
    `I authorise ${provider} to move the numbers above from ${losingCarrier} and to deal with carriers for it in my name.`,
    'I am the account holder named above, or may decide this for the account holder.',
    'I will not have the service disconnected before the move is complete: only a service that works can be moved.',
    `Ending the contract with ${losingCarrier} early may cost a fee there. That, and what is owed there, stays mine to pay.`,
    'Other services on the same line, such as ADSL, fax, alarms, EFTPOS or medical alarms, may end when the numbers move.',
    `This authority counts for ${AUTHORITY_DAYS} days from the day it is signed.`,
  ]
}

/** The fields of a request the losing carrier sees, and a signature is under. */
const SIGNED_FIELDS = [
  'kind',
  'numbers',
  'losingCarrier',
  'losingAccountNumber',
  'holderName',
  'businessNumber',
  'serviceAddress',
  'authorisedPerson',
] as const

/** What a signature is under, whole. */
export interface AuthorityTerms {
  readonly consents: number
  readonly kind: PortKind
  /** E.164 digits, sorted. */
  readonly numbers: readonly string[]
  readonly losingCarrier: string
  /** null: of a prepaid mobile. */
  readonly losingAccountNumber: string | null
  readonly holderName: string
  /** ABN or ACN. */
  readonly businessNumber: string | null
  /** null: of a mobile, which is nowhere. */
  readonly serviceAddress: PostalAddress | null
  readonly authorisedPerson: AuthorisedPerson
}

/**
 * What a request would have signed, or what it lacks for it, one Problem a field.
 *
 * @param today `yyyy-mm-dd` in the zone of the porting desk.
 */
export function authorityTerms(request: PortRequest, today: string): AuthorityTerms | readonly Problem[] {
  const { kind, numbers, losingCarrier, losingAccountNumber, holderName, businessNumber } = request
  const { serviceAddress, authorisedPerson } = request
  const signed: readonly string[] = SIGNED_FIELDS
  const faults = requestFaults(request, today).filter(({ field }) => signed.includes(requestField(field) ?? ''))
  if (faults.length > 0 || losingCarrier === null || holderName === null || authorisedPerson === null) return faults
  const { name, position, phone, email } = authorisedPerson
  return {
    consents: CONSENT_VERSION,
    kind,
    numbers: numbers.map(({ number }) => number).toSorted(),
    losingCarrier,
    losingAccountNumber,
    holderName,
    businessNumber,
    serviceAddress: serviceAddress === null ? null : inOrder(serviceAddress),
    authorisedPerson: { name, position, phone, email },
  }
}

/** Whether terms are those, and not what is lacking. */
export function isTerms(terms: AuthorityTerms | readonly Problem[]): terms is AuthorityTerms {
  return 'consents' in terms
}

/** The one text of terms, whose SHA-256 is what a signature is bound to: JSON with its fields in this order, no spaces. */
export function canonicalAuthority(terms: AuthorityTerms): string {
  const { consents, kind, numbers, losingCarrier, losingAccountNumber, holderName, businessNumber } = terms
  const { name, position, phone, email } = terms.authorisedPerson
  return JSON.stringify({
    consents,
    kind,
    numbers: numbers.toSorted(),
    losingCarrier,
    losingAccountNumber,
    holderName,
    businessNumber,
    serviceAddress: terms.serviceAddress === null ? null : inOrder(terms.serviceAddress),
    authorisedPerson: { name, position, phone, email },
  })
}

function inOrder({ lines, suburb, state, postcode, country }: PostalAddress): PostalAddress {
  return { lines, suburb, state, postcode, country }
}

/** A signature that was given. */
export interface GivenSignature {
  /** `yyyy-mm-dd` in the zone of the porting desk. */
  readonly signedOn: string
  /** The canonical text it is under. */
  readonly content: string
}

/** Whether a signature is under these terms: all the same, and no number more. A number that stays behind was signed for, too. */
export function covers({ content }: Pick<GivenSignature, 'content'>, terms: AuthorityTerms): boolean {
  const signed = JSON.parse(content) as AuthorityTerms
  const isSigned = terms.numbers.every((number) => signed.numbers.includes(number))
  return isSigned && canonicalAuthority({ ...terms, numbers: signed.numbers }) === content
}

/**
 * Why the signature a request rests on does not count for it any more; undefined: it does, or the request rests on none. It
 * rests on one where its authority is dated the day it was signed.
 *
 * @param signature the last that was given for the port.
 */
export function signatureFault(
  request: PortRequest,
  signature: GivenSignature | undefined,
  today: string,
): Problem | undefined {
  if (signature === undefined || request.authorisedOn !== signature.signedOn) return undefined
  const terms = authorityTerms(request, today)
  if (!isTerms(terms) || covers(signature, terms)) return undefined
  const changed = `${changedWords(signature, terms)} changed since it was signed`
  const message = `The authority does not cover the request any more: ${changed}. Have it signed anew.`
  return problem('invalid_value', message, { field: 'authorisedOn' })
}

const WORDS: Readonly<Record<keyof AuthorityTerms, string>> = {
  consents: 'what is agreed to',
  kind: 'the kind of port',
  numbers: 'the numbers',
  losingCarrier: 'the losing carrier',
  losingAccountNumber: 'the account number',
  holderName: 'the account holder',
  businessNumber: 'the ABN or ACN',
  serviceAddress: 'the service address',
  authorisedPerson: 'the authorised person',
}

/** `the account number and the service address`: what is not as it was signed. */
export function changedWords({ content }: Pick<GivenSignature, 'content'>, terms: AuthorityTerms): string {
  const signed = JSON.parse(content) as AuthorityTerms
  const now = JSON.parse(canonicalAuthority(terms)) as AuthorityTerms
  const names = Object.keys(WORDS) as readonly (keyof AuthorityTerms)[]
  const changed = names
    .filter((name) => JSON.stringify(signed[name]) !== JSON.stringify(now[name]))
    .map((name) => WORDS[name])
  const last = changed.at(-1) ?? 'something'
  return changed.length < 2 ? last : `${changed.slice(0, -1).join(', ')} and ${last}`
}

/** A letter of authority as it stands on paper. */
export interface AuthorityLetter {
  /** `Port 12`. */
  readonly reference: string
  /** `yyyy-mm-dd`: when it was signed, or else written. */
  readonly issuedOn: string
  /** Who gets the numbers. */
  readonly provider: { readonly name: string; readonly legalName: string; readonly abn: string | null }
  readonly terms: AuthorityTerms
  readonly consents: readonly string[]
  readonly signature: LetterSignature | null
}

export interface LetterSignature {
  readonly name: string
  /** `20 November 2026 at 9:30 am AEDT`. */
  readonly at: string
  readonly ip: string
  readonly agent: string
  /** Of the canonical text, in hex. */
  readonly sha256: string
}

/** The letter of terms, in the name of whoever gets the numbers. */
export function authorityLetter(
  terms: AuthorityTerms,
  {
    portId,
    provider,
    issuedOn,
    signature,
  }: {
    readonly portId: number
    readonly provider: AuthorityLetter['provider']
    readonly issuedOn: string
    readonly signature: LetterSignature | null
  },
): AuthorityLetter {
  return {
    reference: `Port ${portId}`,
    issuedOn,
    provider: { name: provider.name, legalName: provider.legalName, abn: provider.abn },
    terms,
    consents: consentTexts(provider.name, terms.losingCarrier),
    signature,
  }
}
