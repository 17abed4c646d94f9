import { Anchor, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Money, When } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { Section } from '../../../shared/layout/section.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import { feeText, whenCharged } from '../fee-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'

const BEFORE_ANSWER: readonly Port['state'][] = ['submitted', 'lodged', 'with-losing-carrier']

/** What a port was charged, attempt by attempt, and what the next step costs. */
export function PortCharges({ port }: { readonly port: Port }): ReactNode {
  const { fees, feesTotal, nextFee, withdrawalFee, accountId, kind, state } = port
  const isChargedLater = kind === 'complex' && BEFORE_ANSWER.includes(state)
  return (
    <Section
      title="Charges"
      actions={
        fees.length > 0 && (
          <Anchor component={AppLink} to={`/customers/${accountId}/statements/charges`} fz="sm">
            Charges of the customer
          </Anchor>
        )
      }
    >
      {fees.length === 0 ? (
        <Text c="dimmed" size="sm">
          {isChargedLater ? 'Nothing is charged until the losing carrier accepts.' : 'Nothing is charged.'}
        </Text>
      ) : (
        <Table aria-label="Charges" fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Charge</Table.Th>
              <Table.Th ta="right">Ex GST</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fees.map(({ chargeId, description, chargedAt, amount }) => (
              <Table.Tr key={chargeId}>
                <Table.Td>
                  {description}
                  <Text size="xs" c="dimmed">
                    <When at={chargedAt} />
                  </Text>
                </Table.Td>
                <Table.Td ta="right" valign="top">
                  <Money value={amount} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">Total ex GST</Table.Th>
              <Table.Td ta="right">
                <Money value={feesTotal} />
              </Table.Td>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      )}
      {nextFee !== null && (
        <Text size="sm" mt="xs">
          {fees.length === 0 ? 'Submitting it' : 'Submitting it again'} costs {feeText(nextFee)}, charged{' '}
          {whenCharged(nextFee, 'then')}.
        </Text>
      )}
      {Number(withdrawalFee) > 0 && (
        <Text
          size="sm"
          mt="xs"
        >{`Moving the date or withdrawing it now costs ${moneyText(withdrawalFee)} ex GST.`}</Text>
      )}
    </Section>
  )
}
