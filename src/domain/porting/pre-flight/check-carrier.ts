import { finding, type Finding } from './finding.ts'
import type { PortRequest } from '../port-request.ts'
import { fieldsToMend } from '../changeable.ts'
import type { RejectReason } from '../reject-reasons.ts'
import { compareNames } from '../same-holder.ts'

/** The last time it was rejected. */
export interface LastRejection {
  readonly reason: RejectReason
  /** As it was submitted then. */
  readonly request: Partial<PortRequest>
}

/** What is known of the carriers. */
export interface CarrierFacts {
  /** By what names the reseller goes. */
  readonly ownNames: readonly (string | null)[]
  /** The carriers that are written down; none: nobody keeps them. */
  readonly carriers: readonly string[]
  readonly lastRejection: LastRejection | undefined
}

/** What is rejected again as long as it stands as it was. */
const STANDS_UNTIL_MENDED: readonly RejectReason[] = [
  'account-mismatch',
  'name-mismatch',
  'address-mismatch',
  'complex-service',
  'associated-numbers',
  'wrong-losing-carrier',
  'not-portable-range',
]

/** Whether the numbers are with whom the request says, and whether what was rejected has been mended. */
export function carrierFindings(request: PortRequest, facts: CarrierFacts): readonly Finding[] {
  return [...losingCarrier(request, facts), ...unmended(request, facts)]
}

function losingCarrier({ losingCarrier: name }: PortRequest, facts: CarrierFacts): readonly Finding[] {
  if (name === null) return []
  if (compareNames(name, facts.ownNames) === 'same') {
    return [
      finding('would-be-rejected', {
        code: 'leaves-us',
        reason: 'wrong-losing-carrier',
        message: `${name} is where the numbers are to come to.`,
        fix: 'Name the provider that sends the bill for them today.',
        field: 'losingCarrier',
      }),
    ]
  }
  if (facts.carriers.length === 0 || facts.carriers.some((known) => compareNames(name, [known]) === 'same')) return []
  return [
    finding('note', {
      code: 'unknown-carrier',
      reason: 'wrong-losing-carrier',
      message: `${name} is none of the carriers that are known here.`,
      fix: 'Compare the spelling with the bill; where it resells another’s network, say which.',
      field: 'losingCarrier',
    }),
  ]
}

function unmended(request: PortRequest, { lastRejection }: CarrierFacts): readonly Finding[] {
  if (lastRejection === undefined || !STANDS_UNTIL_MENDED.includes(lastRejection.reason)) return []
  const { reason, request: before } = lastRejection
  const fields = fieldsToMend(reason, request.kind)
  const isMended = fields.some((field) => field in before && !isSame(before[field], request[field]))
  if (isMended || fields.length === 0) return []
  return [
    finding('warning', {
      code: 'not-mended',
      reason,
      message: 'It was rejected for this, and nothing of it has been changed since.',
      fix: 'Mend what the rejection names; submitted as it is, it costs the fee again.',
      field: fields[0] ?? null,
    }),
  ]
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
