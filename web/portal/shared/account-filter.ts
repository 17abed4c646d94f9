import type { Filter } from '../../shared/list/columns.ts'
import { AccountPicker, AccountWords } from './account-filter-parts.tsx'

/** A list's rows of one customer only. */
export const ACCOUNT_FILTER: Filter = {
  kind: 'pick',
  field: 'accountId',
  label: 'Customer',
  Picker: AccountPicker,
  Words: AccountWords,
}
