import { dialledForm } from '#domain/numbers/describe-number.ts'
import { phoneText } from '#domain/phone-text.ts'
import { PORT_KIND_TERMS, type PortKind } from './port-kind.ts'
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
          ['Account number, as billed', request.losingAccountNumber ?? NONE],
          ['Account holder, as billed', request.holderName ?? NONE],
          ['Service address', order.address.join(', ') || NONE],
          ['Service is active', yesNo(request.isActive)],
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
      'The account holder authorises the move of the numbers above to the gaining carrier.',
      'The account holder was told not to disconnect the service before the move is done, that services on the line may ' +
        'end with it, and that the present carrier may charge for ending a contract early.',
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
  'Account number',
  'Account holder',
  'Service address',
  'Authorised person',
  'Position',
  'Phone',
  'E-mail',
  'Authority date',
  'Service active',
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
    request.losingAccountNumber ?? '',
    request.holderName ?? '',
    order.address.join(', '),
    person?.name ?? '',
    person?.position ?? '',
    person?.phone ?? '',
    person?.email ?? '',
    request.authorisedOn ?? '',
    yesNo(request.isActive),
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

function yesNo(is: boolean): string {
  return is ? 'Yes' : 'No'
}

function phone(number: string | null | undefined): string {
  return number === null || number === undefined ? NONE : phoneText(number)
}
