import { Group, NativeSelect, NumberInput, Radio, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { AllowancesEditor } from './allowances-editor.tsx'
import { BandsEditor } from './bands-editor.tsx'
import { BlocksFields } from './blocks-fields.tsx'
import { DeckSelect } from './deck-select.tsx'
import type { PlanFormState } from './plan-form.ts'
import { usesDeck } from './plan-offer.ts'
import { RatesEditor } from './rates-editor.tsx'

interface PlanFieldsProps {
  readonly form: PlanFormState
  /** A version of a plan there is: name and type stay as they are. */
  readonly isVersion: boolean
}

/** Everything a version of a calling plan says, as fields. */
export function PlanFields({ form, isVersion }: PlanFieldsProps): ReactNode {
  return (
    <Stack gap="lg">
      {!isVersion && <Identity form={form} />}
      <Section title="Price" words="Amounts are ex GST.">
        <Price form={form} />
      </Section>
      <Section
        title="Included each month"
        words="Calls draw on these before they are charged, in this order. A call may draw on one and pay for the rest."
      >
        <AllowancesEditor form={form} />
      </Section>
      <Section title="Rates" words="What calls cost beyond what is included, ex GST. Emergency calls are always free.">
        <Stack gap="md">
          {usesDeck(form.values) && <DeckSelect {...form.getInputProps('deckId')} key={form.key('deckId')} />}
          <RatesEditor form={form} />
          <BlocksFields form={form} path="increment" label="Billed in blocks of" />
        </Stack>
      </Section>
      <Section title="Cheaper and dearer hours" words="Change the price a minute of every rate that has one.">
        <Stack gap="md">
          <BandsEditor form={form} path="bands" />
          {form.values.bands.length > 0 && (
            <Radio.Group label="A call over the edge of an hour" {...form.getInputProps('bandRule')}>
              <Group gap="lg" mt={6}>
                <Radio value="start" label="counts for the hour it starts in" />
                <Radio value="split" label="is priced part by part" />
              </Group>
            </Radio.Group>
          )}
        </Stack>
      </Section>
    </Stack>
  )
}

const ZONES = ['Sydney', 'Melbourne', 'Brisbane', 'Adelaide', 'Darwin', 'Perth', 'Hobart', 'Lord_Howe'].map(
  (city) => `Australia/${city}`,
)

function Identity({ form }: { readonly form: PlanFormState }): ReactNode {
  const { timeZone } = form.values
  const zones = ZONES.includes(timeZone) ? ZONES : [timeZone, ...ZONES]
  return (
    <Stack gap="md" maw={640}>
      <TextInput
        label="Name"
        description="As customers read it on their statements. It stays: another name is another plan."
        required
        maxLength={200}
        {...form.getInputProps('name')}
        key={form.key('name')}
      />
      <Textarea
        label="Description"
        description="For your staff."
        autosize
        minRows={2}
        {...form.getInputProps('description')}
        key={form.key('description')}
      />
      <Radio.Group label="Type" {...form.getInputProps('type')}>
        <Stack gap={6} mt={6}>
          <Radio value="bundle" label="Bundle" description="A set amount of services for one monthly price" />
          <Radio value="payg" label="Pay-As-You-Go" description="Each call is taken off the balance" />
        </Stack>
      </Radio.Group>
      <NativeSelect
        label="Clock"
        description="Whose days and hours the plan means"
        data={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        {...form.getInputProps('timeZone')}
        key={form.key('timeZone')}
      />
    </Stack>
  )
}

function Price({ form }: { readonly form: PlanFormState }): ReactNode {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} maw={860}>
      <MoneyInput label="Monthly price" per="a month" {...form.getInputProps('monthlyPrice')} />
      <MoneyInput label="Set-up" per="once" {...form.getInputProps('setupFee')} />
      {form.values.type === 'payg' && (
        <MoneyInput
          label="Least its calls cost"
          per="a month"
          placeholder="no minimum"
          {...form.getInputProps('minimumMonthlySpend')}
        />
      )}
      <Count form={form} field="includedNumbers" label="Bundled numbers included" />
      <Count form={form} field="includedChannels" label="Channels included" />
      <MoneyInput label="Each further channel" per="a month" {...form.getInputProps('extraChannelPrice')} />
    </SimpleGrid>
  )
}

interface CountProps {
  readonly form: PlanFormState
  readonly field: 'includedNumbers' | 'includedChannels'
  readonly label: string
}

function Count({ form, field, label }: CountProps): ReactNode {
  return (
    <NumberInput
      label={label}
      min={0}
      max={100_000}
      allowDecimal={false}
      allowNegative={false}
      {...form.getInputProps(field)}
      onChange={(value) => form.setFieldValue(field, String(value))}
    />
  )
}
