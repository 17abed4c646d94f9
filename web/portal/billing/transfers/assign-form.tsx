import { ActionIcon, Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { amountOf, moneyText, negated, sumOf } from '../../../shared/format/money.ts'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { AccountSelect } from '../../shared/account-select.tsx'
import type { Transfer } from './transfer-words.ts'

interface AssignFormProps {
  readonly transfer: Transfer
  readonly onDone: () => void
  readonly onCancel: () => void
}

interface Part {
  readonly key: number
  readonly accountId: string
  /** As it is typed. */
  readonly amount: string
}

const AMOUNT = /^\d{1,10}(\.\d{1,2})?$/
const MOST_PARTS = 20

/** Puts a transfer on an account, or splits it over several; each gets a payment with a receipt. */
export function AssignForm({ transfer, onDone, onCancel }: AssignFormProps): ReactNode {
  const [parts, setParts] = useState<readonly Part[]>([{ key: 0, accountId: '', amount: transfer.left }])
  const [fault, setFault] = useState<string>()
  const assign = useChange('assignBankTransfer', { silent: true, done: 'Assigned', onDone })
  const set = (key: number, change: Partial<Part>): void => {
    setFault(undefined)
    setParts(parts.map((part) => (part.key === key ? { ...part, ...change } : part)))
  }
  const typed = parts.map(({ amount }) => amount.trim()).filter((amount) => AMOUNT.test(amount))
  const left = sumOf([transfer.left, negated(sumOf(typed))])
  const save = (): void => {
    if (parts.some(({ accountId }) => accountId === '')) return setFault('Choose a customer for each part.')
    if (typed.length < parts.length) return setFault('Write each amount in dollars and cents, like 55.50.')
    if (amountOf(left) < 0n) return setFault(`The parts come to ${moneyText(negated(left))} more than there is.`)
    assign.mutate({
      params: { bankTransferId: transfer.id },
      body: { parts: parts.map(({ accountId, amount }) => ({ accountId, amount: amount.trim() })) },
    })
  }
  return (
    <Stack gap="sm">
      {parts.map(({ key, accountId, amount }, index) => (
        <Group key={key} gap="xs" align="flex-end" wrap="nowrap">
          <AccountSelect
            label={index === 0 ? 'Customer' : undefined}
            aria-label="Customer"
            status="active,suspended,cancelled,new"
            style={{ flex: 1 }}
            value={accountId}
            onChange={(id) => set(key, { accountId: id })}
          />
          <MoneyInput
            label={index === 0 ? 'Amount' : undefined}
            aria-label="Amount"
            w={120}
            value={amount}
            onChange={(event) => set(key, { amount: event.currentTarget.value })}
          />
          {parts.length > 1 && (
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label="Take this part out"
              onClick={() => setParts(parts.filter((part) => part.key !== key))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {amountOf(left) !== 0n && (
        <Text size="sm" c="dimmed">{`${moneyText(left)} of ${moneyText(transfer.left)} stays unmatched.`}</Text>
      )}
      {fault !== undefined && (
        <Text size="sm" c="red" role="alert">
          {fault}
        </Text>
      )}
      {assign.isError && (
        <Alert color="red" role="alert" title="Nothing was assigned">
          {detailOf(assign.error)}
        </Alert>
      )}
      <Group gap="xs">
        <Button loading={assign.isPending} onClick={save}>
          Post it
        </Button>
        {parts.length < MOST_PARTS && (
          <Button
            variant="default"
            onClick={() =>
              setParts([
                ...parts,
                {
                  key: Math.max(...parts.map(({ key }) => key)) + 1,
                  accountId: '',
                  amount: amountOf(left) > 0n ? left : '',
                },
              ])
            }
          >
            Split
          </Button>
        )}
        <Button variant="default" onClick={onCancel}>
          Leave it
        </Button>
      </Group>
    </Stack>
  )
}
