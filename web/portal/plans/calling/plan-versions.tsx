import { Anchor, Button, Group } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { When } from '../../../shared/format/figures.tsx'
import { priceText } from '../../../shared/format/money.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import type { PlanVersion } from './plan-form.ts'

type Standing = 'in force' | 'coming' | 'past'

interface Dated {
  readonly isInForce: boolean
  readonly effectiveFrom: string
}

/** Where a version stands beside the one in force. */
export function standingOf(version: Dated, inForce: Dated | undefined): Standing {
  if (version.isInForce) return 'in force'
  return inForce === undefined || version.effectiveFrom > inForce.effectiveFrom ? 'coming' : 'past'
}

const TONES = { 'in force': 'good', coming: 'carrier', past: 'neutral' } as const

/** Whether a version holds now. */
export function StandingBadge({ standing }: { readonly standing: Standing }): ReactNode {
  return <StatusBadge tone={TONES[standing]}>{standing.slice(0, 1).toUpperCase() + standing.slice(1)}</StatusBadge>
}

interface PlanVersionsProps {
  readonly plan: Answer<'readCallingPlan'>
  readonly mayWrite: boolean
}

/** The versions of a plan, the last first. */
export function PlanVersions({ plan, mayWrite }: PlanVersionsProps): ReactNode {
  const [taken, setTaken] = useState<PlanVersion>()
  const inForce = plan.versions.find(({ isInForce }) => isInForce)
  const withdraw = useChange('withdrawPlanVersion', {
    done: 'The version is withdrawn',
    onDone: () => setTaken(undefined),
  })
  const columns: readonly Column<PlanVersion>[] = [
    {
      key: 'version',
      heading: 'Version',
      render: ({ version }) => (
        <Anchor
          component={AppLink}
          to={`/plans/${plan.id}`}
          search={{ version: String(version) } as never}
          fz="inherit"
        >
          Version {version}
        </Anchor>
      ),
    },
    { key: 'from', heading: 'From', render: ({ effectiveFrom }) => <When at={effectiveFrom} /> },
    {
      key: 'standing',
      heading: 'Status',
      render: (version) => <StandingBadge standing={standingOf(version, inForce)} />,
    },
    {
      key: 'price',
      heading: 'A month',
      align: 'right',
      from: 'sm',
      render: (version) => priceText(version.monthlyPrice),
    },
    { key: 'made', heading: 'Published', from: 'md', render: ({ createdAt }) => <When at={createdAt} /> },
    {
      key: 'acts',
      heading: '',
      align: 'right',
      render: (version) => (
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {plan.versions.length > 1 && (
            <Anchor component={AppLink} to="/plans/compare" search={comparison(plan, version) as never} fz="sm">
              Compare
            </Anchor>
          )}
          {mayWrite && plan.versions.length > 1 && standingOf(version, inForce) === 'coming' && (
            <Button variant="default" size="compact-xs" onClick={() => setTaken(version)}>
              Withdraw
            </Button>
          )}
        </Group>
      ),
    },
  ]
  return (
    <>
      <DataTable
        label="Versions"
        columns={columns}
        rows={plan.versions.toReversed()}
        idOf={({ version }) => String(version)}
      />
      <ConfirmDialog
        opened={taken !== undefined}
        onClose={() => setTaken(undefined)}
        title={`Withdraw version ${taken?.version ?? ''}?`}
        consequences={[
          'It has priced nothing yet, and will not.',
          inForce === undefined ? 'Nothing takes its place.' : `Version ${inForce.version} stays in force.`,
        ]}
        action="Withdraw version"
        isBusy={withdraw.isPending}
        onConfirm={() => {
          if (taken !== undefined) withdraw.mutate({ params: { planId: plan.id, version: taken.version } })
        }}
      />
    </>
  )
}

/** A version beside the one before it; the first beside the second. */
function comparison({ id, versions }: Answer<'readCallingPlan'>, { version }: PlanVersion): Record<string, string> {
  const place = versions.findIndex((each) => each.version === version)
  const [before, after] = place === 0 ? [versions[0], versions[1]] : [versions[place - 1], versions[place]]
  return { a: id, b: id, aVersion: String(before?.version ?? 1), bVersion: String(after?.version ?? 1) }
}
