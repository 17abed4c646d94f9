import { Button, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { tellDone } from '../../../shared/feedback/toast.tsx'
import { countText, plural } from '../../../shared/format/counts.ts'
import { When } from '../../../shared/format/figures.tsx'
import { priceText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { destinationText, NumberPlanBadge, unitText } from './number-plan-words.tsx'

type Plan = Answer<'readNumberPlan'>

const PRICES: readonly Column<Plan['prices'][number]>[] = [
  { key: 'from', heading: 'From', render: ({ effectiveFrom }) => <When at={effectiveFrom} /> },
  { key: 'price', heading: 'A month, ex GST', align: 'right', render: ({ monthlyPrice }) => priceText(monthlyPrice) },
]

export function Page(): ReactNode {
  const numberPlanId = useParam('numberPlanId')
  const query = useRead('readNumberPlan', { params: { numberPlanId } })
  return (
    <Loaded query={query} what="the number plan">
      {(plan) => <NumberPlan plan={plan} />}
    </Loaded>
  )
}

function NumberPlan({ plan }: { readonly plan: Plan }): ReactNode {
  const mayWrite = useMay()('plans.write')
  return (
    <PageFrame
      title={plan.name}
      crumbs={[{ label: 'Number plans', to: '/plans/numbers' }]}
      aside={<NumberPlanBadge status={plan.status} />}
      actions={
        mayWrite && (
          <>
            <Acts plan={plan} />
            <Button component={AppLink} to={`/plans/numbers/${plan.id}/edit`}>
              Edit
            </Button>
          </>
        )
      }
    >
      <Stack gap="lg">
        {plan.description !== '' && <Text maw={720}>{plan.description}</Text>}
        <Facts
          facts={[
            { label: 'A month, ex GST', value: priceText(plan.monthlyPrice) },
            { label: 'Prices', value: unitText(plan) },
            { label: 'Meant for', value: destinationText(plan.destination) },
            { label: 'Numbers on it', value: countText(plan.numbers) },
            ...(plan.isDefault ? [{ label: 'From the start', value: 'One of the three every reseller has' }] : []),
          ]}
        />
        <Section
          title="Prices"
          words="Taken in advance on each customer’s anniversary; a new price from the first anniversary in its time on."
        >
          <DataTable label="Prices" columns={PRICES} rows={plan.prices} idOf={({ effectiveFrom }) => effectiveFrom} />
        </Section>
      </Stack>
    </PageFrame>
  )
}

function Acts({ plan }: { readonly plan: Plan }): ReactNode {
  const [asking, ask] = useState<'retire' | 'delete'>()
  const navigate = useNavigate()
  const params = { numberPlanId: plan.id }
  const restore = useChange('restoreNumberPlan', { done: `${plan.name} is in use again` })
  const retire = useChange('retireNumberPlan', {
    onDone: () => {
      ask(undefined)
      tellDone(`${plan.name} is retired`, { act: () => restore.mutate({ params }) })
    },
  })
  const remove = useChange('deleteNumberPlan', {
    done: `${plan.name} is deleted`,
    onDone: () => void navigate({ to: '/plans/numbers' }),
  })
  return (
    <>
      {plan.status === 'active' ? (
        <Button variant="default" onClick={() => ask('retire')}>
          Retire
        </Button>
      ) : (
        <Button variant="default" onClick={() => restore.mutate({ params })} loading={restore.isPending}>
          Use again
        </Button>
      )}
      {plan.numbers === 0 && !plan.isDefault && (
        <Button variant="default" onClick={() => ask('delete')}>
          Delete
        </Button>
      )}
      <ConfirmDialog
        opened={asking === 'retire'}
        onClose={() => ask(undefined)}
        title={`Retire ${plan.name}?`}
        consequences={[
          'No further number can be put on it.',
          plan.numbers === 0
            ? 'No number is on it now.'
            : `${plural(plan.numbers, 'number')} on it ${plan.numbers === 1 ? 'stays' : 'stay'} and cost ${priceText(plan.monthlyPrice)} a month as before.`,
        ]}
        action="Retire plan"
        isBusy={retire.isPending}
        onConfirm={() => retire.mutate({ params })}
      />
      <ConfirmDialog
        opened={asking === 'delete'}
        onClose={() => ask(undefined)}
        title={`Delete ${plan.name}?`}
        consequences={[
          'It is gone for good, with its prices.',
          'Where any number was ever on it, this is refused: retire it instead.',
        ]}
        action="Delete plan"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ params })}
      />
    </>
  )
}
