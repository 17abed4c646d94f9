import { Button, Text } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Phone, useTimeZone } from '../../shared/format/figures.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { StatusBadge } from '../../shared/layout/status-badge.tsx'
import type { Column } from '../../shared/list/columns.ts'
import { List } from '../../shared/list/list-page.tsx'
import { RowLink } from '../../shared/list/row-link.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { NumbersLeaving } from '../leaving/numbers-leaving.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import { useOverview } from '../shared/use-overview.ts'
import { Channels } from './channels.tsx'
import { MoreNumbers } from './more-numbers.tsx'
import { NumbersOnTheWay } from './numbers-on-the-way.tsx'
import { numberPlace, numberStanding, priceWords, type AccountNumber } from './number-words.ts'

/** Every number of the account, those on their way, and how many calls it can have at once. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const may = useMay()
  const timeZone = useTimeZone()
  const { data: overview } = useOverview()
  const move = may('ports.request') && (
    <Button
      component={AppLink}
      to="/porting/request"
      variant="default"
      leftSection={<IconArrowsExchange size={16} aria-hidden />}
    >
      Move a number to us
    </Button>
  )
  return (
    <PageFrame title="Numbers" actions={move}>
      {may('ports.read') && <NumbersLeaving />}
      {may('ports.read') && <NumbersOnTheWay />}
      <List
        endpoint="listAccountNumbers"
        label="Numbers"
        params={{ accountId }}
        columns={columnsOf(timeZone)}
        idOf={({ number }) => number}
        total={overview?.numbers}
        empty={
          <EmptyState
            title="You have no numbers yet"
            words="Keep the number you have by moving it to us, or ask us for a new one."
            action={move}
          />
        }
      />
      {may('channels.read') && <Channels />}
      {may('accounts.write') && <MoreNumbers />}
    </PageFrame>
  )
}

function columnsOf(timeZone: string): readonly Column<AccountNumber>[] {
  return [
    {
      key: 'number',
      heading: 'Number',
      render: (line) => (
        <>
          <RowLink to={`/numbers/${line.number}`}>
            <Phone number={line.number} />
          </RowLink>
          <Text size="sm" c="dimmed" hiddenFrom="sm">
            {`${numberPlace(line)} · ${priceWords(line)}`}
          </Text>
        </>
      ),
    },
    { key: 'place', heading: 'Where', from: 'sm', render: numberPlace },
    { key: 'plan', heading: 'Plan', from: 'md', render: ({ numberPlan }) => numberPlan.name },
    { key: 'price', heading: 'Price ex GST', from: 'sm', align: 'right', render: priceWords },
    {
      key: 'limit',
      heading: 'Calls at once',
      from: 'md',
      align: 'right',
      render: ({ callLimit }) => (callLimit === null ? 'As the account' : callLimit),
    },
    {
      key: 'status',
      heading: 'Status',
      render: (line) => {
        const { text, tone } = numberStanding(line, timeZone)
        return <StatusBadge tone={tone}>{text}</StatusBadge>
      },
    },
  ]
}
