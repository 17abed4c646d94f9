import type { ReactNode } from 'react'
import type { Allowance } from '#domain/plans/calling-plan.ts'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { quantityText, serviceTypesText } from '../../../shared/plans/plan-words.ts'

const COLUMNS: readonly Column<Allowance>[] = [
  { key: 'name', heading: 'Allowance', render: ({ name }) => name },
  { key: 'quantity', heading: 'A month', align: 'right', render: quantityText },
  { key: 'for', heading: 'For calls to', render: ({ serviceTypes }) => serviceTypesText(serviceTypes) },
]

export function AllowancesTable({ allowances }: { readonly allowances: readonly Allowance[] }): ReactNode {
  return <DataTable label="Allowances" columns={COLUMNS} rows={allowances} idOf={({ name }) => name} />
}
