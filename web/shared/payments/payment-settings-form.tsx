import { Alert, Anchor, Group, Radio, Select, SimpleGrid, Stack, Switch, TagsInput, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { paymentSettingsEndpoints } from '#contract/payment-settings.ts'
import { describeTopUp } from '#domain/credit-control/top-up.ts'
import { parseDollars } from '#domain/money.ts'
import type { Answer } from '../api/wire-types.ts'
import { FormFrame } from '../form/form-frame.tsx'
import { MoneyInput } from '../form/money-input.tsx'
import { useApiForm } from '../form/use-api-form.ts'
import { Section } from '../layout/section.tsx'
import { AppLink } from '../router/app-link.tsx'
import { debitWords } from './automatic-words.ts'

type Settings = Answer<'readPaymentSettings'>

const CONTACTS = [
  { value: 'billing', label: 'The billing contact' },
  { value: 'main', label: 'The main contact' },
  { value: 'technical', label: 'The technical contact' },
]

interface PaymentSettingsFormProps {
  readonly settings: Settings
  /** Where a card is stored; undefined: whoever reads this may not. */
  readonly cardsPage: string | undefined
}

/** How an account pays by itself, and of what it is warned. */
export function PaymentSettingsForm({ settings, cardsPage }: PaymentSettingsFormProps): ReactNode {
  const { accountId, canCharge, cannotChargeReason, noticesGoTo, paymentMode, version } = settings
  const { autoTopUp, autoDebit, lowBalanceWarning, allowanceWarnings, spendAlert, notices } = settings
  const { form, ...frame } = useApiForm('writePaymentSettings', {
    initial: { autoTopUp, autoDebit, lowBalanceWarning, allowanceWarnings, spendAlert, notices },
    schema: paymentSettingsEndpoints.writePaymentSettings.body,
    toBody: (values) => values,
    toAsk: (body) => ({ params: { accountId }, body, ifVersion: version }),
    done: 'Payment settings saved',
  })
  const topUp = form.values.autoTopUp
  const mayArm = (isOn: boolean): boolean => canCharge || isOn
  return (
    <FormFrame {...frame} action="Save payment settings">
      {!canCharge && cannotChargeReason !== null && (
        <Alert color="gray" variant="light" title="Nothing is charged by itself yet">
          {`${cannotChargeReason} What is set for top-up and debit here is kept until then. `}
          {cardsPage !== undefined && (
            <Anchor component={AppLink} to={cardsPage} inherit c="inherit" underline="always">
              Cards and bank accounts
            </Anchor>
          )}
        </Alert>
      )}
      <Section
        title="Auto top-up"
        words="Charges the stored card before the balance runs out, so that calls out go on."
        actions={
          <Switch
            label="On"
            aria-label="Auto top-up on"
            labelPosition="left"
            disabled={!mayArm(autoTopUp.isOn)}
            {...form.getInputProps('autoTopUp.isOn', { type: 'checkbox' })}
          />
        }
      >
        <Stack gap="md">
          <Radio.Group label="How much" {...form.getInputProps('autoTopUp.mode')}>
            <Stack gap={6} mt={4}>
              <Radio value="fixed" label="A fixed amount each time" />
              <Radio
                value="restore"
                label="What brings the balance back to a level"
                description="Also at the end of the billing month, so that each month begins with it."
              />
            </Stack>
          </Radio.Group>
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
            <MoneyInput
              label="Once below"
              description="$2.00 at least."
              {...form.getInputProps('autoTopUp.threshold')}
            />
            <MoneyInput
              label={topUp.mode === 'fixed' ? 'Charge' : 'Bring it back to'}
              {...form.getInputProps('autoTopUp.amount')}
            />
            <MoneyInput label="At most in seven days" {...form.getInputProps('autoTopUp.weeklyMaximum')} />
          </SimpleGrid>
          <Sentence topUp={topUp} />
        </Stack>
      </Section>
      <Section
        title="Auto debit"
        words={debitWords(paymentMode)}
        actions={
          <Switch
            label="On"
            aria-label="Auto debit on"
            labelPosition="left"
            disabled={!mayArm(autoDebit.isOn)}
            {...form.getInputProps('autoDebit.isOn', { type: 'checkbox' })}
          />
        }
      >
        {null}
      </Section>
      <Section title="Warnings">
        <Stack gap="md">
          <Group align="flex-end" gap="lg">
            <Switch
              label="When the balance is low"
              mih={36}
              styles={SWITCH}
              {...form.getInputProps('lowBalanceWarning.isOn', { type: 'checkbox' })}
            />
            <MoneyInput
              label="Below a balance of"
              maw={160}
              disabled={!form.values.lowBalanceWarning.isOn}
              {...form.getInputProps('lowBalanceWarning.amount')}
            />
          </Group>
          <Group align="flex-end" gap="lg">
            <Switch
              label="When calls of a month cost"
              mih={36}
              styles={SWITCH}
              {...form.getInputProps('spendAlert.isOn', { type: 'checkbox' })}
            />
            <MoneyInput
              label="Tell at 50%, 85% and all of"
              maw={200}
              disabled={!form.values.spendAlert.isOn}
              {...form.getInputProps('spendAlert.amount')}
            />
          </Group>
          <Switch
            label={
              paymentMode === 'postpaid'
                ? 'When 50%, 85% and all of an allowance or of the credit limit is used'
                : 'When 50%, 85% and all of an allowance is used'
            }
            {...form.getInputProps('allowanceWarnings.isOn', { type: 'checkbox' })}
          />
          <Select
            label="Who is warned"
            data={CONTACTS}
            allowDeselect={false}
            maw={320}
            {...form.getInputProps('notices.contact')}
          />
          <TagsInput
            label="And also"
            placeholder="name@company.example"
            description="Up to five more e-mail addresses."
            maxTags={5}
            splitChars={[',', ' ', ';']}
            acceptValueOnBlur
            {...form.getInputProps('notices.alsoTo')}
            error={addressFault(form.errors)}
          />
          <Text size="sm" c="dimmed">
            {noticesGoTo.length === 0
              ? 'Nobody gets them now: no contact of the account has an e-mail address.'
              : `They go to ${noticesGoTo.join(', ')} now.`}
          </Text>
        </Stack>
      </Section>
    </FormFrame>
  )
}

const SWITCH = { body: { alignItems: 'center', minHeight: 36 } } as const

interface SentenceProps {
  readonly topUp: Settings['autoTopUp']
}

/** What it would do, as soon as the amounts can be read. */
function Sentence({ topUp: { mode, threshold, amount, weeklyMaximum, isOn } }: SentenceProps): ReactNode {
  const [thresholdMicros, amountMicros, weeklyMaximumMicros] = [threshold, amount, weeklyMaximum].map((each) =>
    parseDollars(each.trim()),
  )
  if (thresholdMicros === undefined || amountMicros === undefined || weeklyMaximumMicros === undefined) return null
  const words = describeTopUp({ isOn, mode, thresholdMicros, amountMicros, weeklyMaximumMicros })
  return (
    <Text size="sm" c="dimmed">
      {isOn ? words : `Once it is on: ${words.slice(0, 1).toLowerCase()}${words.slice(1)}`}
    </Text>
  )
}

/** A fault of one of the addresses stands at all of them. */
function addressFault(errors: Readonly<Record<string, ReactNode>>): ReactNode {
  return Object.entries(errors).find(([field]) => field.startsWith('notices.alsoTo'))?.[1]
}
