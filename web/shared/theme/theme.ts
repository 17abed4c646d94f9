import {
  Badge,
  createTheme,
  defaultVariantColorsResolver,
  Drawer,
  Input,
  Menu,
  Modal,
  Notification,
  Popover,
  Progress,
  Table,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core'
import { SHADE, shadesOf } from '../brand/colours.ts'
import type { Brand } from '../brand/brand.ts'

/** Colours that mean something. The brand's come beside them. */
const MEANINGS = {
  red: '#b3261e',
  orange: '#8a5300',
  yellow: '#8a5300',
  green: '#17693a',
  teal: '#0b6a6a',
  blue: '#1c5fb0',
  violet: '#6a3fb5',
} as const

/** Grey for structure, without a tint. */
const GRAY: MantineColorsTuple = [
  '#f7f7f8',
  '#f1f2f3',
  '#ebecee',
  '#e4e5e7',
  '#d0d3d7',
  '#8b9098',
  '#5f636b',
  '#474a51',
  '#303237',
  '#1b1c1f',
]

const DARK: MantineColorsTuple = [
  '#e8e9eb',
  '#c6c9ce',
  '#a3a7af',
  '#868b94',
  '#2e3035',
  '#26282c',
  '#1f2125',
  '#141517',
  '#101113',
  '#0b0c0d',
]

const CLOSE = { 'aria-label': 'Close' } as const

const SANS = "'Inter Variable', system-ui, sans-serif"

/** Calm like a ledger: grey for structure, the brand's colour for what can be done, other colours for meaning only. */
export function themeOf({ colour, accentColour }: Pick<Brand, 'colour' | 'accentColour'>): MantineThemeOverride {
  const meanings = Object.entries(MEANINGS).map(([name, of]) => [name, shadesOf(of)] as const)
  return createTheme({
    colors: {
      ...Object.fromEntries(meanings),
      brand: shadesOf(colour),
      accent: shadesOf(accentColour),
      gray: GRAY,
      dark: DARK,
    },
    primaryColor: 'brand',
    primaryShade: SHADE,
    // All shades are made so that white is read on the light theme's and black on the dark one's.
    variantColorResolver: (input) => {
      const usual = defaultVariantColorsResolver(input)
      return input.variant === 'filled' ? { ...usual, color: 'var(--on-brand)' } : usual
    },
    defaultRadius: 6,
    cursorType: 'pointer',
    respectReducedMotion: true,
    fontFamily: SANS,
    fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, monospace",
    fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
    fontWeights: { regular: '400', medium: '500', bold: '600' },
    spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
    shadows: {
      xs: 'var(--float)',
      sm: 'var(--float)',
      md: 'var(--float)',
      lg: 'var(--float)',
      xl: 'var(--float)',
    },
    headings: {
      fontFamily: SANS,
      fontWeight: '600',
      sizes: {
        h1: { fontSize: '1.25rem', lineHeight: '1.75rem' },
        h2: { fontSize: '1rem', lineHeight: '1.5rem' },
        h3: { fontSize: '0.875rem', lineHeight: '1.25rem' },
      },
    },
    components: {
      Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 4, tt: 'none', fw: 500 } }),
      Drawer: Drawer.extend({ defaultProps: { position: 'right', closeButtonProps: CLOSE } }),
      // Help stands under the field, where it does not come between the label and what is typed.
      InputWrapper: Input.Wrapper.extend({
        defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      }),
      Menu: Menu.extend({ defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } }),
      Modal: Modal.extend({ defaultProps: { centered: true, closeButtonProps: CLOSE } }),
      Notification: Notification.extend({ defaultProps: { closeButtonProps: CLOSE } }),
      Popover: Popover.extend({ defaultProps: { shadow: 'md' } }),
      Progress: Progress.extend({ defaultProps: { radius: 2 } }),
      Table: Table.extend({ defaultProps: { verticalSpacing: 8 } }),
      Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300 } }),
    },
  })
}

/** Mantine's own variables in terms of ours (global.css), so that a colour is said in one place. */
export const variablesOf: CSSVariablesResolver = ({ colors }) => {
  const ours = {
    '--mantine-color-body': 'var(--ground)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-quiet)',
    '--mantine-color-placeholder': 'var(--ink-quiet)',
    '--mantine-color-error': 'var(--negative)',
    '--mantine-color-success': 'var(--positive)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--row-hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--hairline)',
    '--mantine-color-disabled': 'var(--disabled)',
    '--mantine-color-disabled-color': 'var(--ink-disabled)',
    '--mantine-color-disabled-border': 'var(--hairline)',
  }
  const onLight = Object.keys(colors).map((name) => [
    `--mantine-color-${name}-light-color`,
    `var(--mantine-color-${name}-8)`,
  ])
  const onDark = Object.keys(colors).flatMap((name) => [
    [`--mantine-color-${name}-filled-hover`, `var(--mantine-color-${name}-3)`],
    [`--mantine-color-${name}-light`, `color-mix(in srgb, var(--mantine-color-${name}-4) 16%, var(--ground))`],
    [`--mantine-color-${name}-light-hover`, `color-mix(in srgb, var(--mantine-color-${name}-4) 24%, var(--ground))`],
    [`--mantine-color-${name}-light-color`, `var(--mantine-color-${name}-3)`],
    [`--mantine-color-${name}-outline`, `var(--mantine-color-${name}-4)`],
  ])
  return {
    variables: {},
    light: { ...Object.fromEntries(onLight), ...ours, '--mantine-color-anchor': 'var(--mantine-primary-color-6)' },
    dark: { ...Object.fromEntries(onDark), ...ours, '--mantine-color-anchor': 'var(--mantine-primary-color-4)' },
  }
}
