import { Autocomplete } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../api/hooks.ts'
import type { RequestInputProps } from './request-input-props.ts'

/** Names the desk knows are offered; any other may be written. */
export function LosingCarrierInput({ inputs, isOwn = false }: RequestInputProps): ReactNode {
  const names = useRead('listCarrierNames', {}).data?.items ?? []
  return (
    <Autocomplete
      label={isOwn ? 'Your present provider' : 'Losing carrier'}
      description="The provider that sends the bill for the numbers today."
      autoComplete="off"
      data={[...names]}
      limit={8}
      {...inputs('losingCarrier')}
    />
  )
}
