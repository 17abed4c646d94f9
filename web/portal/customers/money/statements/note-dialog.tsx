import { ActionIcon, Alert, Button, Group, Modal, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { statementsEndpoints } from '#contract/statements.ts'
import type { Answer } from '../../../../shared/api/wire-types.ts'
import { FormFrame } from '../../../../shared/form/form-frame.tsx'
import { GstAmountInput, withGst } from '../../../../shared/form/gst-amount-input.tsx'
import { withRequired } from '../../../../shared/form/required-words.ts'
import { useApiForm } from '../../../../shared/form/use-api-form.ts'
import { moneyText, negated, sumOf } from '../../../../shared/format/money.ts'
import { documentOf } from '../../../../shared/statements/statement-words.ts'
import { useAccount } from '../../account-context.tsx'

const MOST_LINES = 100

const SCHEMA = withRequired(statementsEndpoints.adjustStatement.body, {
  reason: 'Write why, in a few words.',
  ...Object.fromEntries(
    Array.from({ length: MOST_LINES }, (_, line) => [
      [`lines.${line}.description`, 'Write what it is for.'],
      [`lines.${line}.amount`, 'Write the amount.'],
    ]).flat(),
  ),
})

interface NoteDialogProps {
  readonly statement: Answer<'readStatement'>
  readonly onClose: () => void
}

interface Line {
  readonly key: number
  readonly description: string
  readonly amount: string
}

interface NoteForm extends Record<string, unknown> {
  readonly kind: 'credit' | 'debit' | 'void'
  readonly reason: string
  readonly lines: readonly Line[]
}

const INITIAL: NoteForm = { kind: 'credit', reason: '', lines: [{ key: 0, description: '', amount: '' }] }

/** Puts right what a statement says, by a document of its own: the statement itself never changes. */
export function NoteDialog({ statement, onClose }: NoteDialogProps): ReactNode {
  const { id, number, total } = statement
  const { account } = useAccount()
  const [nextKey, setNextKey] = useState(1)
  const { form, ...frame } = useApiForm('adjustStatement', {
    initial: INITIAL,
    schema: SCHEMA,
    toBody: ({ kind, reason, lines }) => ({
      kind,
      reason,
      lines: kind === 'void' ? [] : lines.map(({ description, amount }) => ({ description, amount: amount.trim() })),
    }),
    toAsk: (body) => ({ params: { statementId: id }, body }),
    done: (note) => `${note.number} is issued`,
    onDone: onClose,
  })
  const { kind, lines } = form.values
  const isTaxed = documentOf(statement).gst.isRegistered
  const sum = kind === 'void' ? total : sumOf(lines.map(({ amount }) => (isTaxed ? withGst(amount) : amount.trim())))
  const noteTotal = kind === 'debit' ? sum : negated(sum)
  return (
    <Modal opened onClose={onClose} title={`Adjust ${number}`} size={620}>
      <FormFrame {...frame} action="Issue adjustment note" onCancel={onClose}>
        <Text size="sm">
          {`${number} came to ${moneyText(total)} inc. GST and stays as it is. The note is a document of its own: the balance moves at once, and the next statement carries it.`}
        </Text>
        <Radio.Group label="What it does" {...form.getInputProps('kind')}>
          <Stack gap={6} mt={4}>
            <Radio value="credit" label="Gives something back" />
            <Radio value="debit" label="Charges something that was left out" />
            <Radio value="void" label={`Takes all of ${number} back`} />
          </Stack>
        </Radio.Group>
        {kind !== 'void' && (
          <Stack gap="sm">
            {lines.map((line, index) => (
              <Group key={line.key} align="flex-start" gap="xs">
                <TextInput
                  label="What for"
                  description={index === 0 ? 'Stands on the note.' : undefined}
                  maxLength={200}
                  style={{ flex: '1 1 220px' }}
                  {...form.getInputProps(`lines.${index}.description`)}
                />
                <div style={{ flex: '1 1 220px' }}>
                  <GstAmountInput isTaxed={isTaxed} {...form.getInputProps(`lines.${index}.amount`)} />
                </div>
                {lines.length > 1 && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    mt={28}
                    aria-label={`Remove line ${index + 1}`}
                    onClick={() => form.removeListItem('lines', index)}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                )}
              </Group>
            ))}
            <Group>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => {
                  form.insertListItem('lines', { key: nextKey, description: '', amount: '' })
                  setNextKey(nextKey + 1)
                }}
              >
                Add a line
              </Button>
            </Group>
          </Stack>
        )}
        <Textarea
          label="Why"
          description="Stands on the note; the customer reads it."
          autosize
          minRows={2}
          maxLength={300}
          {...form.getInputProps('reason')}
        />
        <Alert color="gray" variant="light" p="xs">
          <Text size="sm" className="figures">
            {`The note comes to ${moneyText(noteTotal)} inc. GST; the balance goes from ${moneyText(account.balance)} to ${moneyText(sumOf([account.balance, negated(noteTotal)]))}. It is mailed to the billing contact.`}
          </Text>
        </Alert>
      </FormFrame>
    </Modal>
  )
}
