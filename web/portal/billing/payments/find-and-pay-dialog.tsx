import { Alert, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { moneyText } from '../../../shared/format/money.ts'
import { balanceText } from '../../../shared/statements/statement-words.ts'
import { AccountSelect } from '../../shared/account-select.tsx'
import { RecordPaymentForm } from './record-payment-form.tsx'

const TYPING_MS = 300

/** Account numbers have four digits at least: fewer name nobody. */
const FEWEST_DIGITS = 4

/** Records a payment of whomever it is of: found by the bank's reference, or chosen by name or number. */
export function FindAndPayDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [reference, setReference] = useState('')
  const [chosenId, setChosenId] = useState('')
  const [settled] = useDebouncedValue(reference.trim(), TYPING_MS)
  const isSearchable = settled.replaceAll(/\D/g, '').length >= FEWEST_DIGITS
  const found = useRead(
    'findPayableAccount',
    { query: { reference: settled } },
    { enabled: isSearchable && chosenId === '' },
  )
  const chosen = useRead('readAccount', { params: { accountId: chosenId } }, { enabled: chosenId !== '' }).data
  const account =
    chosen !== undefined && chosenId !== ''
      ? { ...chosen, accountId: chosen.id }
      : isSearchable
        ? found.data
        : undefined
  return (
    <Modal opened onClose={onClose} title="Record a payment" size={560}>
      <Stack>
        <TextInput
          label="Reference on the bank statement"
          description="The account number is found in it, whatever stands around it."
          data-autofocus
          maxLength={100}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <AccountSelect
          label="Or the customer, by name or account number"
          status="active,suspended,cancelled,new"
          value={chosenId}
          onChange={setChosenId}
        />
        {isSearchable && chosenId === '' && found.isError && (
          <Alert color="yellow" variant="light" p="xs">
            <Text size="sm">{`${detailOf(found.error)} Choose the customer by name instead.`}</Text>
          </Alert>
        )}
        {account !== undefined && (
          <>
            <Alert color="gray" variant="light" p="xs">
              <Text size="sm">
                <b>{account.name}</b>
                {`, ${account.accountNumber}: ${balanceText(account.balance)}`}
              </Text>
            </Alert>
            <RecordPaymentForm
              key={account.accountId}
              account={account}
              {...(account.balance.startsWith('-') && { amount: owedCents(account.balance) })}
              {...(reference.trim() !== '' && { reference: reference.trim() })}
              onDone={onClose}
              onCancel={onClose}
            />
          </>
        )}
      </Stack>
    </Modal>
  )
}

/** What is owed, in whole cents: payments are. */
function owedCents(balance: string): string {
  return moneyText(balance.slice(1)).replaceAll(/[$,]/g, '')
}
