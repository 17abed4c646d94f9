import { dialledForm } from '#domain/numbers/describe-number.ts'
import { phoneText } from '#domain/phone-text.ts'
import { PORT_KIND_TERMS, type PortKind } from './port-kind.ts'
import { consentWords } from './consent-texts.ts'
import { lineService, SERVICE_TYPE_NOW_WORDS } from './line-services.ts'
import type { PortRequest } from './port-request.ts'
import { VALIDATION_WORDS, type ValidationCode } from './validation.ts'

/** An attempt of a port as it was submitted, with who asks for it. */
export interface SubmittedOrder {
  readonly portId: number
  readonly attempt: number
  readonly kind: PortKind
  readonly numbers: readonly { readonly number: string; readonly validation: ValidationCode | null }[]
  readonly request: Omit<PortRequest, 'kind' | 'numbers' | 'numberPlanId'>
  /** Of the service, line by line. */
  readonly address: readonly string[]
  /** `yyyy-mm-dd`, by the desk's clock. */
  readonly submittedOn: string
  readonly customer: { readonly name: string; readonly accountNumber: string; readonly abn: string | null }
  readonly gaining: {
    readonly name: string
    readonly legalName: string
    readonly abn: string | null
    readonly email: string
    readonly phone: string | null
  }
  readonly carrierReference: string
  /** The last signature of the authority; null: none was given here. */
  readonly signature: { readonly signedOn: string; readonly signedName: string; readonly sha256: string } | null
}

/** Words and what they stand for, as a form has them. */
export type FormFacts = readonly (readonly [label: string, value: string])[]

/** The form a port is lodged with. */
export interface RequestForm {
  /** `12-1`: our order and its attempt. */
  readonly number: string
  readonly issuedOn: string
  readonly gaining: SubmittedOrder['gaining']
  readonly kind: string
  readonly sections: readonly { readonly heading: string; readonly facts: FormFacts }[]
  readonly numbers: readonly { readonly dialled: string; readonly words: string; readonly note: string }[]
  readonly declarations: readonly string[]
}

/** Categories as carriers call them. */
const CATEGORIES: Readonly<Record<PortKind, string>> = {
  simple: 'Cat A, single number',
  complex: 'Cat C, complex',
  special: '13, 1300 or 1800 number',
  mobile: 'Mobile number',
}

const NONE = '–'

/** The request form of an attempt: everything a carrier needs, in words. */
export function requestForm(order: SubmittedOrder): RequestForm {
  const { portId, attempt, kind, request, customer, gaining, submittedOn } = order
  const { authorisedPerson: person, dayContact } = request
  return {
    number: `${portId}-${attempt}`,
    issuedOn: submittedOn,
    gaining,
    kind: CATEGORIES[kind],
    sections: [
      {
        heading: 'Order',
        facts: [
          ['Our order', String(portId)],
          ['Attempt', String(attempt)],
          ['Carrier reference', order.carrierReference || NONE],
          ['Category', CATEGORIES[kind]],
          ['Numbers', String(order.numbers.length)],
          ['Submitted on', submittedOn],
          [
            'Wanted cut-over',
            request.wantedOn ?? (PORT_KIND_TERMS[kind].dateBy === 'customer' ? 'To be agreed' : NONE),
          ],
        ],
      },
      {
        heading: 'Losing carrier',
        facts: [
          ['Carrier', request.losingCarrier ?? NONE],
          ['Network, if another', request.networkCarrier ?? NONE],
          ['Account number, as billed', request.losingAccountNumber ?? NONE],
          ['Account holder, as billed', request.holderName ?? NONE],
          ['ABN or ACN of the holder', request.businessNumber ?? NONE],
          ...ofKind(order),
          ['Service address', order.address.join(', ') || NONE],
          ['Service today', request.serviceTypeNow === null ? NONE : SERVICE_TYPE_NOW_WORDS[request.serviceTypeNow]],
          ['Service is active', yesNo(request.isActive)],
          ['Also on the line', servicesText(order) || NONE],
          ['Numbers that stay', request.associatedNumbers.map(phoneText).join(', ') || NONE],
          ['Complex services on the numbers', yesNo(request.hasComplexServices)],
          ['Diverted at the losing carrier', yesNo(request.hasRedirection)],
        ],
      },
      {
        heading: 'Authority',
        facts: [
          ['Authorised person', person?.name ?? NONE],
          ['Position', person?.position ?? NONE],
          ['Phone', phone(person?.phone)],
          ['E-mail', person?.email ?? NONE],
          ['Authority given on', request.authorisedOn ?? NONE],
          ['Signed', signatureText(order) || NONE],
        ],
      },
      {
        heading: 'Gaining service',
        facts: [
          ['Customer', `${customer.name}, ${customer.accountNumber}`],
          ['ABN of the customer', customer.abn ?? NONE],
          ['Line type', request.lineType ?? NONE],
          ['Destination', request.destination ?? NONE],
          ['Contact on the day', dayContact === null ? NONE : `${dayContact.name}, ${phoneText(dayContact.phone)}`],
          ['Remarks', request.remarks || NONE],
        ],
      },
    ],
    numbers: order.numbers.map(({ number, validation }) => ({
      dialled: dialledForm(number),
      words: phoneText(number),
      note: validation === null ? '' : `${validation}: ${VALIDATION_WORDS[validation]}`,
    })),
    declarations: [
      'The account holder authorises the move of the numbers above to the gaining carrier, and was told not to disconnect ' +
        'the service before it is done.',
      ...request.consents.flatMap((consent) => {
        const words = consentWords(consent)
        return words === undefined ? [] : `The customer declared: ${words}`
      }),
    ],
  }
}

/** Columns of a form as a table, a line a number; what a carrier fills in and sends back is empty. */
export const REQUEST_FORM_COLUMNS = [
  'Our order',
  'Attempt',
  'Number',
  'Category',
  'Losing carrier',
  'Network carrier',
  'Account number',
  'Account holder',
  'Holder ABN or ACN',
  'Rights of use holder',
  'Mobile payment',
  'Birth date',
  'Service address',
  'Authorised person',
  'Position',
  'Phone',
  'E-mail',
  'Authority date',
  'Signature',
  'Service today',
  'Service active',
  'Also on the line',
  'Numbers that stay',
  'Complex services',
  'Diverted',
  'Wanted date',
  'Customer',
  'Customer ABN',
  'Line type',
  'Destination',
  'Contact on the day',
  'Contact phone',
  'Remarks',
  'Submitted on',
  'Gaining carrier',
  'Validation',
  'Carrier reference',
  'Status',
  'Reject code',
  'Cut-over date',
  'Cut-over time',
  'Comment',
] as const

/** The lines of a form under {@link REQUEST_FORM_COLUMNS}. */
export function requestFormLines(order: SubmittedOrder): readonly (readonly string[])[] {
  const { request, customer, gaining } = order
  const { authorisedPerson: person, dayContact } = request
  return order.numbers.map(({ number, validation }) => [
    String(order.portId),
    String(order.attempt),
    dialledForm(number),
    CATEGORIES[order.kind],
    request.losingCarrier ?? '',
    request.networkCarrier ?? '',
    request.losingAccountNumber ?? '',
    request.holderName ?? '',
    request.businessNumber ?? '',
    request.rightsOfUseHolder ?? '',
    request.mobilePayment ?? '',
    request.birthDate ?? '',
    order.address.join(', '),
    person?.name ?? '',
    person?.position ?? '',
    person?.phone ?? '',
    person?.email ?? '',
    request.authorisedOn ?? '',
    signatureText(order),
    request.serviceTypeNow ?? '',
    yesNo(request.isActive),
    servicesText(order),
    request.associatedNumbers.map(dialledForm).join('; '),
    yesNo(request.hasComplexServices),
    yesNo(request.hasRedirection),
    request.wantedOn ?? '',
    `${customer.name}, ${customer.accountNumber}`,
    customer.abn ?? '',
    request.lineType ?? '',
    request.destination ?? '',
    dayContact?.name ?? '',
    dayContact?.phone ?? '',
    request.remarks,
    order.submittedOn,
    gaining.legalName,
    validation ?? '',
    order.carrierReference,
    '',
    '',
    '',
    '',
    '',
  ])
}

/** What is asked of some kinds of ports only. */
function ofKind({ kind, request }: SubmittedOrder): FormFacts {
  if (kind === 'special') return [['Holder of the rights of use', request.rightsOfUseHolder ?? NONE]]
  if (kind !== 'mobile') return []
  return [
    ['Paid', request.mobilePayment ?? NONE],
    ['Date of birth, where prepaid', request.birthDate ?? NONE],
  ]
}

function servicesText({ request }: SubmittedOrder): string {
  return request.lineServices
    .map(({ service, numbers }) => [lineService(service).words, ...numbers.map(phoneText)].join(' '))
    .join('; ')
}

function signatureText({ signature }: SubmittedOrder): string {
  if (signature === null) return ''
  return `${signature.signedName}, ${signature.signedOn}, SHA-256 ${signature.sha256}`
}

function yesNo(is: boolean): string {
  return is ? 'Yes' : 'No'
}

function phone(number: string | null | undefined): string {
  return number === null || number === undefined ? NONE : phoneText(number)
}
