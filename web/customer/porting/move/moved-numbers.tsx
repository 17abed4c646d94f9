import { Button, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { phoneText } from '../../../shared/format/phone.ts'
import { PORT_KIND_WORDS, type Port } from '../../../shared/porting/port-words.ts'
import classes from '../../shared/rows.module.css'

const FEW = 8

/** The numbers of a move and where they are from; of many the first, until all are wanted. */
export function MovedNumbers({ port }: { readonly port: Port }): ReactNode {
  const { numberDetails, kind, request } = port
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? numberDetails : numberDetails.slice(0, FEW)
  return (
    <>
      <Text size="sm" c="dimmed">
        {PORT_KIND_WORDS[kind]}
        {request.destination !== null && `; calls go to ${request.destination}`}
      </Text>
      <ul className={classes['rows']}>
        {shown.map(({ number, region }) => (
          <li key={number} className={classes['line']}>
            <Text span className="figures" style={{ whiteSpace: 'nowrap' }}>
              {phoneText(number)}
            </Text>
            <Text span size="sm" c="dimmed" ta="right">
              {region}
            </Text>
          </li>
        ))}
      </ul>
      {numberDetails.length > shown.length && (
        <Button variant="default" size="compact-sm" mt={8} onClick={() => setWhole(true)}>
          {`Show all ${numberDetails.length}`}
        </Button>
      )}
    </>
  )
}
