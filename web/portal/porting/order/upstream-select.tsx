import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'

interface UpstreamSelectProps {
  /** '': the default one. */
  readonly value: string
  readonly onChange: (carrierId: string) => void
}

/** The carrier a port is lodged with; nothing where there is none to choose. */
export function UpstreamSelect({ value, onChange }: UpstreamSelectProps): ReactNode {
  const carriers = (useRead('listCarriers', {}).data?.items ?? []).filter(({ isUpstream }) => isUpstream)
  const usual = carriers.find(({ isDefault }) => isDefault)
  const chosen = carriers.find(({ id }) => id === value) ?? usual
  if (carriers.length === 0) return null
  return (
    <NativeSelect
      label="With"
      description={
        chosen?.way === 'files' ? `The request form is mailed to ${chosen.email ?? 'its porting desk'}.` : undefined
      }
      value={chosen?.id ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        ...(usual === undefined ? [{ value: '', label: 'a carrier that is not written down' }] : []),
        ...carriers.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}
