import type { ReactNode } from 'react'
import { AllowanceBar } from '../../shared/allowance/allowance-bar.tsx'
import type { Item } from '../../shared/api/wire-types.ts'
import { dayText } from '../../shared/format/dates.ts'
import type { Column } from '../../shared/list/columns.ts'
import { RowLink } from '../../shared/list/row-link.tsx'

type NearEnd = Item<'listAllowancesNearEnd'>

/** An allowance that is used up or nearly so, as a row. */
export const NEAR_END_COLUMNS: readonly Column<NearEnd>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ accountId, accountName }) => <RowLink to={`/customers/${accountId}`}>{accountName}</RowLink>,
  },
  { key: 'plan', heading: 'Plan', from: 'md', render: ({ plan }) => plan },
  { key: 'allowance', heading: 'Allowance', render: (allowance) => <AllowanceBar allowance={allowance} /> },
  { key: 'until', heading: 'Until', align: 'right', from: 'sm', render: ({ cycleTo }): ReactNode => dayText(cycleTo) },
]

export function nearEndId({ accountId, name }: NearEnd): string {
  return `${accountId} ${name}`
}
