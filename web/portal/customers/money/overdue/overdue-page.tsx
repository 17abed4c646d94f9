import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../../shared/access/session.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import { EmptyState } from '../../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { dayText } from '../../../../shared/format/dates.ts'
import { amountOf, moneyText } from '../../../../shared/format/money.ts'
import { Facts } from '../../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { Section } from '../../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../../shared/layout/status-badge.tsx'
import { HOLD_WORDS, holdText, STEP_WORDS, type AccountDunning, type Hold } from '../../../shared/dunning-words.ts'
import { useAccount } from '../../account-context.tsx'
import { MoneyHead } from '../money-head.tsx'
import { EndHoldDialog } from './end-hold-dialog.tsx'
import { HoldDialog } from './hold-dialog.tsx'

/** What is overdue of a customer, what was done about it, what comes next, and what holds it. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const query = useRead('readAccountDunning', { params: { accountId: account.id } })
  return (
    <PageFrame title="Statements and payments">
      <MoneyHead />
      <Loaded query={query} what="what is overdue">
        {(dunning) => <Overdue dunning={dunning} />}
      </Loaded>
    </PageFrame>
  )
}

function Overdue({ dunning }: { readonly dunning: AccountDunning }): ReactNode {
  const may = useMay()
  const { account } = useAccount()
  const [isHolding, setHolding] = useState(false)
  const [ending, setEnding] = useState<Hold>()
  const { holds, timeline, isChased } = dunning
  const hold = may('dunning.write') && (
    <Button variant="default" onClick={() => setHolding(true)}>
      Hold it
    </Button>
  )
  return (
    <Stack gap="xl">
      {amountOf(dunning.overdue) === 0n && timeline.length === 0 ? (
        <EmptyState
          title="Nothing is overdue"
          words={
            account.paymentMode === 'prepaid'
              ? 'A prepaid customer has no invoices to chase; it is warned when the balance runs low.'
              : 'An invoice that is not paid by its due day stands here, with every reminder and notice.'
          }
          action={hold}
        />
      ) : (
        <Section title="Now" actions={hold}>
          <Now dunning={dunning} />
          {!isChased && (
            <Text size="sm" c="dimmed" mt="sm">
              {account.paymentMode === 'prepaid'
                ? 'Prepaid customers are not chased.'
                : 'The steps are switched off: nothing is sent by itself.'}
            </Text>
          )}
        </Section>
      )}
      {holds.length > 0 && <Holds holds={holds} onEnd={setEnding} />}
      {timeline.length > 0 && <Timeline dunning={dunning} />}
      {isHolding && <HoldDialog onClose={() => setHolding(false)} />}
      {ending !== undefined && <EndHoldDialog hold={ending} onClose={() => setEnding(undefined)} />}
    </Stack>
  )
}

function Now({ dunning }: { readonly dunning: AccountDunning }): ReactNode {
  const { overdue, disputed, chased, oldestDueOn, step, stepOn, nextStep, nextOn, heldBy } = dunning
  const { isRestricted, isSuspended, invoices } = dunning
  return (
    <Stack gap="md">
      <Facts
        facts={[
          {
            label: 'Overdue, inc. GST',
            value: `${moneyText(overdue)}${oldestDueOn === null ? '' : `, since ${dayText(oldestDueOn)}`}`,
          },
          ...(amountOf(disputed) > 0n
            ? [{ label: 'Of it chased', value: `${moneyText(chased)}; ${moneyText(disputed)} is disputed` }]
            : []),
          {
            label: 'Done last',
            value:
              step === null ? 'nothing yet' : `${STEP_WORDS[step]}${stepOn === null ? '' : `, ${dayText(stepOn)}`}`,
          },
          {
            label: 'Next',
            value:
              heldBy !== null
                ? holdText(heldBy)
                : nextStep === null
                  ? step === 'disconnection'
                    ? 'for a person to decide'
                    : 'nothing'
                  : `${STEP_WORDS[nextStep]}${nextOn === null ? '' : `, ${dayText(nextOn)}`}`,
          },
          {
            label: 'Service',
            value: isSuspended ? (
              <StatusBadge tone="bad">Suspended</StatusBadge>
            ) : isRestricted ? (
              <StatusBadge tone="watch">Calls out barred</StatusBadge>
            ) : (
              'full'
            ),
          },
        ]}
      />
      {invoices.length > 0 && (
        <Table fz="sm" maw={480} aria-label="Open invoices">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Invoice</Table.Th>
              <Table.Th>Due</Table.Th>
              <Table.Th ta="right">Outstanding</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {invoices.map(({ number, dueOn, outstanding }) => (
              <Table.Tr key={number}>
                <Table.Td>{number}</Table.Td>
                <Table.Td>{dayText(dueOn)}</Table.Td>
                <Table.Td ta="right">{moneyText(outstanding)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  )
}

const STANDING_WORDS = {
  'to-come': { text: 'To come', tone: 'neutral' },
  holds: { text: 'In force', tone: 'watch' },
  broken: { text: 'Broken', tone: 'bad' },
  over: { text: 'Over', tone: 'neutral' },
} as const

function Holds({ holds, onEnd }: { readonly holds: readonly Hold[]; readonly onEnd: (hold: Hold) => void }): ReactNode {
  const may = useMay()
  return (
    <Section title="Holds" words="While one is in force, nothing is done.">
      <Stack gap="md">
        {holds.map((hold) => {
          const { id, kind, from, until, words, setBy, standing, instalments, paid, endWords } = hold
          const { text, tone } = STANDING_WORDS[standing]
          return (
            <Group key={id} justify="space-between" align="flex-start" gap="xs">
              <div>
                <Text size="sm">
                  <b>{HOLD_WORDS[kind].name}</b>
                  {hold.amount !== null && ` over ${moneyText(hold.amount)}`}
                  {`, ${dayText(from)} to ${dayText(until)} `}
                  <StatusBadge tone={tone}>{text}</StatusBadge>
                </Text>
                {instalments.length > 0 && (
                  <Text size="sm" c="dimmed">
                    {`${instalments.map(({ on, amount }) => `${moneyText(amount)} by ${dayText(on)}`).join(', ')}; paid since: ${moneyText(paid)}`}
                  </Text>
                )}
                <Text size="sm" c="dimmed">
                  {`${words} (${setBy})`}
                  {endWords !== null && ` Ended: ${endWords}`}
                </Text>
              </div>
              {(standing === 'holds' || standing === 'to-come') && may('dunning.write') && (
                <Button size="compact-sm" variant="default" onClick={() => onEnd(hold)}>
                  End it
                </Button>
              )}
            </Group>
          )
        })}
      </Stack>
    </Section>
  )
}

const WHY_WORDS: Readonly<Record<string, string>> = {
  paid: 'what was overdue is paid',
  small: 'what is left is too little',
  prepaid: 'the customer is prepaid now',
  dispute: 'a dispute',
  hardship: 'a hardship arrangement',
  disaster: 'a disaster',
}

function Timeline({ dunning: { timeline } }: { readonly dunning: AccountDunning }): ReactNode {
  return (
    <Section title="What was done" words="The letters themselves are under Activity, E-mails.">
      <Table fz="sm" aria-label="What was done">
        <Table.Tbody>
          {timeline.map((event) => (
            <Table.Tr key={event.id}>
              <Table.Td w={120}>{dayText(event.day)}</Table.Td>
              <Table.Td>
                {happened(event)}
                {event.actOn !== null && (
                  <Text size="xs" c="dimmed">{`takes effect from ${dayText(event.actOn)}`}</Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{event.amount === null ? '' : moneyText(event.amount)}</Table.Td>
              <Table.Td visibleFrom="sm">{event.byWhom}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  )
}

function happened({ kind, step, isRepeat, words }: AccountDunning['timeline'][number]): string {
  switch (kind) {
    case 'step':
      return step === null ? 'Step' : `${STEP_WORDS[step]}${isRepeat ? ', given again' : ''}`
    case 'lifted':
      return `Service given back: ${WHY_WORDS[words] ?? words}`
    case 'closed':
      return `Closed: ${WHY_WORDS[words] ?? words}`
    case 'hold-set':
      return words
    case 'hold-ended':
      return `Ended: ${words}`
  }
}
