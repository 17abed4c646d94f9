import { Button, Menu, Text } from '@mantine/core'
import { IconChevronUp } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { addressOf } from '../../../shared/api/client.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
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
  const upstream = useUpstream()
  const submitted = ports.filter(({ state }) => state === 'submitted')
  const lodged = ports.filter(({ state }) => state === 'lodged')

  const run = async (
    some: readonly PortLine[],
    act: typeof lodge | typeof passOn,
    done: string,
    body: { readonly upstreamId?: string } = {},
  ): Promise<void> => {
    const refused: string[] = []
    for (const [index, port] of some.entries()) {
      setProgress(`${index + 1} of ${some.length} …`)
      try {
        await act.mutateAsync({ params: { portId: port.id }, body })
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
        <LodgeButtons
          count={submitted.length}
          upstream={upstream}
          onLodge={(upstreamId) => void run(submitted, lodge, 'lodged', upstreamId === undefined ? {} : { upstreamId })}
        />
      )}
      <FormsLink ports={ports} />
      {lodged.length > 0 && (
        <Button size="compact-sm" onClick={() => void run(lodged, passOn, 'passed on')}>
          Note {lodged.length} as passed on
        </Button>
      )}
    </>
  )
}

/** The carriers ports are lodged with, the default one first. */
function useUpstream(): readonly Item<'listCarriers'>[] {
  const carriers = useRead('listCarriers', {}).data?.items ?? []
  return carriers
    .filter(({ isUpstream }) => isUpstream)
    .toSorted((one, other) => Number(other.isDefault) - Number(one.isDefault))
}

interface LodgeButtonsProps {
  readonly count: number
  readonly upstream: readonly Item<'listCarriers'>[]
  readonly onLodge: (upstreamId: string | undefined) => void
}

/** With the default carrier at once, with another from a menu. */
function LodgeButtons({ count, upstream, onLodge }: LodgeButtonsProps): ReactNode {
  const [usual, ...others] = upstream
  if (usual === undefined) {
    return (
      <Button size="compact-sm" onClick={() => onLodge(undefined)}>
        Note {count} as lodged
      </Button>
    )
  }
  return (
    <Button.Group>
      <Button size="compact-sm" onClick={() => onLodge(usual.id)}>
        Lodge {count} with {usual.name}
      </Button>
      {others.length > 0 && (
        <Menu position="top-end">
          <Menu.Target>
            <Button size="compact-sm" px={6} aria-label="Lodge with another carrier">
              <IconChevronUp size={14} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => onLodge(id)}>
                Lodge with {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Button.Group>
  )
}

/** Request forms of what is ticked, as one table. */
function FormsLink({ ports }: { readonly ports: readonly PortLine[] }): ReactNode {
  const submitted = ports.filter(({ attempt }) => attempt > 0).slice(0, 200)
  if (submitted.length === 0) return null
  return (
    <Button
      component="a"
      href={addressOf('exportRequestForms', { query: { ports: submitted.map(({ id }) => id).join(',') } })}
      download
      variant="default"
      size="compact-sm"
    >
      Request forms
    </Button>
  )
}
