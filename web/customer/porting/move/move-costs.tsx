import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { dateText } from '../../../shared/format/dates.ts'
import { Money, useTimeZone } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { Section } from '../../../shared/layout/section.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import classes from '../../shared/rows.module.css'

/** What was charged for a move, and what will be. */
export function MoveCosts({ port }: { readonly port: Port }): ReactNode {
  const timeZone = useTimeZone()
  const { fees, feesTotal, nextFee, state } = port
  const isOver = state === 'withdrawn' || state === 'closed' || state === 'reversed'
  return (
    <Section title="What it costs">
      {fees.length === 0 ? (
        <Text>{nothingYet(port, isOver)}</Text>
      ) : (
        <ul className={classes['rows']}>
          {fees.map(({ chargeId, description, chargedAt, amount }) => (
            <li key={chargeId} className={classes['line']}>
              <span>
                {description}{' '}
                <Text span size="sm" c="dimmed">
                  {dateText(chargedAt, timeZone)}
                </Text>
              </span>
              <Money value={amount} />
            </li>
          ))}
          <li className={classes['line']}>
            <Text span fw={600}>
              Charged so far, ex GST
            </Text>
            <Text span fw={600}>
              <Money value={feesTotal} />
            </Text>
          </li>
        </ul>
      )}
      {fees.length > 0 && nextFee !== null && (
        <Text size="sm" c="dimmed" mt={8}>
          {`Sending it again costs ${moneyText(nextFee.total)} inc. GST.`}
        </Text>
      )}
    </Section>
  )
}

function nothingYet({ nextFee, kind, state }: Port, isOver: boolean): string {
  if (isOver) return 'Nothing was charged.'
  if (nextFee !== null) {
    const when = nextFee.chargedOn === 'submission' ? 'when you send it' : 'when your present provider agrees'
    return `Nothing is charged yet. ${moneyText(nextFee.total)} inc. GST is charged ${when}.`
  }
  const isWaiting =
    kind === 'complex' && (state === 'submitted' || state === 'lodged' || state === 'with-losing-carrier')
  return isWaiting
    ? 'Nothing is charged yet; the fee you accepted is charged when your present provider agrees.'
    : 'Nothing is charged.'
}
