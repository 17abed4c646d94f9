import { Anchor, Button, Drawer, Group, Stack, Table, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { dayText } from '../../../shared/format/dates.ts'
import { Money, When } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { AssignForm } from './assign-form.tsx'
import { ReasonForm } from './reason-form.tsx'
import { TransferBadge } from './transfer-columns.tsx'
import type { Transfer } from './transfer-words.ts'

/** The transfer the address names (`?transfer=12`), beside its list. */
export function TransferPanel(): ReactNode {
  const [{ transfer }, change] = useQueryState()
  return (
    <Drawer
      opened={transfer !== undefined}
      onClose={() => change({ transfer: undefined })}
      size={460}
      title="Bank transfer"
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      {transfer !== undefined && <TransferHere key={transfer} bankTransferId={transfer} />}
    </Drawer>
  )
}

function TransferHere({ bankTransferId }: { readonly bankTransferId: string }): ReactNode {
  const query = useRead('readBankTransfer', { params: { bankTransferId } })
  return (
    <Loaded query={query} what="the transfer">
      {(transfer) => (
        <Stack gap="lg">
          <div>
            <div className="headline">
              <Money value={transfer.amount} />
            </div>
            <TransferBadge status={transfer.status} />
          </div>
          {transfer.problem !== null && <Text size="sm">{transfer.problem}</Text>}
          <Facts facts={factsOf(transfer)} />
          {transfer.parts.length > 0 && <Parts transfer={transfer} />}
          <Acts transfer={transfer} />
        </Stack>
      )}
    </Loaded>
  )
}

function factsOf(transfer: Transfer) {
  const { receivedOn, text, reference, payer, bankId, fileName, importId, line, decidedBy, decidedAt, reason } =
    transfer
  const optional = (label: string, value: string | null) => (value === null || value === '' ? [] : [{ label, value }])
  return [
    { label: 'Received on', value: receivedOn === null ? 'cannot be read' : dayText(receivedOn) },
    ...optional('The bank says', text),
    ...optional('Reference', reference),
    ...optional('Payer', payer),
    ...optional('Transaction id', bankId),
    {
      label: 'File',
      value: (
        <>
          <Anchor component={AppLink} to={`/billing/transfers/files/${importId}`} fz="inherit">
            {fileName}
          </Anchor>
          {`, line ${line}`}
        </>
      ),
    },
    ...optional('Why', reason),
    ...optional('Decided by', decidedBy),
    ...(decidedAt === null ? [] : [{ label: 'Decided', value: <When at={decidedAt} full /> }]),
  ]
}

function Parts({ transfer: { parts } }: { readonly transfer: Transfer }): ReactNode {
  return (
    <Table fz="sm" aria-label="Where it went">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Customer</Table.Th>
          <Table.Th ta="right">Amount</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {parts.map(({ paymentId, accountId, accountName, amount, receipt, undoneAt, assignedBy }) => (
          <Table.Tr key={paymentId}>
            <Table.Td>
              <Anchor component={AppLink} to={`/customers/${accountId}/payments`} fz="inherit">
                {accountName}
              </Anchor>
              <Text size="xs" c="dimmed">
                {undoneAt === null ? `${receipt ?? 'Payment'}, ${assignedBy}` : 'taken back'}
              </Text>
            </Table.Td>
            <Table.Td ta="right" td={undoneAt === null ? undefined : 'line-through'}>
              <Money value={amount} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

type Act = 'assign' | 'aside' | 'reopen' | 'undo'

function Acts({ transfer }: { readonly transfer: Transfer }): ReactNode {
  const may = useMay()
  const [act, setAct] = useState<Act>()
  const { id, status, account, left, parts } = transfer
  const isOpen = status === 'matched' || status === 'suggested' || status === 'unmatched'
  const close = (): void => setAct(undefined)
  const ids = { bankTransferId: id }
  const accept = useChange('acceptBankTransfers', { done: 'Posted' })
  if (!may('bank-transfers.write')) return null
  if (act === 'assign') return <AssignForm transfer={transfer} onDone={close} onCancel={close} />
  if (act === 'aside')
    return (
      <ReasonForm
        endpoint="setBankTransferAside"
        params={ids}
        action="It is not ours"
        done="Set aside"
        onClose={close}
      />
    )
  if (act === 'reopen')
    return (
      <ReasonForm
        endpoint="reopenBankTransfer"
        params={ids}
        action="Take it up again"
        done="Open again"
        onClose={close}
      />
    )
  if (act === 'undo')
    return (
      <ReasonForm
        endpoint="undoBankTransfer"
        params={ids}
        action="Take it back"
        done="Taken back"
        words="Each payment made of it is reversed: balances go down at once, and invoices it had settled are open again."
        onClose={close}
      />
    )
  return (
    <Group gap="xs">
      {isOpen && account !== null && (
        <Button loading={accept.isPending} onClick={() => accept.mutate({ body: { ids: [id] } })}>
          {`Post ${moneyText(left)} to ${account.name}`}
        </Button>
      )}
      {isOpen && (
        <Button variant={account === null ? 'filled' : 'default'} onClick={() => setAct('assign')}>
          {account === null ? 'Assign' : 'To somebody else'}
        </Button>
      )}
      {isOpen && (
        <Button variant="default" onClick={() => setAct('aside')}>
          Not ours
        </Button>
      )}
      {(status === 'set-aside' || status === 'duplicate') && (
        <Button variant="default" onClick={() => setAct('reopen')}>
          {status === 'duplicate' ? 'It is another one' : 'Take it up again'}
        </Button>
      )}
      {parts.some(({ undoneAt }) => undoneAt === null) && (
        <Button variant="default" onClick={() => setAct('undo')}>
          Undo
        </Button>
      )}
    </Group>
  )
}
