import { REQUEST_FIELDS } from '#domain/porting/port-request.ts'
import type { RequestDraft, RequestField } from '../../../shared/porting/request-draft.ts'

export interface RequestStep {
  readonly key: 'numbers' | 'provider' | 'services' | 'consent' | 'papers'
  readonly title: string
  /** Where faults of it can stand, in the order of the form. */
  readonly paths: readonly string[]
}

/** What is asked, step by step; after these it is looked over and sent. */
const STEPS: readonly RequestStep[] = [
  { key: 'numbers', title: 'Which numbers?', paths: ['kind', 'numbers', 'destination'] },
  {
    key: 'provider',
    title: 'Where are they now?',
    paths: [
      'losingCarrier',
      'networkCarrier',
      'mobilePayment',
      'losingAccountNumber',
      'birthDate',
      'receivesSms',
      'holderName',
      'businessNumber',
      'rightsOfUseHolder',
      'serviceAddress.lines.0',
      'serviceAddress.lines.1',
      'serviceAddress.suburb',
      'serviceAddress.state',
      'serviceAddress.postcode',
      'serviceAddress.country',
    ],
  },
  {
    key: 'services',
    title: 'What is on the line?',
    paths: ['serviceTypeNow', 'lineServices', 'associatedNumbers', 'hasComplexServices', 'hasRedirection'],
  },
  {
    key: 'consent',
    title: 'Who agrees to it?',
    paths: [
      'authorisedPerson.name',
      'authorisedPerson.position',
      'authorisedPerson.phone',
      'authorisedPerson.email',
      'isActive',
      'consents',
      'wantedOn',
      'dayContact.name',
      'dayContact.phone',
      'remarks',
    ],
  },
  { key: 'papers', title: 'The bill and the signature', paths: ['authorisedOn'] },
]

/** The steps of a request of a kind: a mobile is on no line. */
export function stepsOf(kind: RequestDraft['kind']): readonly RequestStep[] {
  return STEPS.filter(({ key }) => key !== 'services' || kind !== 'mobile')
}

/** Everything the customer says; plan and line type are chosen by the kind of number. */
export const OWN_FIELDS: readonly RequestField[] = REQUEST_FIELDS.filter(
  (field) => field !== 'numberPlanId' && field !== 'lineType',
)
