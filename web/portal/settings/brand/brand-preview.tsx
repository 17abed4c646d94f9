import { Anchor, Button, Group, MantineProvider, Paper, Stack, Text } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { BrandMark } from '../../../shared/brand/brand-mark.tsx'
import { BrandProvider, useBrand } from '../../../shared/brand/brand-context.tsx'
import { isColour } from '../../../shared/brand/colours.ts'
import { AllowanceBar } from '../../../shared/allowance/allowance-bar.tsx'
import { themeOf } from '../../../shared/theme/theme.ts'
import classes from './brand-preview.module.css'

interface BrandPreviewProps {
  readonly name: string
  readonly colour: string
  readonly accentColour: string
  readonly logoUrl: string | null
}

/** A piece of the customer portal in the colours being chosen, in both themes. */
export function BrandPreview({ name, colour, accentColour, logoUrl }: BrandPreviewProps): ReactNode {
  const brand = useBrand()
  const draft = {
    ...brand,
    name: name.trim() === '' ? brand.name : name,
    colour: isColour(colour) ? colour.toLowerCase() : brand.colour,
    accentColour: isColour(accentColour) ? accentColour.toLowerCase() : brand.accentColour,
    logoUrl,
  }
  return (
    <Stack className={classes['stay']} gap="sm" component="aside" aria-label="Preview">
      <Text size="sm" c="dimmed">
        How customers see it
      </Text>
      <BrandProvider value={{ brand: draft, put: () => {} }}>
        <Sample draft={draft} scheme="light" />
        <Sample draft={draft} scheme="dark" />
      </BrandProvider>
    </Stack>
  )
}

interface SampleProps {
  readonly draft: Pick<BrandPreviewProps, 'colour' | 'accentColour'>
  readonly scheme: 'light' | 'dark'
}

function Sample({ draft, scheme }: SampleProps): ReactNode {
  const place = `preview-${useId().replaceAll(/\W/g, '')}`
  return (
    <div id={place} className={classes['sample']} data-mantine-color-scheme={scheme}>
      <MantineProvider
        theme={themeOf(draft)}
        cssVariablesSelector={`#${place}`}
        getRootElement={() => document.querySelector<HTMLElement>(`#${place}`) ?? undefined}
        forceColorScheme={scheme}
      >
        <Stack gap="sm">
          <BrandMark />
          <Paper p="sm" withBorder bg="transparent">
            <Text fz={20} fw={600}>
              $42.50
            </Text>
            <Text size="sm" c="dimmed">
              prepaid credit
            </Text>
          </Paper>
          <AllowanceBar allowance={ALLOWANCE} />
          <Group>
            <Button size="sm">Add credit</Button>
            <Anchor component="span" size="sm">
              See all calls
            </Anchor>
          </Group>
        </Stack>
      </MantineProvider>
    </div>
  )
}

const ALLOWANCE = {
  name: 'Mobile minutes',
  unit: 'seconds',
  included: '30000',
  used: '17280',
  remaining: '12720',
} as const
