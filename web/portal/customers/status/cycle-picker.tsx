import { ActionIcon, Group, Select, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { daysText, zoneName } from '../../../shared/format/dates.ts'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { useAccount } from '../account-context.tsx'

type Status = Answer<'readAccountStatus'>

interface CyclePickerProps {
  readonly cycle: Status['cycle']
  /** To choose from, the last first. */
  readonly cycles: Status['cycles']
}

/** Chooses the billing cycle that everything below is of: ‹ 20 Oct – 19 Nov 2026 ›. */
export function CyclePicker({ cycle, cycles }: CyclePickerProps): ReactNode {
  const { timeZone } = useAccount()
  const [, change] = useQueryState()
  const at = cycles.findIndex(({ from }) => from === cycle.from)
  const [later, earlier] = [cycles[at - 1], cycles[at + 1]]
  const go = (from: string): void => change({ cycle: from === cycles[0]?.from ? undefined : from })
  return (
    <Group gap="xs" role="group" aria-label="Billing cycle">
      <ActionIcon
        variant="default"
        size={36}
        aria-label="Cycle before"
        disabled={earlier === undefined}
        onClick={() => earlier !== undefined && go(earlier.from)}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <Select
        aria-label="Billing cycle"
        w={230}
        data={cycles.map(({ from, to }) => ({ value: from, label: daysText(from, to) }))}
        value={cycle.from}
        allowDeselect={false}
        onChange={(from) => from !== null && go(from)}
      />
      <ActionIcon
        variant="default"
        size={36}
        aria-label="Next cycle"
        disabled={later === undefined}
        onClick={() => later !== undefined && go(later.from)}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
      <Text size="sm" c="dimmed">
        {`${cycle.isCurrent ? 'The cycle that runs' : 'Closed'} · days in ${zoneName(new Date(cycle.fromInstant), timeZone)}`}
      </Text>
    </Group>
  )
}
