import { Button, FileButton, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { useMay } from '../../../shared/access/session.ts'
import { Section } from '../../../shared/layout/section.tsx'
import classes from './brand-pictures.module.css'

/** Logo and favicon: put up, replaced, taken down. They count at once. */
export function BrandPictures({ brand }: { readonly brand: Answer<'readBrand'> }): ReactNode {
  return (
    <Section title="Pictures" words="PNG or SVG, up to 200 kB. A change counts at once.">
      <Stack>
        <Picture kind="logo" name="Logo" url={brand.logoUrl} version={brand.version} />
        <Picture kind="favicon" name="Icon of the browser tab" url={brand.faviconUrl} version={brand.version} />
      </Stack>
    </Section>
  )
}

interface PictureProps {
  readonly kind: 'logo' | 'favicon'
  readonly name: string
  readonly url: string | null
  /** Another version may be another picture under the same address. */
  readonly version: number
}

function Picture({ kind, name, url, version }: PictureProps): ReactNode {
  const may = useMay()
  const put = useChange('writePicture', { done: `${name} saved` })
  const take = useChange('removePicture', { done: `${name} taken down` })
  const upload = (file: File | null): void => {
    if (file !== null) put.mutate({ params: { pictureKind: kind }, file })
  }
  return (
    <Group wrap="nowrap" gap="md">
      <div className={classes['frame']}>
        {url === null ? (
          <Text size="xs" c="#5f636b">
            None
          </Text>
        ) : (
          <img src={`${url}?v=${version}`} alt={name} className={classes['picture']} />
        )}
      </div>
      <Stack gap={4}>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        {may('brand.write') && (
          <Group gap="xs">
            <FileButton onChange={upload} accept="image/png,image/svg+xml">
              {(props) => (
                <Button {...props} size="compact-sm" variant="default" loading={put.isPending}>
                  {url === null ? 'Choose a file' : 'Replace'}
                </Button>
              )}
            </FileButton>
            {url !== null && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                loading={take.isPending}
                onClick={() => take.mutate({ params: { pictureKind: kind } })}
              >
                Take down
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Group>
  )
}
