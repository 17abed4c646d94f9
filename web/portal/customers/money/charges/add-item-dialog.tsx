import { Modal, NumberInput, SimpleGrid, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { chargesEndpoints } from '#contract/charges.ts'
import { FormFrame } from '../../../../shared/form/form-frame.tsx'
import { MoneyInput } from '../../../../shared/form/money-input.tsx'
import { withRequired } from '../../../../shared/form/required-words.ts'
import { useApiForm } from '../../../../shared/form/use-api-form.ts'
import { useToday } from '../../../../shared/format/figures.tsx'
import { useAccount } from '../../account-context.tsx'

const SCHEMA = withRequired(chargesEndpoints.addRecurringItem.body, {
  description: 'Write what it is for.',
  quantity: 'Write how many.',
  unitPrice: 'Write the price of one.',
})

/** Puts something on a customer that is charged every month. */
export function AddItemDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { account, timeZone } = useAccount()
  const { form, ...frame } = useApiForm('addRecurringItem', {
    initial: {
      description: '',
      quantity: 1,
      unitPrice: '',
      from: useToday(timeZone),
      until: '',
    },
    schema: SCHEMA,
    toBody: ({ description, quantity, unitPrice, from, until }) => ({
      description,
      quantity,
      unitPrice: unitPrice.trim(),
      ...(from !== '' && { from }),
      ...(until !== '' && { until }),
    }),
    toAsk: (body) => ({ params: { accountId: account.id }, body }),
    done: ({ description }) => `${description} is charged every month`,
    onDone: onClose,
  })
  return (
    <Modal opened onClose={onClose} title="Add a recurring item" size={520}>
      <FormFrame {...frame} action="Add recurring item" onCancel={onClose}>
        <TextInput
          label="What for"
          description="As it stands on the statement."
          maxLength={200}
          data-autofocus
          {...form.getInputProps('description')}
        />
        <SimpleGrid cols={2} spacing="sm">
          <NumberInput label="Quantity" min={1} max={10_000} allowDecimal={false} {...form.getInputProps('quantity')} />
          <MoneyInput label="Each, ex GST" per="a month" {...form.getInputProps('unitPrice')} />
          <TextInput type="date" label="From" {...form.getInputProps('from')} />
          <TextInput type="date" label="Last day, if it ends" {...form.getInputProps('until')} />
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          What is left of this billing cycle is charged now, by days; every later month at its beginning. Write an
          amount below zero for a discount.
        </Text>
      </FormFrame>
    </Modal>
  )
}
