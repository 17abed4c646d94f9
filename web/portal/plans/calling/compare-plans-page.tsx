import { Group, NativeSelect, Stack, Switch, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { When } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { fieldText, valueText, withWholeAllowances, type ComparedField } from './field-words.ts'

type Comparison = Answer<'compareCallingPlans'>
type Side = 'a' | 'b'

/** Any two plans, or two versions of one, side by side. */
export function Page(): ReactNode {
  const [{ a = '', b = '', aVersion, bVersion, all }, change] = useQueryState()
  const isChosen = a !== '' && b !== ''
  const query = useRead(
    'compareCallingPlans',
    { query: { a, b, ...(aVersion !== undefined && { aVersion }), ...(bVersion !== undefined && { bVersion }) } },
    { enabled: isChosen, keep: true },
  )
  return (
    <PageFrame title="Compare plans" crumbs={[{ label: 'Calling plans', to: '/plans' }]}>
      <Group gap="xl" align="flex-start">
        <Choice side="a" planId={a} version={aVersion} />
        <Choice side="b" planId={b} version={bVersion} />
      </Group>
      {isChosen ? (
        <Loaded query={query} what="the comparison">
          {(comparison) => (
            <Compared
              comparison={comparison}
              isAll={all === 'true'}
              onAll={(isAll) => change({ all: isAll ? 'true' : undefined }, { replace: true })}
            />
          )}
        </Loaded>
      ) : (
        <EmptyState title="Choose two plans" words="Every price and allowance of either stands beside the other’s." />
      )}
    </PageFrame>
  )
}

interface ChoiceProps {
  readonly side: Side
  readonly planId: string
  readonly version: string | undefined
}

function Choice({ side, planId, version = '' }: ChoiceProps): ReactNode {
  const [, change] = useQueryState()
  const plans = useRead('listCallingPlans', { query: { limit: 200 } }).data?.items ?? []
  const plan = useRead('readCallingPlan', { params: { planId } }, { enabled: planId !== '' }).data
  const words = side === 'a' ? 'First' : 'Second'
  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        label={`${words} plan`}
        miw={220}
        value={planId}
        onChange={(event) =>
          change({ [side]: event.currentTarget.value || undefined, [`${side}Version`]: undefined }, { replace: true })
        }
        data={[{ value: '', label: 'Choose a plan' }, ...plans.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <NativeSelect
        label="Version"
        value={version}
        disabled={plan === undefined}
        onChange={(event) => change({ [`${side}Version`]: event.currentTarget.value || undefined }, { replace: true })}
        data={[
          { value: '', label: 'in force' },
          ...(plan?.versions ?? []).map((each) => ({ value: String(each.version), label: `version ${each.version}` })),
        ]}
      />
    </Group>
  )
}

interface ComparedProps {
  readonly comparison: Comparison
  readonly isAll: boolean
  readonly onAll: (isAll: boolean) => void
}

function Compared({ comparison, isAll, onAll }: ComparedProps): ReactNode {
  const { a, b, terms, definition } = comparison
  const fields = withWholeAllowances([...terms, ...definition]).filter(({ field }) => field !== 'name')
  const differences = fields.filter(({ isSame }) => !isSame).length
  const rows = isAll ? fields : fields.filter(({ isSame }) => !isSame)
  const columns: readonly Column<ComparedField>[] = [
    { key: 'field', heading: 'Term', render: ({ field }) => fieldText(field) },
    { key: 'a', heading: headingOf(a, b), align: 'right', render: (row) => <Value row={row} side="a" /> },
    { key: 'b', heading: headingOf(b, a), align: 'right', render: (row) => <Value row={row} side="b" /> },
  ]
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {differences === 0 ? 'They say the same.' : `They differ in ${plural(differences, 'term')}. `}
          {a.name} since <When at={a.effectiveFrom} />, {b.name} since <When at={b.effectiveFrom} />.
        </Text>
        <Switch
          size="sm"
          label="Show what is the same too"
          checked={isAll}
          onChange={(event) => onAll(event.currentTarget.checked)}
        />
      </Group>
      {rows.length > 0 && <DataTable label="Comparison" columns={columns} rows={rows} idOf={({ field }) => field} />}
    </Stack>
  )
}

/** The plan, and its version where both are of one. */
function headingOf(one: Comparison['a'], other: Comparison['a']): string {
  return one.planId === other.planId ? `Version ${one.version}` : one.name
}

function Value({ row, side }: { readonly row: ComparedField; readonly side: Side }): ReactNode {
  return (
    <Text span inherit fw={row.isSame ? undefined : 600}>
      {valueText(row.field, row[side])}
    </Text>
  )
}
