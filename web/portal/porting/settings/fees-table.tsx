import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Money } from '../../../shared/format/figures.tsx'

export type PortFeeItem = Answer<'readPortFees'>['items'][number]

/** The price list, for those who may not change it. */
export function FeesTable({ items }: { readonly items: readonly PortFeeItem[] }): ReactNode {
  return (
    <Table aria-label="Fees" fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Fee</Table.Th>
          <Table.Th ta="right">Ex GST</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ fee, words, amount }) => (
          <Table.Tr key={fee}>
            <Table.Td>{words}</Table.Td>
            <Table.Td ta="right">
              <Money value={amount} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
