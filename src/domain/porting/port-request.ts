import type { PostalAddress } from '#domain/accounts/postal-address.ts'
import { refuseLineType, type LineType } from '#domain/numbers/line-type.ts'
import { dialledForm, type DescribedNumber } from '#domain/numbers/describe-number.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { parseDate } from '#domain/time/calendar-date.ts'
import type { Consent } from './consent-texts.ts'
import { lineService, type ServiceOnLine, type ServiceTypeNow } from './line-services.ts'
import { PORT_KIND_TERMS, refuseNumbers, type PortKind } from './port-kind.ts'

/** Who may order the move, as the losing carrier knows them. */
export interface AuthorisedPerson {
  readonly name: string
  /** Their position in the business. */
  readonly position: string | null
  /** E.164 digits. */
  readonly phone: string | null
  readonly email: string | null
}

/** Whom to reach on the day of the cut-over. */
export interface DayContact {
  readonly name: string
  /** E.164 digits. */
  readonly phone: string
}

/** How a mobile service is paid; a port that says the wrong one is rejected. */
export const MOBILE_PAYMENTS = ['postpaid', 'prepaid'] as const
export type MobilePayment = (typeof MOBILE_PAYMENTS)[number]

/** Everything a port is requested with. null: not said yet; a draft is saved piece by piece. */
export interface PortRequest {
  readonly kind: PortKind
  readonly numbers: readonly DescribedNumber[]
  /** Whom the numbers leave, by the name on the bill. */
  readonly losingCarrier: string | null
  /** Whose network it is, where the bill comes from a reseller of it. */
  readonly networkCarrier: string | null
  /** Of a mobile. */
  readonly mobilePayment: MobilePayment | null
  /** `yyyy-mm-dd`: the user's, of a prepaid mobile. Personal: kept out of audit lines, events, logs and lists. */
  readonly birthDate: string | null
  /** A mobile's SIM takes SMS today. */
  readonly receivesSms: boolean
  /** Exactly as billed. */
  readonly losingAccountNumber: string | null
  /** The account holder at the losing carrier, exactly as billed. */
  readonly holderName: string | null
  /** The holder's ABN (11 digits) or ACN (9). */
  readonly businessNumber: string | null
  /** Who holds the enhanced rights of use of a 13, 1300 or 1800 number. */
  readonly rightsOfUseHolder: string | null
  /** Where the service is connected: a street address. */
  readonly serviceAddress: PostalAddress | null
  readonly authorisedPerson: AuthorisedPerson | null
  /** `yyyy-mm-dd`: when the authority was given. */
  readonly authorisedOn: string | null
  /** The customer declares that the service works today. */
  readonly isActive: boolean
  readonly hasComplexServices: boolean
  /** Calls to the number are diverted at the losing carrier. */
  readonly hasRedirection: boolean
  /** How the numbers reach their user today. */
  readonly serviceTypeNow: ServiceTypeNow | null
  /** What else is on the lines. */
  readonly lineServices: readonly ServiceOnLine[]
  /** E.164 digits: numbers of the same service that stay with the losing carrier. */
  readonly associatedNumbers: readonly string[]
  /** What the customer was told and agreed to. */
  readonly consents: readonly Consent[]
  /** `yyyy-mm-dd`: the day asked for, of a complex port. */
  readonly wantedOn: string | null
  /** What the numbers become when they are here. */
  readonly numberPlanId: number | null
  readonly lineType: LineType | null
  /** Where calls go then: a line, a trunk, of a 13, 1300 or 1800 number the answer point. */
  readonly destination: string | null
  readonly dayContact: DayContact | null
  /** What the customer wants us to know. */
  readonly remarks: string
}

export type RequestField = keyof PortRequest

/** What of a request may be unsaid altogether: also what one from before a field was asked for is taken to say of it. */
export const EMPTY_DETAILS = {
  networkCarrier: null,
  mobilePayment: null,
  birthDate: null,
  receivesSms: true,
  losingAccountNumber: null,
  holderName: null,
  businessNumber: null,
  rightsOfUseHolder: null,
  serviceAddress: null,
  serviceTypeNow: null,
  lineServices: [],
  associatedNumbers: [],
  hasComplexServices: false,
  hasRedirection: false,
  authorisedPerson: null,
  authorisedOn: null,
  isActive: false,
  consents: [],
  wantedOn: null,
  dayContact: null,
  remarks: '',
} as const satisfies Partial<PortRequest>

/** A request of which nothing is said yet. */
export const EMPTY_REQUEST: PortRequest = {
  ...EMPTY_DETAILS,
  kind: 'simple',
  numbers: [],
  losingCarrier: null,
  numberPlanId: null,
  lineType: null,
  destination: null,
}

/** In the order of the form. */
export const REQUEST_FIELDS = [
  'kind',
  'numbers',
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
  'serviceTypeNow',
  'lineServices',
  'associatedNumbers',
  'hasComplexServices',
  'hasRedirection',
  'authorisedPerson',
  'authorisedOn',
  'isActive',
  'consents',
  'wantedOn',
  'numberPlanId',
  'lineType',
  'destination',
  'dayContact',
  'remarks',
] as const satisfies readonly RequestField[]

/** What is asked of some kinds only. */
const FIELDS_OF_KINDS: Readonly<Partial<Record<RequestField, readonly PortKind[]>>> = {
  mobilePayment: ['mobile'],
  birthDate: ['mobile'],
  receivesSms: ['mobile'],
  rightsOfUseHolder: ['special'],
  serviceAddress: ['simple', 'complex', 'special'],
  serviceTypeNow: ['simple', 'complex'],
  lineServices: ['simple', 'complex'],
  associatedNumbers: ['simple', 'complex'],
  hasComplexServices: ['simple', 'complex'],
  hasRedirection: ['simple', 'complex', 'special'],
  wantedOn: ['complex'],
}

/** Whether a field is asked of requests of a kind. */
export function isAskedOf(kind: PortKind, field: RequestField): boolean {
  return FIELDS_OF_KINDS[field]?.includes(kind) ?? true
}

/** The fields that may change until the cut-over begins: nothing the losing carrier sees. */
export const TARGET_FIELDS = [
  'numberPlanId',
  'lineType',
  'destination',
  'dayContact',
] as const satisfies readonly RequestField[]

/** An authority counts for 90 days from the day it was given; carriers reject older ones. */
export const AUTHORITY_DAYS = 90

/**
 * What a request lacks before it can be submitted, one Problem a field, in the order of the form; none where it is
 * complete.
 *
 * @param today `yyyy-mm-dd` in the zone of the porting desk.
 */
export function requestFaults(request: PortRequest, today: string): readonly Problem[] {
  return [
    numbersFault(request),
    missing(request, 'losingCarrier', 'Name the provider the numbers are with today.'),
    ...mobileFaults(request, today),
    missing(request, 'holderName', 'Give the account holder’s name exactly as it stands on the bill.'),
    addressFault(request),
    servicesFault(request),
    missing(request, 'authorisedPerson', 'Name the person who authorises the move.'),
    authorityFault(request, today),
    activeFault(request),
    wantedFault(request, today),
    missing(request, 'numberPlanId', 'Choose the number plan the numbers come on.'),
    lineFault(request),
    destinationFault(request),
  ].filter((fault) => fault !== undefined)
}

/** The field of a request a fault is in: `numbers` for `numbers.3`. */
export function requestField(field: string | undefined): RequestField | undefined {
  const [name] = (field ?? '').split('.')
  return REQUEST_FIELDS.find((known) => known === name)
}

function missing(request: PortRequest, field: RequestField, message: string): Problem | undefined {
  return request[field] === null ? problem('invalid_value', message, { field }) : undefined
}

function numbersFault({ kind, numbers }: PortRequest): Problem | undefined {
  if (numbers.length === 0) return problem('invalid_value', 'Say which number is to be moved.', { field: 'numbers' })
  return refuseNumbers(kind, numbers)
}

/** Of a mobile the account number is known to who pays a bill for it, and the birth date stands for it where nobody does. */
function mobileFaults(request: PortRequest, today: string): readonly (Problem | undefined)[] {
  const { kind, mobilePayment, birthDate } = request
  const account = missing(request, 'losingAccountNumber', 'Give the account number exactly as it stands on the bill.')
  if (kind !== 'mobile') return [account]
  const payment = 'Say whether the mobile is prepaid or postpaid: a port that says the wrong one is rejected.'
  if (mobilePayment === null) return [missing(request, 'mobilePayment', payment)]
  if (mobilePayment === 'postpaid') return [account]
  if (birthDate === null)
    return [missing(request, 'birthDate', 'Give the user’s date of birth, by which a prepaid mobile is known.')]
  const field = { field: 'birthDate' }
  return [birthDate < today ? undefined : problem('invalid_value', 'A date of birth has passed.', field)]
}

function addressFault({ kind, serviceAddress }: PortRequest): Problem | undefined {
  if (kind === 'mobile') return undefined
  const field = { field: 'serviceAddress' }
  if (serviceAddress === null) return problem('invalid_value', 'Give the address the service is connected at.', field)
  const isBox = serviceAddress.lines.some((line) =>
    /\b(?:p\.?\s*o\.?|post\s+office|locked|private)\s*(?:box|bag)\b/i.test(line),
  )
  return isBox
    ? problem('invalid_value', 'A post box has no phone line: give the street address of the service.', field)
    : undefined
}

function authorityFault({ authorisedOn }: PortRequest, today: string): Problem | undefined {
  const field = { field: 'authorisedOn' }
  if (authorisedOn === null) return problem('invalid_value', 'Say on which day the authority was given.', field)
  const age = daysBetween(authorisedOn, today)
  if (age < 0) return problem('invalid_value', `The authority is dated ${authorisedOn}, which is still to come.`, field)
  if (age <= AUTHORITY_DAYS) return undefined
  const message = `The authority of ${authorisedOn} is ${age} days old; it counts for ${AUTHORITY_DAYS}. Have it signed anew.`
  return problem('invalid_value', message, field)
}

function activeFault({ isActive }: PortRequest): Problem | undefined {
  if (isActive) return undefined
  const message = 'Only a service that works can be moved: confirm that it does, and do not cancel it before.'
  return problem('invalid_value', message, { field: 'isActive' })
}

/** What makes the numbers move as a complex port only, in words; undefined: nothing. */
export function complexService({ hasComplexServices, lineServices, serviceTypeNow }: PortRequest): string | undefined {
  const service = lineServices.map((each) => lineService(each.service)).find(({ isComplex }) => isComplex === true)
  if (service !== undefined) return service.words
  if (serviceTypeNow === 'isdn') return 'ISDN'
  return hasComplexServices ? 'a complex service' : undefined
}

function servicesFault(request: PortRequest): Problem | undefined {
  const { kind, lineServices, hasComplexServices } = request
  if (kind === 'complex' || !isAskedOf(kind, 'lineServices') || complexService(request) === undefined) return undefined
  const message =
    'With a complex service on the number the port would be rejected: have it removed first and wait 2 business days, ' +
    'or request a complex port.'
  const isOnLine = lineServices.some(({ service }) => lineService(service).isComplex === true)
  const field = hasComplexServices ? 'hasComplexServices' : isOnLine ? 'lineServices' : 'serviceTypeNow'
  return problem('invalid_value', message, { field })
}

function wantedFault({ kind, wantedOn }: PortRequest, today: string): Problem | undefined {
  if (wantedOn === null) return undefined
  const field = { field: 'wantedOn' }
  if (PORT_KIND_TERMS[kind].dateBy !== 'customer')
    return problem('invalid_value', `The date of a ${kind} port cannot be chosen; leave it out.`, field)
  return daysBetween(today, wantedOn) > 0
    ? undefined
    : problem('invalid_value', `${wantedOn} has passed; ask for a day to come.`, field)
}

function lineFault({ lineType, numbers }: PortRequest): Problem | undefined {
  if (lineType === null)
    return problem('invalid_value', 'Choose what the numbers are connected as.', { field: 'lineType' })
  for (const { number, kind } of numbers) {
    const refused = refuseLineType(dialledForm(number), kind, lineType)
    if (refused !== undefined) return refused
  }
  return undefined
}

function destinationFault({ kind, destination }: PortRequest): Problem | undefined {
  if (kind !== 'special' || destination !== null) return undefined
  return problem('invalid_value', 'Say where calls to the number go.', { field: 'destination' })
}

/** Negative where `to` is the earlier. */
function daysBetween(from: string, to: string): number {
  const [start, end] = [parseDate(from), parseDate(to)]
  return start === undefined || end === undefined ? Number.NaN : start.until(end, { largestUnit: 'day' }).days
}
