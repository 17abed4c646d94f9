import { Checkbox, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../api/hooks.ts'
import type { Finding } from './findings.tsx'

/** What of the check has to be confirmed to submit it all the same; undefined as long as it is not known. */
export function useConfirmations(portId: string): readonly Finding[] | undefined {
  const { data } = useRead('readPortPreflight', { params: { portId } })
  return data?.findings.filter(({ mustConfirm }) => mustConfirm)
}

interface ConfirmationsProps {
  readonly findings: readonly Finding[]
  /** The codes that are. */
  readonly confirmed: readonly string[]
  readonly onChange: (codes: readonly string[]) => void
}

/** Each thing a carrier would reject, or by which somebody may come to harm, is ticked by itself. */
export function Confirmations({ findings, confirmed, onChange }: ConfirmationsProps): ReactNode {
  if (findings.length === 0) return null
  return (
    <Stack gap="sm">
      <Text fw={500}>Mend these first, or confirm that it is sent all the same:</Text>
      {findings.map(({ code, message, fix }) => (
        <Checkbox
          key={code}
          label={message}
          description={fix}
          checked={confirmed.includes(code)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...confirmed, code] : confirmed.filter((each) => each !== code))
          }
        />
      ))}
    </Stack>
  )
}
