import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../access/session.ts'
import { useRead } from '../api/hooks.ts'
import { dateText } from '../format/dates.ts'
import { useTimeZone } from '../format/figures.tsx'
import { moneyText } from '../format/money.ts'
import { StatusBadge } from '../layout/status-badge.tsx'
import { automaticWord, type AutomaticCharge } from './automatic-words.ts'
import { PURPOSE_WORDS } from './purpose-words.ts'
import classes from './stored-methods.module.css'

const SHOWN = 5

/** What an account was charged by itself, the last of it first, each with its tries. */
export function LastAutomaticCharges({ accountId }: { readonly accountId: string }): ReactNode {
  const mayRead = useMay()('automatic-charges.read')
  const { data } = useRead(
    'listAutomaticCharges',
    { params: { accountId }, query: { limit: SHOWN } },
    { enabled: mayRead },
  )
  if (data === undefined || data.items.length === 0) return null
  return (
    <Stack gap={4}>
      <Title order={3}>Last automatic charges</Title>
      <ul className={classes['rows']} aria-label="Last automatic charges">
        {data.items.map((charge) => (
          <Row key={charge.id} charge={charge} />
        ))}
      </ul>
    </Stack>
  )
}

function Row({ charge }: { readonly charge: AutomaticCharge }): ReactNode {
  const zone = useTimeZone()
  const { purpose, amount, plannedAt, endedAt, endedWhy, tries } = charge
  const word = automaticWord(charge)
  const refused = tries.filter(({ outcome }) => outcome === 'refused')
  const why = refused.at(-1)?.words ?? null
  return (
    <li>
      <div className={classes['words']}>
        <Group gap="xs">
          <Text span fw={500} className="figures">
            {moneyText(amount)}
          </Text>
          <Text span>{PURPOSE_WORDS[purpose]}</Text>
          <StatusBadge tone={word.tone}>{word.text}</StatusBadge>
        </Group>
        <Text size="sm" c="dimmed">
          {dateText(endedAt ?? tries.at(-1)?.at ?? plannedAt, zone)}
          {endedWhy !== null && endedWhy !== why && `. ${endedWhy}`}
        </Text>
        {refused.length > 0 && (
          <Text size="sm" c="dimmed">
            {`Refused ${refused.map(({ at }) => dateText(at, zone)).join(', ')}${why === null ? '' : `: ${why}`}`}
          </Text>
        )}
      </div>
    </li>
  )
}
