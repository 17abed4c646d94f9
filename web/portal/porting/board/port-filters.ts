import { PORT_KINDS } from '#domain/porting/port-kind.ts'
import { PORT_STATES } from '#domain/porting/port-state.ts'
import type { Filter } from '../../../shared/list/columns.ts'
import { PORT_STATE_WORDS } from '../../../shared/porting/port-words.ts'
import { ACCOUNT_FILTER } from '../../shared/account-filter.ts'
import { KIND_NAMES } from '../kind-names.ts'

export const KIND_OPTIONS = PORT_KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] }))

export const ORDER_FILTER: Filter = {
  kind: 'choice',
  field: 'sort',
  label: 'Order',
  options: [
    { value: 'due', label: 'Due first' },
    { value: 'newest', label: 'Newest first' },
  ],
}

/** The filters of the table of ports. */
export const PORT_FILTERS: readonly Filter[] = [
  { kind: 'search', field: 'search', label: 'Number, customer, carrier, reference' },
  {
    kind: 'choice',
    field: 'state',
    label: 'State',
    several: true,
    options: PORT_STATES.map((state) => ({ value: state, label: PORT_STATE_WORDS[state].text })),
  },
  { kind: 'choice', field: 'kind', label: 'Kind', several: true, options: KIND_OPTIONS },
  ACCOUNT_FILTER,
  { kind: 'yes', field: 'overdue', label: 'Overdue' },
  { kind: 'day', field: 'dueOn', label: 'Due on' },
  { kind: 'yes', field: 'open', label: 'Under way' },
  ORDER_FILTER,
]
