import { Anchor, Table, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { countText } from '../../../shared/format/counts.ts'
import { PORT_STATE_WORDS } from '../../../shared/porting/port-words.ts'

/** On what a forecast rests; for who wants to know, how long ports take from each step on. */
export function PaceTable({ forecast }: { readonly forecast: Answer<'readPortForecast'> }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const { basis, steps } = forecast
  if (basis === null) return null
  return (
    <>
      <Text size="sm" c="dimmed">
        {basis.words}{' '}
        {basis.from !== 'date' && (
          <Anchor component="button" type="button" inherit aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide the steps' : 'See the steps'}
          </Anchor>
        )}
      </Text>
      {isOpen && <Steps steps={steps} />}
    </>
  )
}

function Steps({ steps }: Pick<Answer<'readPortForecast'>, 'steps'>): ReactNode {
  const isCounted = steps.some(({ nineteenOfTwenty }) => nineteenOfTwenty !== null)
  return (
    <Table.ScrollContainer minWidth={320} maw={560}>
      <Table verticalSpacing={4} captionSide="top" className="figures">
        <Table.Caption ta="left">Business days until the numbers are here</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">From</Table.Th>
            <Table.Th scope="col" ta="right">
              Half
            </Table.Th>
            <Table.Th scope="col" ta="right">
              8 of 10
            </Table.Th>
            {isCounted && (
              <>
                <Table.Th scope="col" ta="right">
                  19 of 20
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  Seen
                </Table.Th>
              </>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map(({ state, half, eightOfTen, nineteenOfTwenty, count }) => (
            <Table.Tr key={state}>
              <Table.Th scope="row" fw={400}>
                {PORT_STATE_WORDS[state].text}
              </Table.Th>
              <Table.Td ta="right">{half}</Table.Td>
              <Table.Td ta="right">{eightOfTen}</Table.Td>
              {isCounted && (
                <>
                  <Table.Td ta="right">{nineteenOfTwenty}</Table.Td>
                  <Table.Td ta="right">{countText(count ?? 0)}</Table.Td>
                </>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
