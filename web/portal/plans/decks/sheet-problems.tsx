import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { countText, plural } from '../../../shared/format/counts.ts'
import { Section } from '../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'

type Problem = Item<'listDraftProblems'>

/** What was found in a sheet: a fault keeps it from being published, a note does not. */
export const PROBLEM_COLUMNS: readonly Column<Problem>[] = [
  {
    key: 'severity',
    heading: '',
    render: ({ severity }) =>
      severity === 'fault' ? <StatusBadge tone="bad">Fault</StatusBadge> : <StatusBadge tone="watch">Note</StatusBadge>,
  },
  { key: 'line', heading: 'Line', align: 'right', render: ({ line }) => (line === null ? '–' : countText(line)) },
  { key: 'column', heading: 'Column', from: 'sm', render: ({ column }) => column ?? '–' },
  { key: 'message', heading: 'What is wrong, and what to do', render: ({ message }) => message },
]

export function problemId({ severity, line, column, message }: Problem): string {
  return [severity, line, column, message].join(' ')
}

interface SheetProblemsProps {
  readonly problems: readonly Problem[]
  readonly counts: { readonly fault: number; readonly note: number }
}

const FEW = 8

/** The first problems of a sheet; nothing, where there is none. */
export function SheetProblems({ problems, counts }: SheetProblemsProps): ReactNode {
  if (problems.length === 0) return null
  const rest = counts.fault + counts.note - Math.min(FEW, problems.length)
  const words = [plural(counts.fault, 'fault'), plural(counts.note, 'note')].filter((each) => !each.startsWith('0 '))
  return (
    <Section title="Problems" words={`${words.join(' and ')}.`}>
      <Stack gap="xs">
        <DataTable label="Problems" columns={PROBLEM_COLUMNS} rows={problems.slice(0, FEW)} idOf={problemId} />
        {rest > 0 && (
          <Text size="sm" c="dimmed">
            {`${countText(rest)} more: all of them are in the review.`}
          </Text>
        )}
      </Stack>
    </Section>
  )
}
