import { Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { dayText } from '../../../shared/format/dates.ts'

/** The closed days of the coming year, holidays and own. */
export function ClosedDays({ calendarId }: { readonly calendarId: string }): ReactNode {
  const days = useRead('listClosedDays', { params: { calendarId } })
  return (
    <Loaded query={days} what="the closed days">
      {({ items }) => (
        <>
          <Text fw={500} size="sm">
            Closed in the coming year, beside weekends
          </Text>
          <Table fz="sm" aria-label="Closed days of the coming year">
            <Table.Tbody>
              {items.map(({ date, name, isPublicHoliday }) => (
                <Table.Tr key={`${date} ${name}`}>
                  <Table.Td>{dayText(date)}</Table.Td>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td c="dimmed">{isPublicHoliday ? 'Public holiday' : 'Own'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </Loaded>
  )
}
