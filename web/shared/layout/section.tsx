import { Group, Stack, Text, Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import classes from './section.module.css'

interface SectionProps {
  readonly title: string
  /** A line under the title, where it needs one. */
  readonly words?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A part of a page under its own heading, kept apart by a hairline. */
export function Section({ title, words, actions, children }: SectionProps): ReactNode {
  const id = useId()
  return (
    <section className={classes['section']} aria-labelledby={id}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Stack gap={2} style={{ flex: '1 1 240px' }}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {words !== undefined && (
            <Text c="dimmed" size="sm">
              {words}
            </Text>
          )}
        </Stack>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </section>
  )
}
