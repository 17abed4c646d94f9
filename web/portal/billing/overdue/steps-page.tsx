import { Fieldset, Group, NumberInput, Stack, Switch, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { dunningEndpoints } from '#contract/dunning.ts'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { STEP_WORDS, STEPS, type Step } from '../../shared/dunning-words.ts'

type Ladder = Answer<'readDunningLadder'>

/** The steps taken about what is overdue. */
export function Page(): ReactNode {
  const query = useRead('readDunningLadder', {})
  return (
    <PageFrame title="Steps" crumbs={[{ label: 'Overdue', to: '/billing/overdue' }]}>
      <Loaded query={query} what="the steps">
        {(ladder) => <LadderForm key={ladder.version} ladder={ladder} />}
      </Loaded>
    </PageFrame>
  )
}

const UNIT_WORDS: Readonly<Record<Ladder['units'][Step], string>> = {
  'days-overdue': 'days after the due day',
  'days-after-step': 'days after the step before',
  'working-days-notice': 'whole working days after its notice',
}

/** A notice and what it announces are switched together. */
const WITH_NOTICE: Readonly<Partial<Record<Step, Step>>> = {
  'restriction-notice': 'restriction',
  'suspension-notice': 'suspension',
  'disconnection-notice': 'disconnection',
}
const ACTS = Object.values(WITH_NOTICE)

function LadderForm({ ladder }: { readonly ladder: Ladder }): ReactNode {
  const may = useMay()
  const { isOn, minimum, steps, units, version } = ladder
  const { form, ...frame } = useApiForm('writeDunningLadder', {
    initial: { isOn, minimum, steps },
    schema: dunningEndpoints.writeDunningLadder.body,
    toBody: (values) => values,
    toAsk: (body) => ({ body, ifVersion: version }),
    done: 'Steps saved',
  })
  const toggle = (step: Step, value: boolean): void => {
    form.setFieldValue(`steps.${step}.isOn`, value)
    const act = WITH_NOTICE[step]
    if (act !== undefined) form.setFieldValue(`steps.${act}.isOn`, value)
  }
  const fields = (
    <>
      <Section
        title="Chasing"
        words="Invoices of postpaid customers. Prepaid ones are warned of a low balance instead. No fees are charged for it."
        actions={<Switch label="On" labelPosition="left" {...form.getInputProps('isOn', { type: 'checkbox' })} />}
      >
        <MoneyInput
          label="Not for less than"
          description="With GST, of all that is overdue."
          maw={240}
          {...form.getInputProps('minimum')}
        />
      </Section>
      <Section
        title="Steps"
        words="One a day at the most, in this order, between 9 and 5. Consumers and small businesses have five working days of notice at the least, whatever stands here."
      >
        <Stack gap="md">
          {STEPS.map((step) => {
            const isActAlone = ACTS.includes(step)
            return (
              <Group key={step} gap="md" align="center" wrap="wrap">
                {isActAlone ? (
                  <Text size="sm" w={260} pl={50}>
                    {STEP_WORDS[step]}
                  </Text>
                ) : (
                  <Switch
                    w={260}
                    label={STEP_WORDS[step]}
                    checked={form.values.steps[step].isOn}
                    onChange={(event) => toggle(step, event.currentTarget.checked)}
                  />
                )}
                <NumberInput
                  w={90}
                  min={1}
                  max={120}
                  allowDecimal={false}
                  aria-label={`${STEP_WORDS[step]}: ${UNIT_WORDS[units[step]]}`}
                  disabled={!form.values.steps[step].isOn}
                  {...form.getInputProps(`steps.${step}.days`)}
                />
                <Text size="sm" c="dimmed">
                  {UNIT_WORDS[units[step]]}
                </Text>
              </Group>
            )
          })}
        </Stack>
      </Section>
    </>
  )
  if (!may('dunning.write'))
    return (
      <Fieldset disabled variant="unstyled">
        {fields}
      </Fieldset>
    )
  return (
    <FormFrame {...frame} action="Save the steps">
      {fields}
    </FormFrame>
  )
}
