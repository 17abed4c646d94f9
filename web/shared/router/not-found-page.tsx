import { Button, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { AppLink } from './app-link.tsx'

export function NotFoundPage(): ReactNode {
  return (
    <Stack align="center" py={80} gap="sm" component="main">
      <Title order={1}>There is no such page</Title>
      <Text c="dimmed">The address may be mistyped, or what was here is gone.</Text>
      <Button component={AppLink} to="/" variant="default">
        Go to the first page
      </Button>
    </Stack>
  )
}
