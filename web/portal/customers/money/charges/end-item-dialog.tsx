import { Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { chargesEndpoints } from '#contract/charges.ts'
import type { Item } from '../../../../shared/api/wire-types.ts'
import { FormFrame } from '../../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../../shared/form/use-api-form.ts'
import { dayText } from '../../../../shared/format/dates.ts'
import { useAccount } from '../../account-context.tsx'

interface EndItemDialogProps {
  readonly item: Item<'listRecurringItems'>
  readonly onClose: () => void
}

/** Ends what recurs: with the billing cycle, or on a day. */
export function EndItemDialog({ item, onClose }: EndItemDialogProps): ReactNode {
  const { account } = useAccount()
  const { form, ...frame } = useApiForm('endRecurringItem', {
    initial: { when: 'cycle', until: item.until ?? '' },
    schema: chargesEndpoints.endRecurringItem.body,
    toBody: ({ when, until }) => (when === 'cycle' ? {} : { until }),
    toAsk: (body) => ({ params: { accountId: account.id, itemId: item.id }, body }),
    done: ({ description, until }) => `${description} ends${until === null ? '' : ` on ${dayText(until)}`}`,
    onDone: onClose,
  })
  return (
    <Modal opened onClose={onClose} title={`End ${item.description}?`} size={480}>
      <FormFrame {...frame} action="End recurring item" onCancel={onClose}>
        <Radio.Group label="When" {...form.getInputProps('when')}>
          <Stack gap={6} mt={4}>
            <Radio value="cycle" label="With this billing cycle" />
            <Radio value="day" label="On a day" />
          </Stack>
        </Radio.Group>
        {form.values.when === 'day' && (
          <TextInput type="date" label="Last day" maw={200} {...form.getInputProps('until')} />
        )}
        <Text size="sm" c="dimmed">
          What is paid in advance is not given back; credit the account where that is wanted.
        </Text>
      </FormFrame>
    </Modal>
  )
}
