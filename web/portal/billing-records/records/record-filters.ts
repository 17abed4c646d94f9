import { BILLING_GROUP_KEYS } from '#domain/usage/billing-group.ts'
import { SERVICE_TYPE_CODES, type ServiceType } from '#domain/usage/service-type.ts'
import { BILLING_GROUP_WORDS, isNumberPart, SERVICE_TYPE_WORDS } from '../../../shared/calls/call-words.ts'
import type { Filter, Option } from '../../../shared/list/columns.ts'

const TYPES: readonly Option[] = (Object.keys(SERVICE_TYPE_CODES) as ServiceType[]).map((value) => ({
  value,
  label: SERVICE_TYPE_WORDS[value],
}))

const GROUPS: readonly Option[] = BILLING_GROUP_KEYS.map((value) => ({ value, label: BILLING_GROUP_WORDS[value] }))

interface Choices {
  /** A customer's billing cycles; records of all customers have none in common. */
  readonly periods?: readonly Option[]
  /** Imports to choose from; those without the permission have none. */
  readonly imports?: readonly Option[]
}

/** What billing records are narrowed by; each writes the API's own field. */
export function recordFilters({ periods = [], imports = [] }: Choices): readonly Filter[] {
  return [
    {
      kind: 'search',
      field: 'numberContains',
      label: 'Part of a number, 4 digits or more',
      isEnough: isNumberPart,
    },
    {
      kind: 'choice',
      field: 'kind',
      label: 'Kind',
      options: [
        { value: 'call', label: 'Calls' },
        { value: 'charge', label: 'Charges' },
        { value: 'all', label: 'Calls and charges' },
      ],
    },
    { kind: 'days', field: 'from', toField: 'to', label: 'Date called', instead: ['period'] },
    ...(periods.length === 0
      ? []
      : [
          {
            kind: 'choice',
            field: 'period',
            label: 'Billing period',
            options: periods,
            instead: ['from', 'to'],
          } as const,
        ]),
    { kind: 'choice', field: 'serviceType', label: 'Service type', options: TYPES, several: true },
    { kind: 'choice', field: 'billingGroup', label: 'Billing group', options: GROUPS, several: true },
    { kind: 'range', field: 'minSeconds', toField: 'maxSeconds', label: 'Length', unit: 'sec' },
    { kind: 'text', field: 'number', label: 'Exact number', placeholder: '03 7010 1234' },
    {
      kind: 'choice',
      field: 'direction',
      label: 'Direction',
      options: [
        { value: 'out', label: 'Made' },
        { value: 'in', label: 'Received' },
      ],
    },
    {
      kind: 'choice',
      field: 'status',
      label: 'Status',
      options: [
        { value: 'answered', label: 'Answered' },
        { value: 'unanswered', label: 'Not answered' },
        { value: 'charged', label: 'Charged' },
        { value: 'free', label: 'Free' },
      ],
    },
    ...(imports.length === 0
      ? []
      : [{ kind: 'choice', field: 'importId', label: 'Import', options: imports } as const]),
  ]
}
