import { SimpleGrid, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { AllowanceBar } from '../../../../shared/allowance/allowance-bar.tsx'
import { detailOf } from '../../../../shared/api/api-problem.ts'
import type { Answer } from '../../../../shared/api/wire-types.ts'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { plural } from '../../../../shared/format/counts.ts'
import { daysText } from '../../../../shared/format/dates.ts'
import { Money } from '../../../../shared/format/figures.tsx'
import { amountOf, moneyText, negated, sumOf } from '../../../../shared/format/money.ts'
import { Section } from '../../../../shared/layout/section.tsx'
import type { Column } from '../../../../shared/list/columns.ts'
import { DataTable } from '../../../../shared/list/data-table.tsx'
import { Change } from '../../../plans/calling/plan-preview.tsx'
import { useAccount } from '../../account-context.tsx'
import { useWhatIf } from './use-plan-change.ts'

type Preview = Answer<'previewAccountPlan'>

interface WhatIfProps {
  readonly planId: string
  readonly planName: string
}

/** The last closed month, priced again as if it had been on another plan. */
export function WhatIf({ planId, planName }: WhatIfProps): ReactNode {
  const { account } = useAccount()
  const query = useWhatIf(account.id, planId)
  return (
    <Section title="Last month on this plan" words="The calls of the last closed month, priced again. Ex GST.">
      {query.isError ? (
        <Text size="sm" c="dimmed">
          {detailOf(query.error)}
        </Text>
      ) : (
        <Loaded query={query} what="last month on this plan">
          {(preview) => <Compared preview={preview} planName={planName} />}
        </Loaded>
      )}
    </Section>
  )
}

interface Row {
  readonly name: string
  readonly before: string
  readonly after: string
}

const LINES = [
  ['plan', 'Monthly price'],
  ['channels', 'Further channels'],
  ['calls', 'Calls'],
  ['shortfall', 'To the least calls cost'],
] as const

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', heading: 'Month', render: ({ name }) => name },
  { key: 'before', heading: 'As it was', align: 'right', render: ({ before }) => <Money value={before} /> },
  { key: 'after', heading: 'On this plan', align: 'right', render: ({ after }) => <Money value={after} /> },
  {
    key: 'difference',
    heading: 'Difference',
    align: 'right',
    from: 'sm',
    render: ({ before, after }) => <Change amount={sumOf([after, negated(before)])} />,
  },
]

function Compared({ preview, planName }: { readonly preview: Preview; readonly planName: string }): ReactNode {
  const { from, to, callCount, old, difference, unpriceableCalls } = preview
  const rows = LINES.map(([key, name]) => ({ name, before: old[key], after: preview.new[key] })).filter(
    ({ before, after }) => amountOf(before) !== 0n || amountOf(after) !== 0n,
  )
  return (
    <Stack gap="md">
      <Text size="sm">
        {`${daysText(from, to)}, ${plural(callCount, 'call')}: `}
        <b>{verdict(difference, planName)}</b>
      </Text>
      <DataTable
        label="Last month on this plan"
        columns={COLUMNS}
        rows={rows}
        idOf={({ name }) => name}
        foot={{
          name: 'Month',
          before: <Money value={old.total} />,
          after: <Money value={preview.new.total} />,
          difference: <Change amount={difference} />,
        }}
      />
      {unpriceableCalls > 0 && (
        <Text size="sm" c="var(--warning)">
          {`${plural(unpriceableCalls, 'call')} would have no price on one of the two: they count on neither side. On this plan such calls wait in suspense.`}
        </Text>
      )}
      {preview.new.allowances.length > 0 && (
        <div>
          <Text size="sm" c="dimmed" mb="xs">
            How far those calls would use what it includes
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="md">
            {preview.new.allowances.map((allowance) => (
              <AllowanceBar key={allowance.name} allowance={allowance} />
            ))}
          </SimpleGrid>
        </div>
      )}
    </Stack>
  )
}

function verdict(difference: string, planName: string): string {
  const amount = amountOf(difference)
  if (amount === 0n) return `it would have cost the same on ${planName}.`
  return amount > 0n
    ? `${moneyText(difference)} dearer on ${planName}.`
    : `${moneyText(negated(difference))} cheaper on ${planName}.`
}
