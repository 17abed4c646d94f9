import { ActionIcon, Button, Group, Modal, NativeSelect, Stack, Text, TextInput, Textarea } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../../shared/api/api-problem.ts'
import { useChange } from '../../../../shared/api/hooks.ts'
import { MoneyInput } from '../../../../shared/form/money-input.tsx'
import { HOLD_WORDS, type HoldKind } from '../../../shared/dunning-words.ts'
import { useAccount } from '../../account-context.tsx'

const KINDS = Object.keys(HOLD_WORDS) as HoldKind[]
const AMOUNT = /^\d{1,10}(\.\d{1,2})?$/

interface Instalment {
  readonly key: number
  readonly on: string
  readonly amount: string
}

/** Holds whatever would be done about what a customer owes, until a day. */
export function HoldDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { account } = useAccount()
  const [kind, setKind] = useState<HoldKind>('promise')
  const [until, setUntil] = useState('')
  const [amount, setAmount] = useState('')
  const [words, setWords] = useState('')
  const [instalments, setInstalments] = useState<readonly Instalment[]>([{ key: 0, on: '', amount: '' }])
  const [fault, setFault] = useState<string>()
  const hold = useChange('setDunningHold', { silent: true, done: 'Held', onDone: onClose })
  const isHardship = kind === 'hardship'
  const last = instalments.at(-1)?.on ?? ''
  const ends = isHardship && until === '' ? last : until
  const save = (): void => {
    if (ends === '') return setFault('Choose the day it ends on.')
    if (words.trim() === '') return setFault('Write why, in a few words: it is kept with your name.')
    if (amount.trim() !== '' && !AMOUNT.test(amount.trim())) return setFault('Write the amount in dollars and cents.')
    if (isHardship && instalments.some(({ on, amount: one }) => on === '' || !AMOUNT.test(one.trim())))
      return setFault('Write the day and the amount of each instalment.')
    setFault(undefined)
    hold.mutate({
      params: { accountId: account.id },
      body: {
        kind,
        until: ends,
        words: words.trim(),
        ...(kind === 'dispute' && amount.trim() !== '' && { amount: amount.trim() }),
        ...(isHardship && { instalments: instalments.map((one) => ({ on: one.on, amount: one.amount.trim() })) }),
      },
    })
  }
  const set = (key: number, change: Partial<Instalment>): void =>
    setInstalments(instalments.map((one) => (one.key === key ? { ...one, ...change } : one)))
  return (
    <Modal opened onClose={onClose} title={`Hold what ${account.name} owes`} size={520}>
      <Stack gap="md">
        <NativeSelect
          label="Why it is held"
          description={HOLD_WORDS[kind].help}
          data-autofocus
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as HoldKind)}
          data={KINDS.map((value) => ({ value, label: HOLD_WORDS[value].name }))}
        />
        {kind === 'dispute' && (
          <MoneyInput
            label="Amount in dispute"
            description="With GST. Empty: all that is overdue. What is beyond it is chased."
            maw={240}
            value={amount}
            onChange={(event) => setAmount(event.currentTarget.value)}
          />
        )}
        {isHardship && (
          <Stack gap="xs">
            {instalments.map(({ key, on, amount: one }, index) => (
              <Group key={key} gap="xs" align="flex-end" wrap="nowrap">
                <TextInput
                  type="date"
                  label={index === 0 ? 'Instalment by' : undefined}
                  aria-label="Instalment by"
                  style={{ flex: 1 }}
                  value={on}
                  onChange={(event) => set(key, { on: event.currentTarget.value })}
                />
                <MoneyInput
                  label={index === 0 ? 'Amount' : undefined}
                  aria-label="Amount"
                  w={130}
                  value={one}
                  onChange={(event) => set(key, { amount: event.currentTarget.value })}
                />
                {instalments.length > 1 && (
                  <ActionIcon
                    variant="subtle"
                    size="lg"
                    aria-label="Take this instalment out"
                    onClick={() => setInstalments(instalments.filter((each) => each.key !== key))}
                  >
                    <IconX size={16} aria-hidden />
                  </ActionIcon>
                )}
              </Group>
            ))}
            <Button
              variant="default"
              size="compact-sm"
              w="fit-content"
              onClick={() =>
                setInstalments([
                  ...instalments,
                  {
                    key: Math.max(...instalments.map(({ key }) => key)) + 1,
                    on: '',
                    amount: instalments.at(-1)?.amount ?? '',
                  },
                ])
              }
            >
              Another instalment
            </Button>
          </Stack>
        )}
        <TextInput
          type="date"
          label="Until"
          description={isHardship ? 'Empty: until the last instalment.' : 'Included; then it is looked at again.'}
          maw={240}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Textarea
          label="What was said"
          description="For colleagues; the customer does not see it."
          autosize
          minRows={2}
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {(fault !== undefined || hold.isError) && (
          <Text size="sm" c="red" role="alert">
            {fault ?? detailOf(hold.error)}
          </Text>
        )}
        <Group gap="xs" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button loading={hold.isPending} onClick={save}>
            Hold it
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
