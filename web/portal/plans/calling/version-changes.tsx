import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { compareDefinitions, listDefinitions } from '#domain/plans/compare-definitions.ts'
import { amountOf } from '../../../shared/format/money.ts'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { fieldText, valueText, withWholeAllowances, type ComparedField } from './field-words.ts'
import type { PlanVersion } from './plan-form.ts'
import type { offerOf } from './plan-offer.ts'

const COLUMNS: readonly Column<ComparedField>[] = [
  { key: 'field', heading: 'Term', render: ({ field }) => fieldText(field) },
  { key: 'before', heading: 'Now', align: 'right', render: ({ field, a }) => valueText(field, a) },
  { key: 'after', heading: 'With this', align: 'right', render: ({ field, b }) => valueText(field, b) },
]

interface VersionChangesProps {
  readonly before: PlanVersion
  readonly after: ReturnType<typeof offerOf>
}

/** What a version says otherwise than the one before it. */
export function VersionChanges({ before, after }: VersionChangesProps): ReactNode {
  const changes = [
    ...termChanges(before, after),
    ...compareDefinitions(before.definition, after.definition)
      .filter(({ field }) => !isOfAllowances(field))
      .map(({ field, before: a, after: b }) => ({ field, a, b, isSame: false })),
    ...allowanceChanges(before, after),
  ]
  if (changes.length === 0) return <Text size="sm">Nothing. This version would say what the last one says.</Text>
  return <DataTable label="What changes" columns={COLUMNS} rows={changes} idOf={({ field }) => field} />
}

function isOfAllowances(field: string): boolean {
  return field === 'allowances' || field.startsWith('allowances.')
}

/** Of an allowance that changes, what stays belongs to the row as well. */
function allowanceChanges(before: PlanVersion, after: VersionChangesProps['after']): readonly ComparedField[] {
  const fields = listDefinitions(before.definition, after.definition).filter(({ field }) => isOfAllowances(field))
  return withWholeAllowances(
    fields.map(({ field, isSame, ...said }) => ({ field, a: said.before, b: said.after, isSame })),
  ).filter(({ isSame }) => !isSame)
}

function termChanges(before: PlanVersion, after: VersionChangesProps['after']): readonly ComparedField[] {
  const amounts = (['monthlyPrice', 'setupFee', 'extraChannelPrice'] as const).filter(
    (field) => amountOf(before[field]) !== amountOf(after[field]),
  )
  const counts = (['includedNumbers', 'includedChannels'] as const).filter((field) => before[field] !== after[field])
  return [...amounts, ...counts].map((field) => ({ field, a: before[field], b: after[field], isSame: false }))
}
