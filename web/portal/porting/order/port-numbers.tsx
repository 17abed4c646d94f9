import { Anchor, Button, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { VALIDATION_WORDS } from '#domain/porting/validation.ts'
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
  const places = new Set(numberDetails.map(placeOf))
  if (numberDetails.length === 0) return <Text c="dimmed">None named yet.</Text>
  return (
    <>
      <ul className={classes['numbers']}>
        {shown.map((each) => (
          <li key={each.number}>
            {isLinked ? (
              <Anchor component={AppLink} to={`/numbers/${each.number}`} inherit className="figures">
                {phoneText(each.number)}
              </Anchor>
            ) : (
              <span className="figures">{phoneText(each.number)}</span>
            )}
            {places.size > 1 && <small>{placeOf(each)}</small>}
            {each.validation !== null && (
              <small title={VALIDATION_WORDS[each.validation]}>
                {[`Validated: ${each.validation}`, each.validationWords].filter(Boolean).join(', ')}
              </small>
            )}
          </li>
        ))}
      </ul>
      {places.size === 1 && (
        <Text size="sm" c="dimmed">
          {[...places][0]}
        </Text>
      )}
      {shown.length < numberDetails.length && (
        <Button variant="subtle" size="compact-sm" mt={6} onClick={() => setWhole(true)}>
          Show all {numberDetails.length}
        </Button>
      )}
    </>
  )
}

function placeOf({ region, state }: Port['numberDetails'][number]): string {
  return [region, state].filter(Boolean).join(', ')
}
