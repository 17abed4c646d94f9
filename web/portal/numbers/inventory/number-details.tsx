import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { NUMBER_KIND_WORDS, placeText } from '../../../shared/numbers/number-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { HeldLine } from './held-line.tsx'
import { NumberActDialog } from './number-act-dialog.tsx'
import { ACTS, possibleActs, type NumberAct } from './number-acts.ts'
import { NumberBadge } from './number-badge.tsx'
import { NumberPorts } from './number-ports.tsx'

/** The form brings the rules of the contract with it: it comes when it is asked for. */
const ChangeNumber = lazy(async () => ({ default: (await import('./change-number.tsx')).ChangeNumber }))

type InventoryNumber = Answer<'readNumber'>

interface NumberDetailsProps {
  readonly number: string
  /** Beside the list: offers the page. */
  readonly isPanel?: boolean
}

/** A number: what it is, who has it and had it, and what can be done with it. */
export function NumberDetails({ number, isPanel = false }: NumberDetailsProps): ReactNode {
  const query = useRead('readNumber', { params: { number } })
  return (
    <Loaded query={query} what="the number">
      {(found) => <Details found={found} isPanel={isPanel} />}
    </Loaded>
  )
}

interface DetailsProps {
  readonly found: InventoryNumber
  readonly isPanel: boolean
}

function Details({ found, isPanel }: DetailsProps): ReactNode {
  const may = useMay()
  const [asked, ask] = useState<NumberAct | 'change'>()
  const acts = possibleActs([found], may)
  return (
    <Stack gap="lg">
      <Group gap="xs">
        <NumberBadge status={found.status} />
        {acts.map((act) => (
          <Button
            key={act}
            size="compact-sm"
            variant="default"
            {...(ACTS[act].isDangerous && { c: 'var(--negative)' })}
            onClick={() => ask(act)}
          >
            {ACTS[act].label}
          </Button>
        ))}
        {may('inventory.write') && (
          <Button size="compact-sm" variant="default" onClick={() => ask('change')}>
            Edit
          </Button>
        )}
        {isPanel && (
          <Anchor component={AppLink} to={`/numbers/${found.number}`} fz="sm" ml="auto">
            Open its page
          </Anchor>
        )}
      </Group>
      <Facts facts={factsOf(found)} />
      {found.note !== '' && <Text style={{ whiteSpace: 'pre-line' }}>{found.note}</Text>}
      {found.status === 'assigned' && found.accountId !== null && (
        <HeldLine accountId={found.accountId} number={found.number} />
      )}
      {may('ports.read') && <NumberPorts dialled={found.dialled} />}
      <Section title="Who held it">
        {found.holders.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nobody yet.
          </Text>
        ) : (
          <DataTable
            label="Who held it"
            columns={HOLDERS}
            rows={found.holders}
            idOf={({ accountId, from }) => `${accountId} ${from}`}
          />
        )}
      </Section>
      {asked === 'change' && (
        <Suspense>
          <ChangeNumber found={found} onClose={() => ask(undefined)} />
        </Suspense>
      )}
      {asked !== undefined && asked !== 'change' && (
        <NumberActDialog act={asked} numbers={[found.number]} onClose={() => ask(undefined)} />
      )}
    </Stack>
  )
}

const HOLDERS: readonly Column<InventoryNumber['holders'][number]>[] = [
  {
    key: 'account',
    heading: 'Customer',
    render: ({ accountId, accountName }) => (
      <Anchor component={AppLink} to={`/customers/${accountId}`} fz="inherit">
        {accountName}
      </Anchor>
    ),
  },
  { key: 'from', heading: 'From', render: ({ from }) => <When at={from} /> },
  { key: 'to', heading: 'Until', render: ({ to }) => (to === null ? 'now' : <When at={to} />) },
]

function factsOf(found: InventoryNumber) {
  const { accountId, accountName, reservedUntil, quarantinedUntil, orderId } = found
  const customer = accountId !== null && (
    <Anchor component={AppLink} to={`/customers/${accountId}/numbers`} inherit>
      {accountName}
    </Anchor>
  )
  return [
    { label: 'As E.164', value: `+${found.number}` },
    { label: 'Kind', value: NUMBER_KIND_WORDS[found.kind] },
    { label: 'Place', value: placeText(found) || '–' },
    ...(customer === false
      ? []
      : [{ label: found.status === 'reserved' ? 'Reserved for' : 'Held by', value: customer }]),
    ...(found.status === 'reserved' && reservedUntil !== null
      ? [{ label: 'Reserved until', value: <When at={reservedUntil} full /> }]
      : []),
    ...(found.status === 'quarantined' && quarantinedUntil !== null
      ? [{ label: 'Rests until', value: <When at={quarantinedUntil} full /> }]
      : []),
    ...(orderId === null
      ? []
      : [
          {
            label: 'Order',
            value: (
              <Anchor component={AppLink} to={`/numbers/orders/${orderId}`} inherit>
                {`Order ${orderId}`}
              </Anchor>
            ),
          },
        ]),
    { label: 'Added', value: <When at={found.addedAt} /> },
    { label: 'Changed', value: <When at={found.changedAt} /> },
  ]
}
