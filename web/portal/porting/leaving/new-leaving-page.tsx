import { Alert, Group, NativeSelect, Radio, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { portOutsEndpoints } from '#contract/port-outs.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { dayOf, instantAt } from '../../../shared/format/dates.ts'
import { Phone, useMinute, useTimeZone } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { readNumberLines } from '../../../shared/porting/number-lines.ts'
import { KIND_OPTIONS } from '../board/port-filters.ts'
import classes from './leaving.module.css'

const TYPING_MS = 400

interface Draft extends Record<string, unknown> {
  readonly numbers: string
  readonly kind: string
  readonly gainingCarrier: string
  readonly carrierReference: string
  readonly receivedBy: 'carrier-notice' | 'customer'
  readonly receivedAt: string
  readonly statedAccountNumber: string
  readonly statedName: string
  readonly authorisedOn: string
  readonly wantedAt: string
  readonly staffWords: string
}

const EMPTY: Draft = {
  numbers: '',
  kind: '',
  gainingCarrier: '',
  carrierReference: '',
  receivedBy: 'carrier-notice',
  receivedAt: '',
  statedAccountNumber: '',
  statedName: '',
  authorisedOn: '',
  wantedAt: '',
  staffWords: '',
}

/** A request of another carrier is written down; whose the numbers are is shown as they are typed. */
export function Page(): ReactNode {
  const navigate = useNavigate()
  const timeZone = useTimeZone()
  const today = dayOf(useMinute(), timeZone)
  const { form, submit, isBusy, failure, isDirty } = useApiForm('receivePortOut', {
    initial: EMPTY,
    schema: portOutsEndpoints.receivePortOut.body,
    toBody: (draft: Draft) => bodyOf(draft, timeZone),
    toAsk: (body) => ({ body }),
    fieldOf: (path) => path.split('.')[0] ?? path,
    done: 'Request written down; the customer is told',
    onDone: ({ id }) => void navigate({ to: `/porting/leaving/${id}` }),
  })
  const inputs = (name: keyof Draft & string) => ({ ...form.getInputProps(name), key: form.key(name) })
  const { numbers } = form.getValues()
  return (
    <PageFrame
      title="New request to leave"
      crumbs={[
        { label: 'Porting', to: '/porting' },
        { label: 'Leaving', to: '/porting/leaving' },
      ]}
      width="form"
    >
      <FormFrame action="Write down request" submit={submit} isBusy={isBusy} failure={failure} isDirty={isDirty}>
        <Stack gap="lg">
          <Section title="What they want">
            <Stack gap="sm">
              <Textarea
                label="Numbers"
                description="Of one customer: one a line, with commas, or a range."
                autosize
                minRows={2}
                maxRows={10}
                withAsterisk
                {...inputs('numbers')}
              />
              <WhoseNumbers typed={numbers} />
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                <TextInput label="Gaining carrier" withAsterisk autoComplete="off" {...inputs('gainingCarrier')} />
                <TextInput label="Its reference" autoComplete="off" {...inputs('carrierReference')} />
              </SimpleGrid>
              <NativeSelect
                label="Kind"
                data={[{ value: '', label: 'As such numbers usually leave' }, ...KIND_OPTIONS]}
                {...inputs('kind')}
              />
              <TextInput type="datetime-local" label={`Wanted cut-over (${timeZone})`} {...inputs('wantedAt')} />
            </Stack>
          </Section>
          <Section title="How it came in">
            <Stack gap="sm">
              <Radio.Group label="Who told us" {...inputs('receivedBy')}>
                <Group gap="lg" mt={4}>
                  <Radio value="carrier-notice" label="The gaining carrier, by a notice" />
                  <Radio value="customer" label="The customer" />
                </Group>
              </Radio.Group>
              <TextInput
                type="datetime-local"
                label={`When (${timeZone})`}
                description="Left empty: now. Our time to answer counts from it."
                max={`${today}T23:59`}
                {...inputs('receivedAt')}
              />
            </Stack>
          </Section>
          <Section
            title="What they stated"
            words="Exactly as it stands in the notice; it is compared with what we have."
          >
            <Stack gap="sm">
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                <TextInput label="Account number" autoComplete="off" {...inputs('statedAccountNumber')} />
                <TextInput label="Account holder" autoComplete="off" {...inputs('statedName')} />
              </SimpleGrid>
              <TextInput
                type="date"
                label="Authority of the customer, dated"
                description="It counts for 90 days."
                max={today}
                {...inputs('authorisedOn')}
              />
              <Textarea label="For staff only" autosize minRows={2} maxLength={2000} {...inputs('staffWords')} />
            </Stack>
          </Section>
          <Alert color="gray" variant="light" p="xs">
            <Text size="sm">
              The customer’s main contact is told by e-mail at once, with the numbers and the carrier, and can stop it.
            </Text>
          </Alert>
        </Stack>
      </FormFrame>
    </PageFrame>
  )
}

function bodyOf(draft: Draft, timeZone: string) {
  const { numbers, kind, receivedBy, receivedAt, wantedAt, gainingCarrier, staffWords, ...rest } = draft
  const said = Object.entries(rest).filter(([, value]) => typeof value === 'string' && value.trim() !== '')
  return {
    numbers: readNumberLines(numbers).lines,
    gainingCarrier,
    receivedBy,
    staffWords,
    ...(Object.fromEntries(said) as Partial<Record<string, string>>),
    ...(kind !== '' && { kind }),
    ...(receivedAt !== '' && { receivedAt: instantOf(receivedAt, timeZone) }),
    ...(wantedAt !== '' && { wantedAt: instantOf(wantedAt, timeZone) }),
  }
}

/** What an input of day and time says, on the clock of a zone. */
function instantOf(local: string, timeZone: string): string {
  const [day = '', time = ''] = local.split('T')
  return instantAt(day, time.slice(0, 5), timeZone)
}

/** Whose the numbers are, and which cannot leave. */
function WhoseNumbers({ typed }: { readonly typed: string }): ReactNode {
  const [numbers] = useDebouncedValue(typed.trim(), TYPING_MS)
  const { data } = useRead(
    'findLeavingNumbers',
    { query: { numbers } },
    { enabled: numbers.length >= 6 && numbers.length <= 4000, keep: true },
  )
  if (numbers.length < 6) return null
  if (data === undefined) return null
  return (
    <ul className={classes['found']} aria-live="polite" aria-label="Whose they are">
      {data.unreadable.map(({ written, problem }) => (
        <li key={written}>
          <Text span inherit c="dimmed">
            {problem}
          </Text>
        </li>
      ))}
      {data.items.map(({ number, accountName, accountNumber, problem }) => (
        <li key={number}>
          <Phone number={number} />{' '}
          {problem === null ? (
            <Text span inherit c="dimmed">
              {accountName}, account {accountNumber}
            </Text>
          ) : (
            <Text span inherit c="var(--negative)">
              {problem}
            </Text>
          )}
        </li>
      ))}
    </ul>
  )
}
