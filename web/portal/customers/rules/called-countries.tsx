import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { When } from '../../../shared/format/figures.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { useAccount } from '../account-context.tsx'

type Country = Answer<'listCalledCountries'>['items'][number]

/** The countries the customer is known to call, and which of them somebody said are theirs. */
export function CalledCountries(): ReactNode {
  const { account } = useAccount()
  const query = useRead('listCalledCountries', { params: { accountId: account.id } })
  return (
    <Section title="Countries called" words="What the rule on new countries knows already.">
      <Loaded query={query} what="the countries">
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              No call to another country is known.
            </Text>
          ) : (
            <DataTable label="Countries called" columns={COLUMNS} rows={items} idOf={({ country }) => country} />
          )
        }
      </Loaded>
    </Section>
  )
}

const COLUMNS: readonly Column<Country>[] = [
  { key: 'country', heading: 'Country', render: ({ name }) => name },
  {
    key: 'first',
    heading: 'First called',
    render: ({ firstCalledAt }) => (firstCalledAt === null ? 'before this was kept' : <When at={firstCalledAt} />),
  },
  {
    key: 'confirmed',
    heading: 'Confirmed',
    render: (country) => <Confirmed country={country} />,
  },
]

function Confirmed({ country: { country, confirmedAt, confirmedBy } }: { readonly country: Country }): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const confirm = useChange('confirmCountry', { done: 'New no longer' })
  if (confirmedAt !== null)
    return (
      <>
        <When at={confirmedAt} />
        {confirmedBy !== null && ` by ${confirmedBy}`}
      </>
    )
  if (!may('fraud-answers.write')) return '–'
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={confirm.isPending}
      onClick={() => confirm.mutate({ params: { accountId: account.id, country } })}
    >
      It is wanted
    </Button>
  )
}
