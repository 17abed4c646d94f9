import { Avatar, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useBrand } from './brand-context.tsx'
import classes from './brand-mark.module.css'

/** The brand as its owner shows it: its logo, or its initial and name. */
export function BrandMark(): ReactNode {
  const { name, logoUrl } = useBrand()
  if (logoUrl !== null) return <img src={logoUrl} alt={name} className={classes['logo']} />
  return (
    <Group gap={8} wrap="nowrap">
      <Avatar size={28} radius="sm" color="brand" variant="filled" aria-hidden>
        {name.slice(0, 1).toUpperCase()}
      </Avatar>
      <Text fw={600} truncate>
        {name}
      </Text>
    </Group>
  )
}
