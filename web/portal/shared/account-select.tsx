import { Loader, Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { useRead } from '../../shared/api/hooks.ts'

interface AccountSelectProps extends Omit<
  SelectProps,
  'data' | 'value' | 'onChange' | 'onSearchChange' | 'searchValue'
> {
  /** The account's id; '' for none. */
  readonly value: string
  readonly onChange: (accountId: string) => void
  /** Left out: active ones only. */
  readonly status?: string
}

/** Long enough that a word is one request. */
const TYPING_MS = 250

/** A customer, found by name, account number or anything else that the list of customers finds it by. */
export function AccountSelect({ value, onChange, status = 'active', ...rest }: AccountSelectProps): ReactNode {
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed.trim(), TYPING_MS)
  const chosen = useRead('readAccount', { params: { accountId: value } }, { enabled: value !== '' }).data
  const label = chosen === undefined ? '' : labelOf(chosen)
  const search = settled === label ? '' : settled
  const found = useRead(
    'listAccounts',
    { query: { limit: 20, status, ...(search !== '' && { search }) } },
    { keep: true },
  )
  const items = (found.data?.items ?? []).filter(({ id }) => id !== value)
  const options = [...(chosen === undefined ? [] : [chosen]), ...items].map((account) => ({
    value: account.id,
    label: labelOf(account),
  }))
  return (
    <Select
      label="Customer"
      placeholder="Name or account number"
      {...rest}
      data={options}
      filter={({ options: all }) => all}
      searchable
      clearable
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={found.isFetching ? 'Looking …' : 'No such customer'}
      rightSection={found.isFetching && typed !== '' ? <Loader size={14} /> : undefined}
    />
  )
}

function labelOf({ name, accountNumber }: { readonly name: string; readonly accountNumber: string }): string {
  return `${name}, ${accountNumber}`
}
