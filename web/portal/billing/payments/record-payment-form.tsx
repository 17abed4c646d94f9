import { Alert, Checkbox, Select, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { paymentsEndpoints } from '#contract/payments.ts'
import { parseDollars } from '#domain/money.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { withRequired } from '../../../shared/form/required-words.ts'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'
import { moneyText, sumOf } from '../../../shared/format/money.ts'
import { METHOD_WORDS } from '../../../shared/statements/statement-words.ts'

interface RecordPaymentFormProps {
  readonly account: {
    readonly accountId: string
    readonly accountNumber: string
    readonly balance: string
    /** Its own; left out, the session's. */
    readonly timeZone?: string
  }
  /** What is offered. */
  readonly amount?: string
  readonly reference?: string
  readonly onDone: () => void
  readonly onCancel: () => void
}

const METHODS = Object.entries(METHOD_WORDS).map(([value, label]) => ({ value, label }))

const SCHEMA = withRequired(paymentsEndpoints.recordPayment.body, { amount: 'Write the amount.' })

/** Money that came in, as the bank or the customer says it. It gets a receipt. */
export function RecordPaymentForm({
  account,
  amount = '',
  reference,
  onDone,
  onCancel,
}: RecordPaymentFormProps): ReactNode {
  const ownZone = useTimeZone()
  const today = useToday(account.timeZone ?? ownZone)
  const { form, ...frame } = useApiForm('recordPayment', {
    initial: {
      amount,
      method: 'bank-transfer',
      receivedOn: today,
      reference: reference ?? account.accountNumber,
      note: '',
      confirmDuplicate: false,
    },
    schema: SCHEMA,
    toBody: (values) => ({ ...values, amount: values.amount.trim() }),
    toAsk: (body) => ({ params: { accountId: account.accountId }, body }),
    done: (payment) => `${payment.receipt ?? 'Payment'} recorded: ${moneyText(payment.amount)}`,
    onDone,
  })
  const typed = form.values.amount.trim()
  const isDuplicate = form.errors['confirmDuplicate'] !== undefined || form.values.confirmDuplicate
  return (
    <FormFrame {...frame} action="Record payment" onCancel={onCancel}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <MoneyInput label="Amount, with GST" data-autofocus {...form.getInputProps('amount')} />
        <TextInput type="date" label="Received on" max={today} {...form.getInputProps('receivedOn')} />
        <Select label="Method" data={METHODS} allowDeselect={false} {...form.getInputProps('method')} />
        <TextInput
          label="Reference"
          maxLength={100}
          description="As the bank or the customer wrote it."
          {...form.getInputProps('reference')}
        />
      </SimpleGrid>
      <Textarea
        label="Note for colleagues"
        autosize
        minRows={1}
        maxLength={1000}
        description="The customer does not see it."
        {...form.getInputProps('note')}
      />
      {isDuplicate && (
        <Alert color="yellow" variant="light" title="One like it is there already">
          <Text size="sm" mb="xs">
            {duplicateWords(form.errors['confirmDuplicate'])}
          </Text>
          <Checkbox
            label="This is another payment"
            {...form.getInputProps('confirmDuplicate', { type: 'checkbox' })}
            error={undefined}
          />
        </Alert>
      )}
      <Text size="sm" c="dimmed" className="figures">
        {parseDollars(typed) === undefined
          ? `The balance is ${moneyText(account.balance)}.`
          : `The balance goes from ${moneyText(account.balance)} to ${moneyText(sumOf([account.balance, typed]))}; the receipt is mailed to the billing contact.`}
      </Text>
    </FormFrame>
  )
}

/** What the server found, without what it asks of programs. */
function duplicateWords(error: ReactNode): string {
  if (typeof error === 'string') return error.replace(/ Send confirmDuplicate.*$/, '')
  return 'A payment of the same amount, method and reference was received within three days of it.'
}
