import { isAskedOf } from '#domain/porting/port-request.ts'
import type { RequestDraft, RequestField } from './request-draft.ts'

/** With whom the numbers are, and what stands on the bill there. */
export const PROVIDER_FIELDS = [
  'losingCarrier',
  'networkCarrier',
  'mobilePayment',
  'losingAccountNumber',
  'birthDate',
  'receivesSms',
  'holderName',
  'businessNumber',
  'rightsOfUseHolder',
  'serviceAddress',
] as const satisfies readonly RequestField[]

/** What is on the line today. */
export const LINE_FIELDS = [
  'serviceTypeNow',
  'lineServices',
  'associatedNumbers',
  'hasComplexServices',
  'hasRedirection',
] as const satisfies readonly RequestField[]

/** Whether a field is asked of a request as it is typed so far: of a mobile, what belongs to how it is paid. */
export function isAsked({ kind, mobilePayment }: RequestDraft, field: RequestField): boolean {
  if (!isAskedOf(kind, field)) return false
  if (kind !== 'mobile') return true
  if (field === 'losingAccountNumber') return mobilePayment === 'postpaid'
  return field !== 'birthDate' || mobilePayment === 'prepaid'
}
