import type { RequestField } from '../../../shared/porting/request-draft.ts'

export interface RequestStep {
  readonly key: 'numbers' | 'provider' | 'consent'
  readonly title: string
  /** Where faults of it can stand, in the order of the form. */
  readonly paths: readonly string[]
}

/** What is asked, step by step; after these it is looked over and sent. */
export const STEPS: readonly RequestStep[] = [
  { key: 'numbers', title: 'Which numbers?', paths: ['kind', 'numbers', 'destination'] },
  {
    key: 'provider',
    title: 'Where are they now?',
    paths: [
      'losingCarrier',
      'losingAccountNumber',
      'holderName',
      'serviceAddress.lines.0',
      'serviceAddress.lines.1',
      'serviceAddress.suburb',
      'serviceAddress.state',
      'serviceAddress.postcode',
      'serviceAddress.country',
    ],
  },
  {
    key: 'consent',
    title: 'Who agrees to it?',
    paths: [
      'authorisedPerson.name',
      'authorisedPerson.position',
      'authorisedPerson.phone',
      'authorisedPerson.email',
      'authorisedOn',
      'isActive',
      'hasComplexServices',
      'hasRedirection',
      'wantedOn',
      'dayContact.name',
      'dayContact.phone',
      'remarks',
    ],
  },
]

/** Everything the customer says; plan and line type are chosen by the kind of number. */
export const OWN_FIELDS: readonly RequestField[] = [
  'kind',
  'numbers',
  'losingCarrier',
  'losingAccountNumber',
  'holderName',
  'serviceAddress',
  'authorisedPerson',
  'authorisedOn',
  'isActive',
  'hasComplexServices',
  'hasRedirection',
  'wantedOn',
  'destination',
  'dayContact',
  'remarks',
]
