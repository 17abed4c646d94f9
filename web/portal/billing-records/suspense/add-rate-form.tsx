import { Alert, SimpleGrid, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { rateDeckDraftsEndpoints } from '#contract/rate-deck-drafts.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { plural } from '../../../shared/format/counts.ts'
import { instantText } from '../../../shared/format/dates.ts'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import type { SuspenseFix, SuspenseGroup } from './suspense-words.ts'

interface AddRateFormProps {
  readonly group: SuspenseGroup
  readonly fix: Extract<SuspenseFix, { kind: 'add-rate' }>
  readonly onAdded: () => void
  readonly onCancel: () => void
}

/** Gives a prefix a price in its deck, from the first of the calls that wait for it, and tries them again. */
export function AddRateForm({ group, fix, onAdded, onCancel }: AddRateFormProps): ReactNode {
  const zone = useTimeZone()
  const { form, ...frame } = useApiForm('changeDeckRates', {
    initial: { prefix: fix.prefix, destination: fix.destination, perMinute: '', flagfall: '' },
    schema: rateDeckDraftsEndpoints.changeDeckRates.body,
    toBody: ({ prefix, destination, perMinute, flagfall }) => ({
      rates: [
        {
          prefix: prefix.trim(),
          ...(destination.trim() !== '' && { destination }),
          perMinute: perMinute.trim(),
          ...(flagfall.trim() !== '' && { flagfall: flagfall.trim() }),
        },
      ],
      effectiveFrom: fix.from,
      note: 'For calls in suspense',
      allowBackdating: true,
    }),
    toAsk: (body) => ({ params: { deckId: fix.deckId }, body }),
    fieldOf: (path) => path.replace(/^rates\.\d+\./, ''),
    onDone: onAdded,
  })
  return (
    <FormFrame {...frame} action={`Add the rate and retry ${plural(group.calls, 'call')}`} onCancel={onCancel}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label="Prefix" inputMode="numeric" {...form.getInputProps('prefix')} />
        <TextInput label="Destination" {...form.getInputProps('destination')} />
        <MoneyInput label="Price" per="a minute" data-autofocus {...form.getInputProps('perMinute')} />
        <MoneyInput label="Flagfall" per="a call" {...form.getInputProps('flagfall')} />
      </SimpleGrid>
      <Alert color="gray" variant="light">
        <Text size="sm">
          {fix.deckName} gets a version with this rate in force from {instantText(fix.from, zone)}, the first of these
          calls. Calls that have a price keep it.
        </Text>
      </Alert>
    </FormFrame>
  )
}
