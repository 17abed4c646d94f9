import { Alert, Paper, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { call } from '../../../shared/api/client.ts'
import type { Params } from '../../../shared/api/wire-types.ts'
import classes from './mail-preview.module.css'

interface MailPreviewProps {
  readonly kind: Params<'previewMailTemplate'>['kind']
  readonly subject: string
  readonly body: string
}

/** The e-mail with sample values in the brand, as it is typed. */
export function MailPreview({ kind, subject, body }: MailPreviewProps): ReactNode {
  const preview = useQuery({
    queryKey: ['mail-preview', kind, subject, body],
    queryFn: ({ signal }) => call('previewMailTemplate', { params: { kind }, body: { subject, body } }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <Stack gap="xs" component="aside" aria-label="Preview" className={classes['stay']}>
      <Text size="sm" c="dimmed">
        How it looks, with sample values
      </Text>
      {preview.isError && <Alert color="yellow">{detailOf(preview.error)}</Alert>}
      {preview.data !== undefined && (
        <Paper withBorder className={classes['mail']}>
          <Text px="md" py="sm" fw={500}>
            {preview.data.subject}
          </Text>
          <iframe title="The e-mail" sandbox="" srcDoc={preview.data.html} className={classes['page']} />
        </Paper>
      )}
    </Stack>
  )
}
