import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { callingPlansEndpoints } from '#contract/calling-plans.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { StartField } from '../../../shared/form/start-field.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { JsonDialog } from './json-dialog.tsx'
import { PlanFields } from './plan-fields.tsx'
import { emptyPlanForm, formOf, type PlanForm } from './plan-form.ts'
import { checked, definitionOf, fieldOfOffer, newPlanOf, offerOf } from './plan-offer.ts'

const SCHEMA = checked(callingPlansEndpoints.createCallingPlan.body)

/** A calling plan to be, with its first version. */
export function Page(): ReactNode {
  const timeZone = useTimeZone()
  const today = useToday(timeZone)
  const navigate = useNavigate()
  const [isJson, setJson] = useState(false)
  const { form, ...frame } = useApiForm<'createCallingPlan', PlanForm>('createCallingPlan', {
    initial: emptyPlanForm(timeZone),
    schema: SCHEMA,
    toBody: (values) => newPlanOf(values, timeZone),
    toAsk: (body) => ({ body }),
    fieldOf: fieldOfOffer,
    done: ({ name }) => `${name} can be sold`,
    onDone: ({ id }) => void navigate({ to: `/plans/${id}` }),
  })
  return (
    <PageFrame
      title="New calling plan"
      crumbs={[{ label: 'Calling plans', to: '/plans' }]}
      actions={
        <Button variant="default" onClick={() => setJson(true)}>
          As JSON
        </Button>
      }
    >
      <FormFrame action="Create calling plan" {...frame} onCancel={() => void navigate({ to: '/plans' })}>
        <PlanFields form={form} isVersion={false} />
        <Section title="When">
          <StartField
            label="It prices calls"
            value={form.values.effectiveFrom}
            onChange={(day) => form.setFieldValue('effectiveFrom', day)}
            error={form.errors['effectiveFrom']}
            timeZone={timeZone}
            firstDay={today}
          />
        </Section>
      </FormFrame>
      <JsonDialog
        opened={isJson}
        onClose={() => setJson(false)}
        definition={definitionOf(form.values)}
        onUse={(plan, definition) => {
          const { description, effectiveFrom } = form.values
          const terms = { ...offerOf(form.values), deckId: form.values.deckId }
          form.setValues({ ...formOf(plan, definition, terms), description, effectiveFrom })
        }}
      />
    </PageFrame>
  )
}
