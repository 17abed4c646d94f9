import type { Problem } from '#domain/problem.ts'
import { billFindings, type BillFacts } from './check-bill.ts'
import { carrierFindings, type CarrierFacts } from './check-carrier.ts'
import { dateFindings, type DateFacts } from './check-dates.ts'
import { fittingKind, kindFindings } from './check-kind.ts'
import { lineFindings } from './check-line.ts'
import { finding, worstFirst, type Finding } from './finding.ts'
import { alsoInDrafts, takenFaults, type TakenNumbers } from './number-taken.ts'
import { requestField, type PortRequest, type RequestField } from '../port-request.ts'
import type { RejectReason } from '../reject-reasons.ts'

/** What is known besides the request. */
export interface PreFlightFacts extends BillFacts, CarrierFacts, DateFacts {
  /** Why it would be refused as the request stands. */
  readonly faults: readonly Problem[]
  readonly taken: TakenNumbers
  /** Why the account cannot take the numbers or pay for the attempt now. */
  readonly refusals: readonly Problem[]
  /** How the carriers number the reasons. */
  readonly carrierCodes: ReadonlyMap<RejectReason, string>
}

/**
 * What is to be seen to before a port is submitted, the worst first: all it would be refused for, and what carriers reject or
 * people regret later. Where nothing blocks, it can be submitted.
 */
export function preFlight(request: PortRequest, facts: PreFlightFacts): readonly Finding[] {
  const faults = [...facts.faults, ...takenFaults(request.numbers, facts.taken), ...facts.refusals]
  const found = [
    ...faults.map((fault) => blocking(request, fault)),
    ...alsoInDrafts(request.numbers, facts.taken),
    ...kindFindings(request),
    ...carrierFindings(request, facts),
    ...billFindings(request, facts),
    ...lineFindings(request),
    ...dateFindings(request, facts),
  ]
  return worstFirst(found.map((each) => ({ ...each, carrierCode: codeOf(each, facts) })))
}

function codeOf({ reason }: Finding, { carrierCodes }: PreFlightFacts): string | null {
  return reason === null ? null : (carrierCodes.get(reason) ?? null)
}

/** What has to be confirmed and is not, of the findings of a port. */
export function unconfirmed(findings: readonly Finding[], confirmed: readonly string[]): readonly Finding[] {
  return findings.filter(({ mustConfirm, code }) => mustConfirm && !confirmed.includes(code))
}

/** What a carrier would answer to a request with such a field. */
const REASONS: Readonly<Partial<Record<RequestField, RejectReason>>> = {
  losingCarrier: 'wrong-losing-carrier',
  losingAccountNumber: 'account-mismatch',
  mobilePayment: 'account-mismatch',
  birthDate: 'account-mismatch',
  holderName: 'name-mismatch',
  serviceAddress: 'address-mismatch',
  serviceTypeNow: 'complex-service',
  lineServices: 'complex-service',
  hasComplexServices: 'complex-service',
  authorisedPerson: 'authority-expired',
  authorisedOn: 'authority-expired',
  isActive: 'number-inactive',
}

const COMPLEX: readonly (RequestField | undefined)[] = [
  'numbers',
  'serviceTypeNow',
  'lineServices',
  'hasComplexServices',
]

/** Problems say what to do themselves, behind what is wrong. */
function blocking(request: PortRequest, { message, field: path, code }: Problem): Finding {
  const field = path === 'verification' ? path : requestField(path)
  const fitting = fittingKind(request)
  const isOfKind = field !== 'verification' && COMPLEX.includes(field) && fitting !== request.kind
  const isTaken = code === 'number_not_available'
  return finding('blocks', {
    code: isTaken ? 'number-taken' : `missing-${kebab(field ?? code)}`,
    message,
    fix: '',
    field: field ?? null,
    ...(isTaken && { reason: 'pending-port' as const, numbers: numbersIn(message) }),
    ...(!isTaken && field !== undefined && field !== 'verification' && { reason: REASONS[field] ?? null }),
    ...(isOfKind && { becomes: fitting }),
  })
}

function numbersIn(message: string): readonly string[] {
  return /^\d{8,15}/.exec(message) ?? []
}

function kebab(words: string): string {
  return words.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-')
}
