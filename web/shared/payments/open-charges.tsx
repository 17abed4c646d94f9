import { Anchor, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../api/hooks.ts'
import { dayOf, weekdayText } from '../format/dates.ts'
import { Ago, useTimeZone } from '../format/figures.tsx'
import { moneyText } from '../format/money.ts'
import { Section } from '../layout/section.tsx'
import { StatusBadge } from '../layout/status-badge.tsx'
import { AppLink } from '../router/app-link.tsx'
import { chargeWord, debitExpectedOn, UNSETTLED, type Charge } from './charge-words.ts'
import { PURPOSE_WORDS } from './purpose-words.ts'
import classes from './stored-methods.module.css'

interface OpenChargesProps {
  readonly accountId: string
  /** The page that says what became of one. */
  readonly donePage: string
}

/** Payments that are under way; nothing, where none is. */
export function OpenCharges({ accountId, donePage }: OpenChargesProps): ReactNode {
  const { data } = useRead('listAccountCharges', {
    params: { accountId },
    query: { state: UNSETTLED.join(','), limit: 20 },
  })
  if (data === undefined || data.items.length === 0) return null
  return (
    <Section title="Under way">
      <ul className={classes['rows']}>
        {data.items.map((charge) => (
          <li key={charge.id}>
            <div className={classes['words']}>
              <Group gap="xs">
                <Anchor component={AppLink} to={donePage} search={{ charge: charge.id } as never} fw={500}>
                  {`${moneyText(charge.amount)}${charge.paidBy === '' ? '' : `, ${charge.paidBy}`}`}
                </Anchor>
                <StatusBadge tone={chargeWord(charge).tone}>{chargeWord(charge).text}</StatusBadge>
              </Group>
              <Text size="sm" c="dimmed">
                <Since charge={charge} />
              </Text>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Since({ charge }: { readonly charge: Charge }): ReactNode {
  const zone = useTimeZone()
  const { purpose, startedAt, state } = charge
  const expected =
    state === 'processing' ? `, expected by ${weekdayText(debitExpectedOn(dayOf(new Date(startedAt), zone)))}` : ''
  return (
    <>
      {`${PURPOSE_WORDS[purpose]}, begun `}
      <Ago at={startedAt} />
      {expected}
    </>
  )
}
