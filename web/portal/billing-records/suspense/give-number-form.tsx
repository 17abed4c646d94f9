import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { plural } from '../../../shared/format/counts.ts'
import { dayOf, dayText } from '../../../shared/format/dates.ts'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import { phoneText } from '../../../shared/format/phone.ts'
import { AccountSelect } from '../../shared/account-select.tsx'
import { NumberPlanSelect } from '../../shared/number-plan-select.tsx'
import type { SuspenseFix, SuspenseGroup } from './suspense-words.ts'

interface GiveNumberFormProps {
  readonly group: SuspenseGroup
  readonly fix: Extract<SuspenseFix, { kind: 'give-number' }>
  /** The calls that wait now for nothing but another try. */
  readonly onGiven: (group: string) => void
  readonly onCancel: () => void
}

const SCHEMA = accountNumbersEndpoints.addBackdatedNumber.body.extend({
  accountId: z.string().min(1, 'Choose the account that pays for the calls.'),
  numberPlanId: z.string().min(1, 'Choose what the number costs.'),
})

/** Gives a number nobody held to an account, from the day of the first of its calls, and tries them again. */
export function GiveNumberForm(props: GiveNumberFormProps): ReactNode {
  const plans = useRead('listNumberPlans', { query: { status: 'active', limit: 200 } })
  return (
    <Loaded query={plans} what="the number plans">
      {({ items }) => <Fields {...props} plans={items.filter((plan) => isMeantFor(plan, props.fix.number))} />}
    </Loaded>
  )
}

/** Whether a plan prices such a number alone; those meant for nothing special price any. */
function isMeantFor({ unit, destination }: Item<'listNumberPlans'>, number: string): boolean {
  const kind = KINDS.find(([pattern]) => pattern.test(number))?.[1] ?? 'geographic'
  return unit === 'number' && (destination === null || destination.split('/').includes(kind))
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^614/, 'mobile'],
  [/^611300/, '1300'],
  [/^611800/, '1800'],
  [/^6113/, '13'],
]

/** What a form gives a field that takes a text. */
interface Field {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: ReactNode
}

interface FieldsProps extends GiveNumberFormProps {
  readonly plans: readonly Item<'listNumberPlans'>[]
}

function Fields({ group, fix, onGiven, onCancel, plans }: FieldsProps): ReactNode {
  const zone = useTimeZone()
  const firstDay = dayOf(new Date(fix.from), zone)
  const { form, ...frame } = useApiForm('addBackdatedNumber', {
    initial: {
      accountId: fix.holders[0]?.accountId ?? '',
      numberPlanId: plans.find(({ isDefault }) => isDefault)?.id ?? plans[0]?.id ?? '',
      from: firstDay,
    },
    schema: SCHEMA,
    toBody: ({ accountId, numberPlanId, from }) => ({ accountId, number: fix.number, numberPlanId, from }),
    toAsk: ({ accountId, ...body }: { readonly accountId: string }) => ({ params: { accountId }, body: body as never }),
    onDone: (answer) => onGiven(answer.group),
  })
  return (
    <FormFrame {...frame} action={`Give the number and retry ${plural(group.calls, 'call')}`} onCancel={onCancel}>
      <Text size="sm">
        {phoneText(fix.number)} called from {dayText(firstDay)} on, and no account held it.
      </Text>
      <Stack gap={6}>
        <AccountSelect
          label="Account"
          description="Who pays for the calls."
          {...(form.getInputProps('accountId') as Field)}
          data-autofocus
        />
        {fix.holders.length > 0 && (
          <Group gap={6}>
            <Text size="xs" c="dimmed">
              Had it before, or has it since:
            </Text>
            {fix.holders.map(({ accountId, accountName }) => (
              <Button
                key={accountId}
                variant="default"
                size="compact-xs"
                onClick={() => form.setFieldValue('accountId', accountId)}
              >
                {accountName}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
      <NumberPlanSelect
        plans={plans}
        description="What the number costs from that day on is charged at once."
        {...(form.getInputProps('numberPlanId') as Field)}
      />
      <TextInput
        type="date"
        label="From"
        description="The first day it belongs to the account, by the account's clock."
        max={firstDay}
        {...form.getInputProps('from')}
      />
    </FormFrame>
  )
}
