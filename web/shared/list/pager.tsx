import { ActionIcon, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { countText } from '../format/counts.ts'

interface PagerProps {
  readonly page: number
  readonly pageSize: number
  readonly shown: number
  readonly total: number | undefined
  readonly goNext: (() => void) | undefined
  readonly goBack: (() => void) | undefined
}

/** `1–50 of 12,408`, and the ways on and back. */
export function Pager({ page, pageSize, shown, total, goNext, goBack }: PagerProps): ReactNode {
  const first = (page - 1) * pageSize + 1
  const range = `${countText(first)}–${countText(first + shown - 1)}`
  return (
    <Group gap="xs" justify="flex-end" component="nav" aria-label="Pages">
      <Text size="sm" c="dimmed" className="figures">
        {shown === 0 ? 'None' : total === undefined ? range : `${range} of ${countText(total)}`}
      </Text>
      <ActionIcon variant="default" aria-label="Page before" disabled={goBack === undefined} onClick={goBack}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon variant="default" aria-label="Next page" disabled={goNext === undefined} onClick={goNext}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </Group>
  )
}
