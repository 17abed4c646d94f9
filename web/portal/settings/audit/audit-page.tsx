import { Alert, Button, Code, Drawer, Group, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'

type Line = Item<'listAudit'>

const COLUMNS: readonly Column<Line>[] = [
  { key: 'what', heading: 'What', render: ({ no, operation }) => <RowLink patch={{ line: no }}>{operation}</RowLink> },
  { key: 'subject', heading: 'Of', render: ({ subject }) => subject },
  { key: 'who', heading: 'Who', from: 'sm', render: ({ actorName, actor }) => (actorName === '' ? actor : actorName) },
  { key: 'when', heading: 'When', from: 'sm', render: ({ at }) => <When at={at} full /> },
  { key: 'from', heading: 'From', from: 'lg', render: ({ origin }) => origin },
  { key: 'no', heading: 'Line', from: 'md', align: 'right', render: ({ no }) => countText(Number(no)) },
]

const FILTERS: readonly Filter[] = [
  { kind: 'text', field: 'operation', label: 'What', placeholder: 'account.activate' },
  { kind: 'text', field: 'subject', label: 'Of', placeholder: 'account 17' },
  { kind: 'text', field: 'actor', label: 'Who', placeholder: 'user 12' },
]

/** The record of every change, and the proof that nothing of it was touched. */
export function Page(): ReactNode {
  const may = useMay()
  const [isChecking, setChecking] = useState(false)
  return (
    <PageFrame
      title="Audit"
      crumbs={[{ label: 'Settings', to: '/settings' }]}
      actions={
        may('audit.read') && (
          <Button variant="default" onClick={() => setChecking(true)}>
            Check the chain
          </Button>
        )
      }
    >
      {isChecking && <ChainCheck />}
      <List
        endpoint="listAudit"
        label="Audit lines"
        columns={COLUMNS}
        filters={FILTERS}
        withTotal
        idOf={({ no }) => no}
        exportBy="exportAudit"
        savedViews="audit"
        empty={<EmptyState title="Nothing was changed yet" />}
      />
      <LinePanel />
    </PageFrame>
  )
}

/** Every line is sealed with the one before: a changed, missing or cut-off line shows. */
function ChainCheck(): ReactNode {
  const check = useRead('verifyAudit', {})
  return (
    <Loaded query={check} what="the check of the chain">
      {({ ok, lines, lastNo, seal, faultCount, faults }) =>
        ok ? (
          <Alert color="green" title={`All ${countText(lines)} lines are as they were written`}>
            <Text size="sm">
              The seal of line {lastNo} is below. Note it down somewhere else: checked again with it, this shows that
              nothing up to there was touched.
            </Text>
            <Code block mt="xs" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {seal}
            </Code>
          </Alert>
        ) : (
          <Alert color="red" title={`${countText(faultCount)} places are not as they were written`} role="alert">
            {faults.map(({ no, kind }) => (
              <div key={no}>
                Line {no}: {kind}
              </div>
            ))}
          </Alert>
        )
      }
    </Loaded>
  )
}

/** One line with what was before and after; which, the address says. */
function LinePanel(): ReactNode {
  const [state, change] = useQueryState()
  const { line, cursor, operation, subject, actor } = state
  const query = { cursor, operation, subject, actor, withTotal: 'true' as const, limit: 50 }
  const lines = useRead('listAudit', { query }, { enabled: line !== undefined })
  const shown = lines.data?.items.find(({ no }) => no === line)
  return (
    <Drawer
      opened={line !== undefined}
      onClose={() => change({ line: undefined })}
      position="right"
      size={560}
      title={shown === undefined ? 'Audit line' : shown.operation}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {shown === undefined ? (
        <Text c="dimmed">This line is on another page of the list.</Text>
      ) : (
        <Stack>
          <Facts
            facts={[
              { label: 'Of', value: shown.subject },
              { label: 'Who', value: `${shown.actorName} (${shown.actor})` },
              { label: 'When', value: <When at={shown.at} full /> },
              { label: 'From', value: shown.origin },
            ]}
          />
          <Group align="flex-start" grow>
            <Side title="Before" value={shown.before} />
            <Side title="After" value={shown.after} />
          </Group>
        </Stack>
      )}
    </Drawer>
  )
}

function Side({ title, value }: { readonly title: string; readonly value: unknown }): ReactNode {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {value === null || value === undefined ? '–' : JSON.stringify(value, null, 2)}
      </Code>
    </Stack>
  )
}
