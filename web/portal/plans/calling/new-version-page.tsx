import { Alert, Button, Checkbox, Group, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { callingPlansEndpoints } from '#contract/calling-plans.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { Working } from '../../../shared/feedback/working.tsx'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { StartField } from '../../../shared/form/start-field.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { JsonDialog } from './json-dialog.tsx'
import { PlanFields } from './plan-fields.tsx'
import { PlanPreview } from './plan-preview.tsx'
import { formOf, formOfVersion, type PlanForm, type PlanVersion } from './plan-form.ts'
import { checked, definitionOf, fieldOfOffer, newVersionOf, offerOf } from './plan-offer.ts'
import { VersionChanges } from './version-changes.tsx'

const SCHEMA = checked(callingPlansEndpoints.previewPlanVersion.body)

type Plan = Answer<'readCallingPlan'>

/** A further version of a calling plan: what it says, then what it would change, then from when on. */
export function Page(): ReactNode {
  const planId = useParam('planId')
  const query = useRead('readCallingPlan', { params: { planId } })
  return (
    <Loaded query={query} what="the calling plan">
      {(plan) => <NewVersion plan={plan} />}
    </Loaded>
  )
}

function NewVersion({ plan }: { readonly plan: Plan }): ReactNode {
  const last = plan.versions.at(-1)
  const initial = last === undefined ? undefined : formOfVersion(last)
  return (
    <PageFrame
      title="New version"
      crumbs={[
        { label: 'Calling plans', to: '/plans' },
        { label: plan.name, to: `/plans/${plan.id}` },
      ]}
    >
      {last === undefined || initial === undefined ? (
        <Alert color="red">The last version of this plan cannot be read any more.</Alert>
      ) : (
        <Steps plan={plan} last={last} initial={initial} />
      )}
    </PageFrame>
  )
}

interface StepsProps {
  readonly plan: Plan
  readonly last: PlanVersion
  readonly initial: PlanForm
}

function Steps({ plan, last, initial }: StepsProps): ReactNode {
  const navigate = useNavigate()
  const [preview, setPreview] = useState<Answer<'previewPlanVersion'>>()
  const [isJson, setJson] = useState(false)
  const close = (): void => void navigate({ to: `/plans/${plan.id}` })
  const show = (next: Answer<'previewPlanVersion'> | undefined): void => {
    setPreview(next)
    scrollTo(0, 0)
  }
  const { form, ...frame } = useApiForm<'previewPlanVersion', PlanForm>('previewPlanVersion', {
    initial,
    schema: SCHEMA,
    toBody: offerOf,
    toAsk: (body) => ({ params: { planId: plan.id }, query: { limit: 100 }, body }),
    fieldOf: fieldOfOffer,
    onDone: show,
  })
  return (
    <>
      <div hidden={preview !== undefined}>
        <FormFrame action="Preview the change" {...frame} isDirty={form.isDirty} onCancel={close}>
          <Group justify="flex-end">
            <Button variant="default" size="compact-sm" onClick={() => setJson(true)}>
              As JSON
            </Button>
          </Group>
          <PlanFields form={form} isVersion />
          {frame.isBusy && <Working words="Pricing every customer’s last closed month again" />}
        </FormFrame>
      </div>
      {preview !== undefined && (
        <Stack gap="lg">
          <Section title="What changes" words={`Against version ${last.version}.`}>
            <VersionChanges before={last} after={offerOf(form.values)} />
          </Section>
          <PlanPreview preview={preview} />
          <Publish
            plan={plan}
            form={form.values}
            onBack={() => show(undefined)}
            onDone={() => {
              form.resetDirty()
              close()
            }}
          />
        </Stack>
      )}
      <JsonDialog
        opened={isJson}
        onClose={() => setJson(false)}
        definition={definitionOf(form.values)}
        onUse={(read, definition) => {
          const terms = { ...offerOf(form.values), deckId: form.values.deckId }
          form.setValues({ ...formOf(read, definition, terms), name: plan.name })
        }}
      />
    </>
  )
}

interface PublishProps {
  readonly plan: Plan
  readonly form: PlanForm
  readonly onBack: () => void
  readonly onDone: () => void
}

function Publish({ plan, form, onBack, onDone }: PublishProps): ReactNode {
  const timeZone = useTimeZone()
  const today = useToday(timeZone)
  const [day, setDay] = useState<string | null>(null)
  const [isBackdated, setBackdated] = useState(false)
  const publish = useChange('publishPlanVersion', {
    silent: true,
    done: (after) => `Version ${after.versions.length} of ${after.name} is published`,
    onDone,
  })
  return (
    <Section
      title="Publish"
      words="Calls that start from then on are priced by it. Its monthly price is each customer’s from their next anniversary on."
    >
      <Stack maw={640}>
        <StartField label="In force" value={day} onChange={setDay} timeZone={timeZone} firstDay={today} />
        {day !== null && day < today && (
          <Checkbox
            label="Begin before calls that are priced already"
            description="They keep the price they have until they are re-rated."
            checked={isBackdated}
            onChange={(event) => setBackdated(event.currentTarget.checked)}
          />
        )}
        {publish.isError && (
          <Alert color="red" role="alert" title="Nothing was published">
            {detailOf(publish.error)}
          </Alert>
        )}
        <Group>
          <Button
            loading={publish.isPending}
            disabled={day === ''}
            onClick={() =>
              publish.mutate({
                params: { planId: plan.id },
                body: newVersionOf({ ...form, effectiveFrom: day, allowBackdating: isBackdated }, timeZone),
                ifVersion: plan.version,
              })
            }
          >
            Publish version
          </Button>
          <Button variant="default" onClick={onBack}>
            Back to the terms
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}
