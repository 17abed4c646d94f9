import { Anchor, Button, Skeleton, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { partyText } from '../../../shared/calls/call-words.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { Ago, Money } from '../../../shared/format/figures.tsx'
import { amountOf } from '../../../shared/format/money.ts'
import { Section } from '../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { CONTROL_GROUPS, limitText, usedText, type Control } from '../../customers/controls/control-words.ts'
import { FraudAnswerDialog } from '../fraud-answer-dialog.tsx'
import classes from './desk.module.css'

type Tripped = Item<'listTrippedControls'>
const FRAUD: ReadonlySet<Tripped['control']> = new Set(['fraud-spend-day', 'fraud-spend-hour', 'overseas-calls'])
const EVERY_MS = 15_000
/** More are on the list of limits that are reached. */
const SHOWN = 10

/** Customers a fraud limit holds back now, with what it takes to decide: how far over, and the dear calls of late. */
export function HeldBack(): ReactNode {
  const query = useRead('listTrippedControls', { query: { limit: 200 } }, { every: EVERY_MS })
  return (
    <Section
      title="Held back now"
      words="A fraud limit is reached: calls out are refused where the switch asks, until it is lifted."
      actions={
        <Anchor component={AppLink} to="/dashboard/limits" fz="sm">
          All limits reached
        </Anchor>
      }
    >
      <Loaded query={query} what="the limits">
        {({ items }) => {
          const byAccount = [
            ...Map.groupBy(
              items.filter(({ control }) => FRAUD.has(control)),
              ({ accountId }) => accountId,
            ),
          ]
          if (byAccount.length === 0)
            return (
              <Text size="sm" c="dimmed">
                No customer is held back.
              </Text>
            )
          return (
            <ul className={classes['held']}>
              {byAccount.slice(0, SHOWN).map(([accountId, controls]) => (
                <Held key={accountId} accountId={accountId} tripped={controls} />
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Section>
  )
}

function Held({ accountId, tripped }: { readonly accountId: string; readonly tripped: readonly Tripped[] }): ReactNode {
  const [first] = tripped
  const may = useMay()
  const [isTheirs, setTheirs] = useState<boolean>()
  const { data } = useRead('readCreditControl', { params: { accountId } })
  const standing = (control: Tripped['control']): Control | undefined =>
    data === undefined ? undefined : Object.values(data.controls).find((one) => one.control === control)
  const name = first?.accountName ?? ''
  const account = { id: accountId, name }
  return (
    <li>
      <Stack gap={6} align="flex-start">
        <Text>
          <Anchor component={AppLink} to={`/customers/${accountId}`} fw={500}>
            {name}
          </Anchor>{' '}
          <Text span c="dimmed" size="sm">
            {first?.accountNumber}
          </Text>
        </Text>
        {tripped.map(({ control, since }) => {
          const now = standing(control)
          return (
            <div key={control}>
              <StatusBadge tone="bad">{groupName(control)}</StatusBadge>{' '}
              <Text span size="sm">
                <Ago at={since} />
              </Text>
              <Text size="sm" c="dimmed" className="figures" mih={20}>
                {now === undefined ? '' : `${usedText(now) ?? ''}, at most ${limitText(now)}`}
              </Text>
            </div>
          )
        })}
      </Stack>
      <DearCalls accountId={accountId} />
      <div className={classes['acts']}>
        {may('fraud-answers.write') && (
          <>
            <Button size="compact-sm" variant="default" onClick={() => setTheirs(true)}>
              They were theirs
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setTheirs(false)}>
              They were not
            </Button>
          </>
        )}
        <Button component={AppLink} to={`/customers/${accountId}`} size="compact-sm" variant="default">
          Release or change
        </Button>
        {may('accounts.status') && (
          <Button
            component={AppLink}
            to={`/customers/${accountId}`}
            search={{ do: 'suspend' } as never}
            size="compact-sm"
            variant="default"
            c="var(--negative)"
          >
            Suspend account
          </Button>
        )}
      </div>
      {isTheirs !== undefined && (
        <FraudAnswerDialog account={account} wasMe={isTheirs} onClose={() => setTheirs(undefined)} />
      )}
    </li>
  )
}

function groupName(control: Tripped['control']): string {
  if (control === 'fraud-spend-hour') return 'Fraud spend, hour'
  if (control === 'fraud-spend-day') return 'Fraud spend, day'
  return CONTROL_GROUPS.find(({ keys }) => keys.some((key) => key === 'overseasCalls'))?.name ?? control
}

const LOOKED_AT = 100
const DEAREST = 4

/** The dearest of the last calls out. */
function DearCalls({ accountId }: { readonly accountId: string }): ReactNode {
  const { data } = useRead('listAccountCalls', {
    params: { accountId },
    query: { direction: 'out', status: 'charged', limit: LOOKED_AT },
  })
  const dear = (data?.items ?? [])
    .toSorted((one, other) => Number(amountOf(other.charge) - amountOf(one.charge)))
    .slice(0, DEAREST)
  return (
    <div>
      <Text size="sm" c="dimmed">
        {'Dearest of the last calls, ex GST · '}
        <Anchor component={AppLink} to={`/customers/${accountId}/billing-records`} fz="inherit" underline="always">
          Look at the calls
        </Anchor>
      </Text>
      {data === undefined ? (
        <Skeleton h={72} mt={4} />
      ) : (
        <ul className={classes['calls']}>
          {dear.map((call) => (
            <li key={call.id}>
              <span>
                <Ago at={call.startedAt} /> · {partyText(call.destination)} · {call.description}
              </span>
              <Money value={call.charge} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
