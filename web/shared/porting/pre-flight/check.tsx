import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../api/hooks.ts'
import { Loaded } from '../../feedback/loaded.tsx'
import { moneyText } from '../../format/money.ts'
import { Findings, type Finding, type PreFlight } from './findings.tsx'
import type { Port } from '../port-words.ts'

interface CheckProps {
  readonly portId: string
  readonly onMend?: (field: NonNullable<Finding['field']>) => void
  readonly canMend?: (field: NonNullable<Finding['field']>) => boolean
  readonly onBecome?: (kind: Port['kind']) => void
  /** Whether the customer whose numbers these are reads it. */
  readonly isOwn?: boolean
}

/** The check of a request as it is kept now; it is made anew whenever something of it was saved. */
export function Check({ portId, isOwn = false, ...ways }: CheckProps): ReactNode {
  const query = useRead('readPortPreflight', { params: { portId } })
  return (
    <Loaded query={query} what="the check">
      {(check) => (
        <Stack gap="lg" aria-live="polite">
          {isClean(check) && <Text fw={500}>Nothing found that a carrier would reject.</Text>}
          {check.findings.length > 0 && <Findings findings={check.findings} {...ways} />}
          {!isClean(check) && <AtStake check={check} isOwn={isOwn} />}
        </Stack>
      )}
    </Loaded>
  )
}

function isClean({ findings }: PreFlight): boolean {
  return findings.every(({ severity, reason }) => severity === 'note' || (severity === 'warning' && reason === null))
}

/** What a rejection costs. */
function AtStake({ check, isOwn }: { readonly check: PreFlight; readonly isOwn: boolean }): ReactNode {
  const { rejectionCosts, fee } = check
  if (Number(rejectionCosts) === 0) return null
  const cost = `${moneyText(rejectionCosts)} ex GST`
  return (
    <Text size="sm" c="dimmed">
      {fee.chargedOn === 'submission'
        ? `A rejected request costs ${isOwn ? 'you' : 'the customer'} ${cost}: the fee stays charged, and sending it again is charged anew.`
        : `A rejection costs ${isOwn ? 'you' : 'the customer'} ${cost}.`}
    </Text>
  )
}
