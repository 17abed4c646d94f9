import { MultiSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../api/hooks.ts'
import { phoneText } from '../format/phone.ts'

interface NumbersSelectProps {
  readonly accountId: string
  readonly value: readonly string[]
  readonly onChange: (numbers: string[]) => void
  readonly error?: ReactNode
}

const MOST = 200

/** The numbers of an account that a standard user sees. */
export function NumbersSelect({ accountId, value, onChange, error }: NumbersSelectProps): ReactNode {
  const { data } = useRead('listAccountNumbers', { params: { accountId }, query: { limit: MOST } })
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
      nothingFoundMessage="No such number of this account"
      onChange={onChange}
      error={error}
    />
  )
}
