/** By what the summary of a cycle is grouped; the address says it as the API takes it. */
export const GROUPINGS = [
  { value: 'service-type', label: 'Service type' },
  { value: 'billing-group', label: 'Billing group' },
  { value: 'day', label: 'Call date' },
] as const

export type Grouping = (typeof GROUPINGS)[number]['value']

export function groupingOf(text: string | undefined): Grouping {
  return GROUPINGS.find(({ value }) => value === text)?.value ?? 'service-type'
}
