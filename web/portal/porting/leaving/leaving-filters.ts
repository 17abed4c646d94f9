import { PORT_OUT_STATES } from '#domain/porting/port-out-state.ts'
import type { Filter } from '../../../shared/list/columns.ts'
import { PORT_OUT_STATE_WORDS } from '../../../shared/porting/port-out-words.ts'
import { ACCOUNT_FILTER } from '../../shared/account-filter.ts'
import { KIND_OPTIONS, ORDER_FILTER } from '../board/port-filters.ts'

/** The filters of the list of numbers that leave. */
export const LEAVING_FILTERS: readonly Filter[] = [
  { kind: 'search', field: 'search', label: 'Number, customer, carrier, reference' },
  {
    kind: 'choice',
    field: 'state',
    label: 'State',
    several: true,
    options: PORT_OUT_STATES.map((state) => ({ value: state, label: PORT_OUT_STATE_WORDS[state].text })),
  },
  { kind: 'choice', field: 'kind', label: 'Kind', several: true, options: KIND_OPTIONS },
  ACCOUNT_FILTER,
  { kind: 'yes', field: 'overdue', label: 'Overdue' },
  { kind: 'yes', field: 'warning', label: 'Customer did not ask for it' },
  { kind: 'yes', field: 'open', label: 'Under way' },
  ORDER_FILTER,
]
