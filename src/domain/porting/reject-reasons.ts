import type { RequestField } from './port-request.ts'

interface Reason {
  /** As the office picks it from a list. */
  readonly label: string
  /** What the customer is told. */
  readonly customerText: string
  /** What puts it right. */
  readonly fix: string
  /** What of the request is opened to mend. */
  readonly fields: readonly RequestField[]
}

/**
 * Why ports are rejected, by the one word that stands for it whichever carrier says it and however. The words are our own;
 * the reasons are those carriers publish.
 */
export const REJECT_REASONS = {
  'account-mismatch': {
    label: 'Account number does not match',
    customerText: 'Your present provider has this number under another account number.',
    fix: 'Copy the account number from the latest bill, exactly as it is printed there.',
    fields: ['losingAccountNumber', 'mobilePayment', 'birthDate'],
  },
  'name-mismatch': {
    label: 'Name does not match',
    customerText: 'The account with your present provider is in another name.',
    fix: 'Write the account holder’s name exactly as it is on the bill, with Pty Ltd and initials.',
    fields: ['holderName', 'authorisedPerson'],
  },
  'address-mismatch': {
    label: 'Service address does not match',
    customerText: 'Your present provider has another address for the service.',
    fix: 'Give the street address at which the service is connected; a billing address or post box will not do.',
    fields: ['serviceAddress'],
  },
  'complex-service': {
    label: 'Complex service on the number',
    customerText: 'The number carries a further service (a line hunt, ISDN, fax duet or the like).',
    fix: 'Have that service removed and wait 2 business days, or request a complex port instead.',
    fields: ['kind', 'lineServices', 'hasComplexServices'],
  },
  'associated-numbers': {
    label: 'Associated numbers missing',
    customerText: 'Other numbers belong to the same service, and they were not all listed.',
    fix: 'List every number of the service, or have the others separated from it first.',
    fields: ['kind', 'numbers', 'associatedNumbers'],
  },
  'number-inactive': {
    label: 'Number is disconnected',
    customerText: 'The number is not connected any more; only a service that works can be moved.',
    fix: 'Have it reconnected by your present provider, or leave it out.',
    fields: ['numbers', 'isActive'],
  },
  'pending-disconnect': {
    label: 'Disconnection is pending',
    customerText: 'A disconnection of the number has been ordered.',
    fix: 'Have your present provider take the disconnection back; do not cancel before the move is done.',
    fields: ['numbers', 'isActive'],
  },
  'pending-port': {
    label: 'Another order is pending',
    customerText: 'Another order for this number is under way with your present provider.',
    fix: 'Have it completed or withdrawn, then submit again.',
    fields: ['numbers'],
  },
  'wrong-losing-carrier': {
    label: 'Number is not with that carrier',
    customerText: 'The number is with another provider than the one named.',
    fix: 'Name the provider that sends the bill for it today.',
    fields: ['losingCarrier', 'losingAccountNumber'],
  },
  'exchange-diversion': {
    label: 'Diversion at the exchange',
    customerText: 'Calls to the number are diverted at the exchange.',
    fix: 'Have the diversion removed, then submit again.',
    fields: ['hasRedirection'],
  },
  'authority-expired': {
    label: 'Authority is out of date',
    customerText: 'The authority for the move is older than 90 days, or has no date.',
    fix: 'Have the authorised person sign it anew and give that date.',
    fields: ['authorisedOn', 'authorisedPerson'],
  },
  'insufficient-info': {
    label: 'Not enough information',
    customerText: 'Your present provider could not tell from what was sent which service is meant.',
    fix: 'Fill in everything as it stands on the latest bill.',
    fields: [
      'losingAccountNumber',
      'mobilePayment',
      'birthDate',
      'holderName',
      'businessNumber',
      'serviceAddress',
      'authorisedPerson',
    ],
  },
  'not-portable-range': {
    label: 'Range cannot be ported',
    customerText: 'Numbers of this range cannot be moved between providers.',
    fix: 'Leave the number out; you could divert it to one of your new numbers.',
    fields: ['numbers'],
  },
  'no-porting-agreement': {
    label: 'No porting agreement',
    customerText: 'There is no agreement with your present provider to move numbers.',
    fix: 'Talk to us: another way may be found.',
    fields: ['losingCarrier', 'numbers'],
  },
  'customer-withdrew': {
    label: 'Customer asked the losing carrier to stop',
    customerText: 'Your present provider says that you asked it to stop the move.',
    fix: 'Tell it that the move is wanted, then submit again; or withdraw the port.',
    fields: [],
  },
  other: {
    label: 'Other',
    customerText: 'The move could not go ahead as requested.',
    fix: 'See what was noted with it, or talk to us.',
    fields: [
      'numbers',
      'losingCarrier',
      'losingAccountNumber',
      'mobilePayment',
      'birthDate',
      'holderName',
      'serviceAddress',
      'authorisedPerson',
      'authorisedOn',
    ],
  },
} as const satisfies Readonly<Record<string, Reason>>

export type RejectReason = keyof typeof REJECT_REASONS

export const REJECT_REASON_NAMES = Object.keys(REJECT_REASONS) as readonly RejectReason[]

/** What is known of a reason. */
export function rejectReason(name: RejectReason): Reason {
  return REJECT_REASONS[name]
}
