import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'

interface CarrierSelectProps {
  readonly label: string
  readonly description?: string
  /** What it is called where none is chosen. */
  readonly none: string
  readonly value: string | null
  /** Only those orders are lodged with. */
  readonly areUpstream?: boolean
  readonly error?: ReactNode
  readonly onChange: (carrierId: string | null) => void
}

/** One of the carriers that are written down, or none. */
export function CarrierSelect(props: CarrierSelectProps): ReactNode {
  const { label, description, none, value, areUpstream = false, error, onChange } = props
  const may = useMay()
  const { data } = useRead('listCarriers', {}, { enabled: may('carriers.read') })
  const carriers = (data?.items ?? []).filter(({ isUpstream }) => isUpstream || !areUpstream)
  return (
    <NativeSelect
      label={label}
      {...(description !== undefined && { description })}
      data={[{ value: '', label: none }, ...carriers.map(({ id, name }) => ({ value: id, label: name }))]}
      value={value ?? ''}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  )
}
