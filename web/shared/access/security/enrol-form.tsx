import { Anchor, Box, Code, Group, List, Button, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { accessEndpoints } from '#contract/access.ts'
import type { Answer } from '../../api/wire-types.ts'
import { copyText } from '../../feedback/copy-text.ts'
import { FormFrame } from '../../form/form-frame.tsx'
import { useApiForm } from '../../form/use-api-form.ts'
import { QrCode } from './qr-code.tsx'

interface EnrolFormProps {
  readonly enrolment: Answer<'enrolTotp'>
  /** With the recovery codes, where this is the first second factor. */
  readonly onDone: (codes: readonly string[] | null) => void
  readonly onCancel: () => void
}

/** The secret goes into the app, and a code of the app comes back. */
export function EnrolForm({ enrolment, onDone, onCancel }: EnrolFormProps): ReactNode {
  const { secret, uri } = enrolment
  const { form, ...frame } = useApiForm('confirmTotp', {
    initial: { code: '' },
    schema: accessEndpoints.confirmTotp.body,
    toBody: ({ code }) => ({ code: code.replaceAll(/\s/g, '') }),
    toAsk: (body) => ({ body }),
    done: 'The authenticator app is set up',
    onDone: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  return (
    <FormFrame action="Turn app on" {...frame} onCancel={onCancel}>
      <List type="ordered" size="sm" spacing="sm">
        <List.Item>
          Have an authenticator app: Google Authenticator, Microsoft Authenticator, 1Password or another.
        </List.Item>
        <List.Item>
          Scan this with it:
          <Box mt={6}>
            <QrCode text={uri} label="QR code for the authenticator app" />
          </Box>
        </List.Item>
        <List.Item>
          If it cannot scan, <Anchor href={uri}>open it with this link</Anchor> on the phone that has it, or choose
          “enter a key” there and type this one:
          <Group gap="xs" mt={6}>
            <Code fz="md" style={{ overflowWrap: 'anywhere' }}>
              {inFours(secret)}
            </Code>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconCopy size={14} aria-hidden />}
              onClick={() => void copyText(secret, 'The key is copied')}
            >
              Copy key
            </Button>
          </Group>
        </List.Item>
        <List.Item>Type the 6 digits it shows.</List.Item>
      </List>
      <TextInput
        label="Code of the app"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        data-autofocus
        key={form.key('code')}
        {...form.getInputProps('code')}
      />
    </FormFrame>
  )
}

/** Easier to type. */
function inFours(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
