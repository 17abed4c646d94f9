import {
  createTheme,
  defaultVariantColorsResolver,
  Modal,
  Table,
  Tooltip,
  type MantineThemeOverride,
} from '@mantine/core'
import { SHADE, shadesOf } from '../brand/colours.ts'
import type { Brand } from '../brand/brand.ts'

/** Calm like a ledger: grey for structure, the brand's colour for what can be done, other colours for meaning only. */
export function themeOf({ colour, accentColour }: Pick<Brand, 'colour' | 'accentColour'>): MantineThemeOverride {
  return createTheme({
    colors: { brand: shadesOf(colour), accent: shadesOf(accentColour) },
    primaryColor: 'brand',
    primaryShade: SHADE,
    // The brand's shades are made so that white is read on the light theme's and black on the dark one's.
    variantColorResolver: (input) => {
      const usual = defaultVariantColorsResolver(input)
      const isBrand = input.color === undefined || input.color === 'brand' || input.color === 'accent'
      return input.variant === 'filled' && isBrand ? { ...usual, color: 'var(--on-brand)' } : usual
    },
    defaultRadius: 6,
    cursorType: 'pointer',
    respectReducedMotion: true,
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, monospace",
    fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
    spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
    headings: {
      fontFamily: "'Inter Variable', system-ui, sans-serif",
      fontWeight: '600',
      sizes: {
        h1: { fontSize: '1.25rem', lineHeight: '1.75rem' },
        h2: { fontSize: '1rem', lineHeight: '1.5rem' },
        h3: { fontSize: '0.875rem', lineHeight: '1.25rem' },
      },
    },
    components: {
      Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, openDelay: 300 } }),
      Modal: Modal.extend({ defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Close' } } }),
      Table: Table.extend({ defaultProps: { verticalSpacing: 8 } }),
    },
  })
}
