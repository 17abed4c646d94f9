import { ActionIcon, Menu } from '@mantine/core'
import { IconApi, IconHelp, IconKeyboard, IconLifebuoy } from '@tabler/icons-react'
import { lazy, Suspense, type ReactNode } from 'react'
import { useBrand } from '../../shared/brand/brand-context.tsx'
import type { ShellDialogs } from './use-shell-keys.ts'

const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }))

/** Keys, the documentation of the API, whom to ask. */
export function HelpMenu({ dialogs }: { readonly dialogs: ShellDialogs }): ReactNode {
  const { supportEmail, supportUrl } = useBrand()
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label="Help">
            <IconHelp size={20} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconKeyboard size={16} aria-hidden />}
            rightSection="?"
            onClick={() => dialogs.open('keys')}
          >
            Keys
          </Menu.Item>
          <Menu.Item component="a" href="/api/docs" target="_blank" leftSection={<IconApi size={16} aria-hidden />}>
            The API
          </Menu.Item>
          {(supportUrl !== null || supportEmail !== '') && (
            <Menu.Item
              component="a"
              href={supportUrl ?? `mailto:${supportEmail}`}
              leftSection={<IconLifebuoy size={16} aria-hidden />}
            >
              Support
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialogs.opened === 'keys' && (
        <Suspense fallback={null}>
          <KeysDialog onClose={dialogs.close} />
        </Suspense>
      )}
    </>
  )
}
