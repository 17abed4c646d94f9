import { Group, NativeSelect, Stack, Table, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { PORT_KINDS, type PortKind } from '#domain/porting/port-kind.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import type { Answer } from '../../../../shared/api/wire-types.ts'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { weekdayText } from '../../../../shared/format/dates.ts'
import { clockText } from '../../../../shared/porting/clock.ts'
import { KIND_NAMES } from '../../kind-names.ts'
import { CarrierSelect } from '../carrier-select.tsx'

type Day = Answer<'readCalendarsInForce'>['days'][number]

/** Which calendars go for a kind of port and a carrier, and the next ten business days by them. */
export function InForce(): ReactNode {
  const [kind, setKind] = useState<PortKind>('simple')
  const [carrierId, setCarrierId] = useState<string | null>(null)
  const query = { kind, ...(carrierId !== null && { carrierId }) }
  const inForce = useRead('readCalendarsInForce', { query }, { keep: true })
  return (
    <Stack gap="md">
      <Group gap="md" align="flex-end">
        <NativeSelect
          label="Kind"
          data={PORT_KINDS.map((value) => ({ value, label: KIND_NAMES[value] }))}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as PortKind)}
        />
        <CarrierSelect label="Losing carrier" none="Any other" value={carrierId} onChange={setCarrierId} />
      </Group>
      <Loaded query={inForce} what="the days to come">
        {({ desk, carrier, days }) => (
          <Stack gap="sm">
            <Text size="sm" aria-live="polite">
              {desk.id === carrier.id
                ? `Both the desk and the carrier go by “${desk.name}”.`
                : `The desk goes by “${desk.name}”, the carrier by “${carrier.name}” (${carrier.timeZone} time).`}{' '}
              Business days are counted from today on; cut-overs begin by the desk’s clocks.
            </Text>
            <Table aria-label="The days to come" fz="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Day</Table.Th>
                  <Table.Th>The desk</Table.Th>
                  <Table.Th>The carrier</Table.Th>
                  <Table.Th>A cut-over may begin</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {days.map((day) => (
                  <Table.Tr key={day.date}>
                    <Table.Td>{weekdayText(day.date)}</Table.Td>
                    <SideCell side={day.desk} />
                    <SideCell side={day.carrier} />
                    <Table.Td c={day.cutOver === null ? 'dimmed' : undefined}>
                      {day.cutOver === null
                        ? 'No'
                        : `${clockText(day.cutOver.opensAt)} to ${clockText(day.cutOver.closesAt)}`}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Stack>
        )}
      </Loaded>
    </Stack>
  )
}

function SideCell({ side }: { readonly side: Day['desk'] }): ReactNode {
  return side.no === null ? (
    <Table.Td c="dimmed">{side.closedFor ?? 'Closed'}</Table.Td>
  ) : (
    <Table.Td>{`Day ${side.no}`}</Table.Td>
  )
}
