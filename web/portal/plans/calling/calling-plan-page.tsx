import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { When } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useParam, useQueryState } from '../../../shared/router/use-address.ts'
import { PlanActs } from './plan-acts.tsx'
import { PlanBadges } from './plan-badges.tsx'
import { PlanCustomers } from './plan-customers.tsx'
import { PlanTerms } from './plan-terms.tsx'
import { planSentence } from './plan-sentence.ts'
import { PlanVersions, standingOf } from './plan-versions.tsx'

type Plan = Answer<'readCallingPlan'>

/** A calling plan: what it charges, its versions, and who is on it. */
export function Page(): ReactNode {
  const planId = useParam('planId')
  const query = useRead('readCallingPlan', { params: { planId } })
  return (
    <Loaded query={query} what="the calling plan">
      {(plan) => <CallingPlan plan={plan} />}
    </Loaded>
  )
}

function CallingPlan({ plan }: { readonly plan: Plan }): ReactNode {
  const [{ version: wanted }, change] = useQueryState()
  const may = useMay()
  const mayWrite = may('plans.write') && plan.use === 'retail'
  const inForce = plan.versions.find(({ isInForce }) => isInForce)
  const shown = plan.versions.find(({ version }) => String(version) === wanted) ?? inForce ?? plan.versions[0]
  return (
    <PageFrame
      title={plan.name}
      crumbs={[{ label: 'Calling plans', to: '/plans' }]}
      aside={<PlanBadges plan={plan} />}
      actions={
        <>
          <Button component={AppLink} to="/plans/compare" search={{ a: plan.id } as never} variant="default">
            Compare
          </Button>
          {mayWrite && (
            <Button component={AppLink} to={`/plans/${plan.id}/new-version`}>
              New version
            </Button>
          )}
          {mayWrite && <PlanActs plan={plan} definition={shown?.definition ?? {}} />}
        </>
      }
    >
      <Stack gap="xl">
        <Stack gap="xs">
          {shown !== undefined && <Text maw={760}>{planSentence(shown)}</Text>}
          {plan.description !== '' && (
            <Text maw={760} c="dimmed" size="sm" style={{ whiteSpace: 'pre-line' }}>
              {plan.description}
            </Text>
          )}
          {plan.use === 'wholesale' && (
            <Text size="sm" c="dimmed">
              This is the plan you are charged by. Your supplier changes it.
            </Text>
          )}
          {plan.versions
            .filter((version) => standingOf(version, inForce) === 'coming')
            .map(({ version, effectiveFrom }) => (
              <Alert key={version} color="blue" p="xs">
                Version {version} takes over on <When at={effectiveFrom} full />.
              </Alert>
            ))}
          {plan.versions.length > 1 && (
            <Group gap="xs">
              <NativeSelect
                aria-label="Version shown"
                size="xs"
                value={String(shown?.version ?? '')}
                onChange={(event) => change({ version: event.currentTarget.value }, { replace: true })}
                data={plan.versions.map((version) => ({
                  value: String(version.version),
                  label: `Version ${version.version}: ${standingOf(version, inForce) === 'in force' ? 'in force' : standingOf(version, inForce)}`,
                }))}
              />
            </Group>
          )}
        </Stack>
        {shown !== undefined && <PlanTerms version={shown} />}
        <Section title="Versions" words="A version is never edited: a price that changes is a further version.">
          <PlanVersions plan={plan} mayWrite={mayWrite} />
        </Section>
        {may('accounts.read') && plan.use === 'retail' && (
          <Section title="Customers on it" words={plural(plan.accounts, 'customer')}>
            <PlanCustomers planId={plan.id} />
          </Section>
        )}
      </Stack>
    </PageFrame>
  )
}
