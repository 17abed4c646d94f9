import { Alert, Anchor, Button, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { moneyText, sumOf } from '../../../shared/format/money.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { holdText, STEP_WORDS, type DunningCase } from '../../shared/dunning-words.ts'

const SHOWN = [
  { value: 'all', label: 'All' },
  { value: 'held', label: 'Held' },
  { value: 'restricted', label: 'Restricted' },
  { value: 'for-a-person', label: 'For a person' },
]

/** Who is chased for what is overdue: how far each is, what comes next, and what is sent tomorrow. */
export function Page(): ReactNode {
  const [{ show = 'all' }, change] = useQueryState()
  const ladder = useRead('readDunningLadder', {})
  const query = useRead('listDunningCases', { query: show === 'all' ? {} : { show: show as 'held' } }, { keep: true })
  return (
    <PageFrame
      title="Overdue"
      actions={
        <Button variant="default" component={AppLink} to="/billing/overdue/steps">
          Steps
        </Button>
      }
    >
      <Stack gap="xl">
        {ladder.data?.isOn === false && (
          <Alert color="gray" variant="light" title="Nobody is chased yet">
            {'Reminders and notices go out once the steps are switched on. '}
            <Anchor component={AppLink} to="/billing/overdue/steps" inherit c="inherit" underline="always">
              Look at the steps
            </Anchor>
          </Alert>
        )}
        <Stack gap="sm">
          <SegmentedControl
            aria-label="Which customers"
            w="fit-content"
            data={SHOWN}
            value={show}
            onChange={(value) => change({ show: value === 'all' ? undefined : value }, { replace: true })}
          />
          <Loaded query={query} what="who is chased">
            {({ items }) => <Cases items={items} isAll={show === 'all'} />}
          </Loaded>
        </Stack>
        <Preview />
      </Stack>
    </PageFrame>
  )
}

const COLUMNS: readonly Column<DunningCase>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ account }) => (
      <>
        <RowLink to={`/customers/${account.id}/statements/overdue`}>{account.name}</RowLink>
        {account.isConsumer && (
          <Text size="xs" c="dimmed">
            consumer
          </Text>
        )}
      </>
    ),
  },
  {
    key: 'step',
    heading: 'Done last',
    from: 'sm',
    render: ({ step, stepOn }) =>
      step === null ? '–' : `${STEP_WORDS[step]}${stepOn === null ? '' : `, ${dayText(stepOn)}`}`,
  },
  { key: 'next', heading: 'Next', render: (one) => <Next one={one} /> },
  {
    key: 'service',
    heading: 'Service',
    from: 'md',
    render: ({ isRestricted, isSuspended }) =>
      isSuspended ? (
        <StatusBadge tone="bad">Suspended</StatusBadge>
      ) : isRestricted ? (
        <StatusBadge tone="watch">Restricted</StatusBadge>
      ) : (
        'full'
      ),
  },
  {
    key: 'since',
    heading: 'Overdue since',
    align: 'right',
    from: 'lg',
    render: ({ oldestDueOn }) => (oldestDueOn === null ? '–' : dayText(oldestDueOn)),
  },
  {
    key: 'chased',
    heading: 'Chased',
    align: 'right',
    render: ({ chased, disputed }) => (
      <>
        {moneyText(chased)}
        {disputed !== '0.00' && <Text size="xs" c="dimmed">{`${moneyText(disputed)} disputed`}</Text>}
      </>
    ),
  },
]

function Next({ one: { nextStep, nextOn, heldBy } }: { readonly one: DunningCase }): ReactNode {
  if (heldBy !== null) {
    return (
      <>
        <StatusBadge tone="neutral">Held</StatusBadge>
        <Text size="xs" c="dimmed">
          {holdText(heldBy)}
        </Text>
      </>
    )
  }
  if (nextStep === null) return <StatusBadge tone="bad">For a person</StatusBadge>
  return (
    <>
      {STEP_WORDS[nextStep]}
      {nextOn !== null && (
        <Text size="xs" c="dimmed">
          {dayText(nextOn)}
        </Text>
      )}
    </>
  )
}

function Cases({ items, isAll }: { readonly items: readonly DunningCase[]; readonly isAll: boolean }): ReactNode {
  if (items.length === 0) {
    return isAll ? (
      <EmptyState
        title="Nobody is chased"
        words="A customer stands here from its first reminder until what is overdue is paid."
      />
    ) : (
      <EmptyState title="Nobody is that" />
    )
  }
  return (
    <DataTable
      label="Customers that are chased"
      columns={COLUMNS}
      rows={items}
      idOf={({ account }) => account.id}
      foot={{
        customer: plural(items.length, 'customer'),
        chased: moneyText(sumOf(items.map(({ chased }) => chased))),
      }}
    />
  )
}

type Previewed = Answer<'previewDunning'>['items'][number]

const PREVIEW_COLUMNS: readonly Column<Previewed>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ account }) => <RowLink to={`/customers/${account.id}/statements/overdue`}>{account.name}</RowLink>,
  },
  {
    key: 'step',
    heading: 'Step',
    render: ({ step, isRepeat, actOn }) => (
      <>
        {`${STEP_WORDS[step]}${isRepeat ? ', again' : ''}`}
        {actOn !== null && <Text size="xs" c="dimmed">{`takes effect from ${dayText(actOn)}`}</Text>}
      </>
    ),
  },
  { key: 'to', heading: 'Goes to', from: 'md', render: ({ recipient }) => recipient ?? 'nobody is known' },
  { key: 'chased', heading: 'Chased', align: 'right', render: ({ chased }) => moneyText(chased) },
]

/** What would be done on a day, if nothing is paid before. */
function Preview(): ReactNode {
  const [{ on = '' }, change] = useQueryState()
  const query = useRead('previewDunning', on === '' ? {} : { query: { on } }, { keep: true })
  return (
    <Section
      title="What would be done"
      words="If nobody pays before. Nothing is sent by looking."
      actions={
        <TextInput
          type="date"
          aria-label="On the day"
          value={on === '' ? (query.data?.on ?? '') : on}
          onChange={(event) => change({ on: event.currentTarget.value || undefined }, { replace: true })}
        />
      }
    >
      <Loaded query={query} what="what would be done">
        {({ items, on: day }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">{`Nothing would be sent or done on ${dayText(day)}.`}</Text>
          ) : (
            <DataTable
              label={`What would be done on ${dayText(day)}`}
              columns={PREVIEW_COLUMNS}
              rows={items}
              idOf={({ account }) => account.id}
            />
          )
        }
      </Loaded>
    </Section>
  )
}
