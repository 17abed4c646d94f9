import type { Body } from '../api/wire-types.ts'
import { addressOfDraft, draftOfAddress, type AddressDraft } from '../form/address-fields.tsx'
import { phoneOf } from '../form/phone-of.ts'
import { phoneText } from '../format/phone.ts'
import { numberLinesText, readNumberLines } from './number-lines.ts'
import type { Port } from './port-words.ts'

/** A field of the request of a port. */
export type RequestField = Port['changeable'][number]

/** What travels of a request: all of it, or what has changed. */
export type RequestChange = Body<'changePort'>

/** The request of a port as a form has it: texts, empty where nothing is said. */
export interface RequestDraft {
  readonly kind: Port['kind']
  /** One a line, or a range. */
  readonly numbers: string
  readonly losingCarrier: string
  readonly losingAccountNumber: string
  readonly holderName: string
  readonly serviceAddress: AddressDraft
  readonly authorisedPerson: {
    readonly name: string
    readonly position: string
    readonly phone: string
    readonly email: string
  }
  readonly authorisedOn: string
  readonly isActive: boolean
  readonly hasComplexServices: boolean
  readonly hasRedirection: boolean
  readonly wantedOn: string
  readonly numberPlanId: string
  readonly lineType: string
  readonly destination: string
  readonly dayContact: { readonly name: string; readonly phone: string }
  readonly remarks: string
}

/** The request of a port in a form's terms; of none, an empty one. */
export function draftOfRequest(port: Pick<Port, 'kind' | 'numbers' | 'request'> | undefined): RequestDraft {
  const request = port?.request
  const person = request?.authorisedPerson
  return {
    kind: port?.kind ?? 'simple',
    numbers: numberLinesText(port?.numbers ?? []),
    losingCarrier: request?.losingCarrier ?? '',
    losingAccountNumber: request?.losingAccountNumber ?? '',
    holderName: request?.holderName ?? '',
    serviceAddress: draftOfAddress(request?.serviceAddress),
    authorisedPerson: {
      name: person?.name ?? '',
      position: person?.position ?? '',
      phone: phoneDraft(person?.phone),
      email: person?.email ?? '',
    },
    authorisedOn: request?.authorisedOn ?? '',
    isActive: request?.isActive ?? false,
    hasComplexServices: request?.hasComplexServices ?? false,
    hasRedirection: request?.hasRedirection ?? false,
    wantedOn: request?.wantedOn ?? '',
    numberPlanId: request?.numberPlanId ?? '',
    lineType: request?.lineType ?? '',
    destination: request?.destination ?? '',
    dayContact: { name: request?.dayContact?.name ?? '', phone: phoneDraft(request?.dayContact?.phone) },
    remarks: request?.remarks ?? '',
  }
}

/** A field of the draft as it travels. */
export function wireOf<Field extends RequestField>(draft: RequestDraft, field: Field): RequestChange[Field] {
  return WIRE[field](draft)
}

const WIRE: { readonly [Field in RequestField]: (draft: RequestDraft) => RequestChange[Field] } = {
  kind: ({ kind }) => kind,
  numbers: ({ numbers }) => [...readNumberLines(numbers).lines],
  losingCarrier: ({ losingCarrier }) => textOf(losingCarrier),
  losingAccountNumber: ({ losingAccountNumber }) => textOf(losingAccountNumber),
  holderName: ({ holderName }) => textOf(holderName),
  serviceAddress: ({ serviceAddress }) => addressOfDraft(serviceAddress) as RequestChange['serviceAddress'],
  authorisedPerson: ({ authorisedPerson: { name, position, phone, email } }) =>
    [name, position, phone, email].every((part) => part.trim() === '')
      ? null
      : { name: name.trim(), position: textOf(position), phone: phoneOf(phone), email: textOf(email) },
  authorisedOn: ({ authorisedOn }) => textOf(authorisedOn),
  isActive: ({ isActive }) => isActive,
  hasComplexServices: ({ hasComplexServices }) => hasComplexServices,
  hasRedirection: ({ hasRedirection }) => hasRedirection,
  wantedOn: ({ wantedOn }) => textOf(wantedOn),
  numberPlanId: ({ numberPlanId }) => textOf(numberPlanId),
  lineType: ({ lineType }) => textOf(lineType) as RequestChange['lineType'],
  destination: ({ destination }) => textOf(destination),
  dayContact: ({ dayContact: { name, phone } }) =>
    name.trim() === '' && phone.trim() === '' ? null : { name: name.trim(), phone: phoneOf(phone) ?? '' },
  remarks: ({ remarks }) => remarks.trim(),
}

function textOf(typed: string): string | null {
  const text = typed.trim()
  return text === '' ? null : text
}

function phoneDraft(number: string | null | undefined): string {
  return number === null || number === undefined ? '' : phoneText(number)
}
