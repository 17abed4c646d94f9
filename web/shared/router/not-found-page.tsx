import { Button, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useDocumentTitle } from '../layout/page.tsx'
import { AppLink } from './app-link.tsx'

const TITLE = 'There is no such page'

/** For an address that leads nowhere. */
export function NotFoundPage(): ReactNode {
  useDocumentTitle(TITLE)
  return (
    <Stack align="center" py={80} px="md" gap="sm">
      <Title order={1} ta="center" data-page-heading tabIndex={-1}>
        {TITLE}
      </Title>
      <Text c="dimmed" ta="center">
        The address may be mistyped, or what was here is gone.
      </Text>
      <Button component={AppLink} to="/" variant="default">
        Go to the first page
      </Button>
    </Stack>
  )
}
