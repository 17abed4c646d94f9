import { Modal, SegmentedControl, Text, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { chargesEndpoints } from '#contract/charges.ts'
import { parseDollars } from '#domain/money.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import { FormFrame } from '../../../../shared/form/form-frame.tsx'
import { GstAmountInput, withGst } from '../../../../shared/form/gst-amount-input.tsx'
import { withRequired } from '../../../../shared/form/required-words.ts'
import { useApiForm } from '../../../../shared/form/use-api-form.ts'
import { moneyText, negated, sumOf } from '../../../../shared/format/money.ts'
import { useAccount } from '../../account-context.tsx'

const SCHEMA = withRequired(chargesEndpoints.adjustAccount.body, {
  description: 'Write what it is for.',
  amount: 'Write the amount.',
  reason: 'Write why, in a few words.',
})

interface ChargeDialogProps {
  readonly kind: 'charge' | 'credit'
  readonly onClose: () => void
}

/** Charges or credits a customer by hand; it comes on the next statement. */
export function ChargeDialog({ kind: first, onClose }: ChargeDialogProps): ReactNode {
  const { account } = useAccount()
  const isTaxed = useRead('readBrand', {}).data?.gstRegistered ?? true
  const { form, ...frame } = useApiForm('adjustAccount', {
    initial: { kind: first, description: '', amount: '', reason: '' },
    schema: SCHEMA,
    toBody: (values) => ({ ...values, amount: values.amount.trim() }),
    toAsk: (body) => ({ params: { accountId: account.id }, body }),
    done: ({ amount, gst }) =>
      amount.startsWith('-')
        ? `${moneyText(sumOf([amount, gst]).slice(1))} credited`
        : `${moneyText(sumOf([amount, gst]))} charged`,
    onDone: onClose,
  })
  const { kind, amount } = form.values
  const isCharge = kind === 'charge'
  const total = isTaxed ? withGst(amount) : amount.trim()
  const after = sumOf([account.balance, isCharge ? negated(total) : total])
  return (
    <Modal opened onClose={onClose} title={`Charge or credit ${account.name}`} size={520}>
      <FormFrame {...frame} action={isCharge ? 'Charge account' : 'Credit account'} onCancel={onClose}>
        <SegmentedControl
          aria-label="Charge or credit"
          data={[
            { value: 'charge', label: 'Charge' },
            { value: 'credit', label: 'Credit' },
          ]}
          {...form.getInputProps('kind')}
        />
        <TextInput
          label="What for"
          description="As it stands on the statement."
          maxLength={200}
          data-autofocus
          {...form.getInputProps('description')}
        />
        <GstAmountInput isTaxed={isTaxed} {...form.getInputProps('amount')} />
        <Textarea
          label="Why"
          description="For colleagues; the customer does not see it."
          autosize
          minRows={2}
          maxLength={300}
          {...form.getInputProps('reason')}
        />
        <Text size="sm" c="dimmed" className="figures">
          {parseDollars(total) === undefined
            ? `The balance is ${moneyText(account.balance)}.`
            : `The balance goes from ${moneyText(account.balance)} to ${moneyText(after)} at once; it comes on the next statement.`}
        </Text>
      </FormFrame>
    </Modal>
  )
}
