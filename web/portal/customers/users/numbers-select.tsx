import { MultiSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { phoneText } from '../../../shared/format/phone.ts'
import { useAccount } from '../account-context.tsx'

interface NumbersSelectProps {
  readonly value: readonly string[]
  readonly onChange: (numbers: string[]) => void
  readonly error?: ReactNode
}

const MOST = 200

/** The numbers of the customer that a standard user sees. */
export function NumbersSelect({ value, onChange, error }: NumbersSelectProps): ReactNode {
  const { account } = useAccount()
  const { data } = useRead('listAccountNumbers', { params: { accountId: account.id }, query: { limit: MOST } })
  const numbers = new Set([...(data?.items.map(({ number }) => number) ?? []), ...value])
  return (
    <MultiSelect
      label="Numbers"
      description="Those this user sees and uses."
      data={[...numbers].map((number) => ({ value: number, label: phoneText(number) }))}
      value={[...value]}
      searchable
      clearable
      hidePickedOptions
      nothingFoundMessage="No such number of this customer"
      onChange={onChange}
      error={error}
    />
  )
}
