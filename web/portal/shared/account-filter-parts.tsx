import type { ReactNode } from 'react'
import { useRead } from '../../shared/api/hooks.ts'
import { AccountSelect } from './account-select.tsx'

interface AccountPickerProps {
  readonly value: string
  readonly onPick: (accountId: string) => void
}

/** Looks a customer up, whatever its status. */
export function AccountPicker({ value, onPick }: AccountPickerProps): ReactNode {
  return (
    <AccountSelect
      w={280}
      value={value}
      onChange={onPick}
      status="new,active,suspended,cancelled"
      comboboxProps={{ withinPortal: false }}
      data-autofocus
    />
  )
}

export function AccountWords({ value }: { readonly value: string }): ReactNode {
  const { data } = useRead('readAccount', { params: { accountId: value } })
  return `Customer: ${data?.name ?? '…'}`
}
