import { Anchor, Button, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { phoneText } from '../../../shared/format/phone.ts'
import type { Port } from '../../../shared/porting/port-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import classes from './port.module.css'

const FEW = 12
/** From here on the numbers are in the inventory, each with its page. */
const KNOWN: readonly Port['state'][] = ['pre-provisioned', 'cutting-over', 'completed', 'closed']

/** Every number of a port, and where it belongs. */
export function PortNumbers({ port: { numberDetails, state } }: { readonly port: Port }): ReactNode {
  const [isWhole, setWhole] = useState(false)
  const isLinked = useMay()('inventory.read') && KNOWN.includes(state)
  const shown = isWhole ? numberDetails : numberDetails.slice(0, FEW)
  if (numberDetails.length === 0) return <Text c="dimmed">None named yet.</Text>
  return (
    <>
      <ul className={classes['numbers']}>
        {shown.map(({ number, region, state: itsState }) => (
          <li key={number}>
            {isLinked ? (
              <Anchor component={AppLink} to={`/numbers/${number}`} inherit className="figures">
                {phoneText(number)}
              </Anchor>
            ) : (
              <span className="figures">{phoneText(number)}</span>
            )}
            <small>{[region, itsState].filter(Boolean).join(', ')}</small>
          </li>
        ))}
      </ul>
      {shown.length < numberDetails.length && (
        <Button variant="subtle" size="compact-sm" mt={6} onClick={() => setWhole(true)}>
          Show all {numberDetails.length}
        </Button>
      )}
    </>
  )
}
