import { CONSENT_NAMES, type ConsentName } from '#domain/porting/consent-texts.ts'
import { LINE_SERVICE_NAMES, lineService, type LineService } from '#domain/porting/line-services.ts'
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
  readonly networkCarrier: string
  readonly mobilePayment: string
  readonly losingAccountNumber: string
  /** Typed here and now; what is kept already is not sent back. */
  readonly birthDate: string
  readonly hasBirthDate: boolean
  readonly receivesSms: boolean
  readonly holderName: string
  readonly businessNumber: string
  readonly rightsOfUseHolder: string
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
  readonly serviceTypeNow: string
  /** Of each service whether it is there, and on which numbers, if not on all. */
  readonly lineServices: Readonly<Record<LineService, { readonly isThere: boolean; readonly numbers: string }>>
  /** One a line, or a range. */
  readonly associatedNumbers: string
  /** The version that was agreed to; 0: none. */
  readonly consents: Readonly<Record<ConsentName, number>>
  readonly wantedOn: string
  readonly numberPlanId: string
  readonly lineType: string
  readonly destination: string
  readonly dayContact: { readonly name: string; readonly phone: string }
  readonly remarks: string
}

/** Whether one number moves as a complex port all the same. */
export function isComplexDraft(draft: RequestDraft): boolean {
  const { hasComplexServices, serviceTypeNow, lineServices, associatedNumbers } = draft
  const isOnLine = LINE_SERVICE_NAMES.some((name) => lineServices[name].isThere && lineService(name).isComplex === true)
  return hasComplexServices || serviceTypeNow === 'isdn' || isOnLine || associatedNumbers.trim() !== ''
}

/** The request of a port in a form's terms; of none, an empty one. */
export function draftOfRequest(port: Pick<Port, 'kind' | 'numbers' | 'request'> | undefined): RequestDraft {
  const request = port?.request
  const person = request?.authorisedPerson
  return {
    kind: port?.kind ?? 'simple',
    numbers: numberLinesText(port?.numbers ?? []),
    losingCarrier: request?.losingCarrier ?? '',
    networkCarrier: request?.networkCarrier ?? '',
    mobilePayment: request?.mobilePayment ?? '',
    losingAccountNumber: request?.losingAccountNumber ?? '',
    birthDate: '',
    hasBirthDate: request?.hasBirthDate ?? false,
    receivesSms: request?.receivesSms ?? true,
    holderName: request?.holderName ?? '',
    businessNumber: request?.businessNumber ?? '',
    rightsOfUseHolder: request?.rightsOfUseHolder ?? '',
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
    serviceTypeNow: request?.serviceTypeNow ?? '',
    lineServices: lineServicesDraft(request?.lineServices ?? []),
    associatedNumbers: numberLinesText(request?.associatedNumbers ?? []),
    consents: consentsDraft(request?.consents ?? []),
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
  networkCarrier: ({ networkCarrier }) => textOf(networkCarrier),
  mobilePayment: ({ mobilePayment }) => textOf(mobilePayment) as RequestChange['mobilePayment'],
  losingAccountNumber: ({ losingAccountNumber }) => textOf(losingAccountNumber),
  birthDate: ({ birthDate }) => textOf(birthDate),
  receivesSms: ({ receivesSms }) => receivesSms,
  holderName: ({ holderName }) => textOf(holderName),
  businessNumber: ({ businessNumber }) => textOf(businessNumber),
  rightsOfUseHolder: ({ rightsOfUseHolder }) => textOf(rightsOfUseHolder),
  serviceAddress: ({ serviceAddress }) => addressOfDraft(serviceAddress) as RequestChange['serviceAddress'],
  authorisedPerson: ({ authorisedPerson: { name, position, phone, email } }) =>
    [name, position, phone, email].every((part) => part.trim() === '')
      ? null
      : { name: name.trim(), position: textOf(position), phone: phoneOf(phone), email: textOf(email) },
  authorisedOn: ({ authorisedOn }) => textOf(authorisedOn),
  isActive: ({ isActive }) => isActive,
  hasComplexServices: ({ hasComplexServices }) => hasComplexServices,
  hasRedirection: ({ hasRedirection }) => hasRedirection,
  serviceTypeNow: ({ serviceTypeNow }) => textOf(serviceTypeNow) as RequestChange['serviceTypeNow'],
  lineServices: ({ lineServices }) =>
    LINE_SERVICE_NAMES.flatMap((service) => {
      const { isThere, numbers } = lineServices[service]
      return isThere ? [{ service, numbers: [...readNumberLines(numbers).lines] }] : []
    }),
  associatedNumbers: ({ associatedNumbers }) => [...readNumberLines(associatedNumbers).lines],
  consents: ({ consents }) =>
    CONSENT_NAMES.flatMap((text) => (consents[text] === 0 ? [] : [{ text, version: consents[text] }])),
  wantedOn: ({ wantedOn }) => textOf(wantedOn),
  numberPlanId: ({ numberPlanId }) => textOf(numberPlanId),
  lineType: ({ lineType }) => textOf(lineType) as RequestChange['lineType'],
  destination: ({ destination }) => textOf(destination),
  dayContact: ({ dayContact: { name, phone } }) =>
    name.trim() === '' && phone.trim() === '' ? null : { name: name.trim(), phone: phoneOf(phone) ?? '' },
  remarks: ({ remarks }) => remarks.trim(),
}

function lineServicesDraft(said: Port['request']['lineServices']): RequestDraft['lineServices'] {
  const one = (service: LineService) => {
    const found = said.find((each) => each.service === service)
    return [service, { isThere: found !== undefined, numbers: numberLinesText(found?.numbers ?? []) }] as const
  }
  return Object.fromEntries(LINE_SERVICE_NAMES.map(one)) as RequestDraft['lineServices']
}

function consentsDraft(given: Port['request']['consents']): RequestDraft['consents'] {
  const one = (text: ConsentName) => [text, given.find((each) => each.text === text)?.version ?? 0] as const
  return Object.fromEntries(CONSENT_NAMES.map(one)) as RequestDraft['consents']
}

function textOf(typed: string): string | null {
  const text = typed.trim()
  return text === '' ? null : text
}

function phoneDraft(number: string | null | undefined): string {
  return number === null || number === undefined ? '' : phoneText(number)
}
