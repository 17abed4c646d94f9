import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { StatusBadge } from '../../shared/layout/status-badge.tsx'
import { AskUs } from '../shared/ask-us.tsx'
import classes from '../shared/rows.module.css'
import { useAccountId } from '../shared/use-account-id.ts'

type Controls = Answer<'readCreditControl'>['controls']
type Control = Controls[keyof Controls]

/** The limits that keep fraud and surprises off the bill, and how they stand. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const query = useRead('readCreditControl', { params: { accountId } })
  return (
    <PageFrame title="Limits that protect you" width="form" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <Loaded query={query} what="your limits">
        {({ controls }) => (
          <ul className={classes['rows']}>
            {NAMES.map(([key, name]) => (
              <Limit key={key} name={name} control={controls[key]} />
            ))}
          </ul>
        )}
      </Loaded>
      <AskUs about="Limits">Want another limit, or one lifted for a while?</AskUs>
    </PageFrame>
  )
}

const NAMES: readonly (readonly [keyof Controls, string])[] = [
  ['creditLimit', 'Credit limit'],
  ['fraudSpendDay', 'Spending in a day'],
  ['fraudSpendHour', 'Spending in an hour'],
  ['overseasCalls', 'Calls overseas in an hour'],
  ['iou', 'Short credit'],
  ['cardFailures', 'Failed card payments'],
]

const STATES = {
  off: { text: 'Off', tone: 'neutral' },
  armed: { text: 'On', tone: 'good' },
  tripped: { text: 'Reached', tone: 'bad' },
} as const

function Limit({ name, control }: { readonly name: string; readonly control: Control }): ReactNode {
  const { text, tone } = STATES[control.state]
  return (
    <li className={classes['item']}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={500}>{name}</Text>
        <StatusBadge tone={tone}>{text}</StatusBadge>
      </Group>
      <Text size="sm" c="dimmed">
        {control.explanation}
      </Text>
    </li>
  )
}
