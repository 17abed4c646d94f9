import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { compareDefinitions } from '#domain/plans/compare-definitions.ts'
import { amountOf } from '../../../shared/format/money.ts'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { eachEntry, fieldText, valueText } from './field-words.ts'
import type { PlanVersion } from './plan-form.ts'
import type { offerOf } from './plan-offer.ts'

interface Change {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

const COLUMNS: readonly Column<Change>[] = [
  { key: 'field', heading: 'Term', render: ({ field }) => fieldText(field) },
  { key: 'before', heading: 'Now', align: 'right', render: ({ field, before }) => valueText(field, before) },
  { key: 'after', heading: 'With this', align: 'right', render: ({ field, after }) => valueText(field, after) },
]

interface VersionChangesProps {
  readonly before: PlanVersion
  readonly after: ReturnType<typeof offerOf>
}

/** What a version says otherwise than the one before it. */
export function VersionChanges({ before, after }: VersionChangesProps): ReactNode {
  const changes = [...termChanges(before, after), ...compareDefinitions(before.definition, after.definition)].flatMap(
    (change) => eachEntry(change, ['before', 'after']),
  )
  if (changes.length === 0) return <Text size="sm">Nothing. This version would say what the last one says.</Text>
  return <DataTable label="What changes" columns={COLUMNS} rows={changes} idOf={({ field }) => field} />
}

function termChanges(before: PlanVersion, after: VersionChangesProps['after']): readonly Change[] {
  const amounts = (['monthlyPrice', 'setupFee', 'extraChannelPrice'] as const).filter(
    (field) => amountOf(before[field]) !== amountOf(after[field]),
  )
  const counts = (['includedNumbers', 'includedChannels'] as const).filter((field) => before[field] !== after[field])
  return [...amounts, ...counts].map((field) => ({ field, before: before[field], after: after[field] }))
}
