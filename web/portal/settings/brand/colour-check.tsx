import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { contrastRatio } from '#domain/branding/contrast.ts'
import { isColour } from '../../../shared/brand/colours.ts'

/** WCAG 2.2: text takes 4.5 against what is behind it. */
const READABLE = 4.5

/** How well a colour is read on white, while it is being chosen. */
export function ColourCheck({ name, colour }: { readonly name: string; readonly colour: string }): ReactNode {
  if (!isColour(colour)) return null
  const ratio = contrastRatio(colour.toLowerCase(), '#ffffff')
  const shown = (Math.floor(ratio * 10) / 10).toFixed(1)
  return (
    <Text size="xs" c={ratio >= READABLE ? 'dimmed' : 'var(--warning)'}>
      {ratio >= READABLE
        ? `Contrast with white ${shown}: easily read.`
        : `Contrast with white ${shown}, text takes ${READABLE}: screens will show the ${name} darker where it is text.`}
    </Text>
  )
}
