import { Button, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { tellDone, tellFailure } from '../../../shared/feedback/toast.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { portNumbersText, type PortLine } from '../../../shared/porting/port-words.ts'

interface BulkStepsProps {
  readonly ports: readonly PortLine[]
  readonly onDone: () => void
}

/** Hands on the ticked ports that wait for the same: a morning's batch to the upstream carrier, and what it passed on. */
export function BulkSteps({ ports, onDone }: BulkStepsProps): ReactNode {
  const lodge = useChange('lodgePort', { silent: true })
  const passOn = useChange('passOnPort', { silent: true })
  const [progress, setProgress] = useState<string>()
  const submitted = ports.filter(({ state }) => state === 'submitted')
  const lodged = ports.filter(({ state }) => state === 'lodged')

  const run = async (some: readonly PortLine[], act: typeof lodge | typeof passOn, done: string): Promise<void> => {
    const refused: string[] = []
    for (const [index, port] of some.entries()) {
      setProgress(`${index + 1} of ${some.length} …`)
      try {
        await act.mutateAsync({ params: { portId: port.id }, body: {} })
      } catch (error) {
        refused.push(`${portNumbersText(port)}: ${detailOf(error)}`)
      }
    }
    setProgress(undefined)
    if (some.length > refused.length) tellDone(`${plural(some.length - refused.length, 'port')} ${done}`)
    if (refused.length > 0) tellFailure(refused.join(' '))
    onDone()
  }

  if (progress !== undefined) return <Text size="sm">{progress}</Text>
  if (submitted.length === 0 && lodged.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Tick submitted or lodged ports to hand several on at once.
      </Text>
    )
  }
  return (
    <>
      {submitted.length > 0 && (
        <Button size="compact-sm" onClick={() => void run(submitted, lodge, 'lodged')}>
          Note {submitted.length} as lodged
        </Button>
      )}
      {lodged.length > 0 && (
        <Button size="compact-sm" onClick={() => void run(lodged, passOn, 'passed on')}>
          Note {lodged.length} as passed on
        </Button>
      )}
    </>
  )
}
