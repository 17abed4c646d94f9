import type { MantineColorsTuple } from '@mantine/core'
import { contrastRatio } from '#domain/branding/contrast.ts'

/** WCAG 2.2, success criterion 1.4.3: text of ordinary size against what is behind it. */
const READABLE = 4.5
const LIGHT_GROUND = '#ffffff'
const DARK_GROUND = '#1a1b1e'

/** The shade for text and buttons on white, and the one on the dark ground. */
export const SHADE = { light: 6, dark: 4 } as const

/**
 * Ten shades of a brand's colour, from a tint to the darkest. Shade 6 is the colour itself, darkened as far as white behind
 * it asks; shade 4 is the colour lightened as far as the dark theme asks.
 *
 * @param colour `#rrggbb`.
 */
export function shadesOf(colour: string): MantineColorsTuple {
  const onLight = until(colour, '#000000', LIGHT_GROUND)
  const onDark = until(colour, '#ffffff', DARK_GROUND)
  return [
    mix(onLight, '#ffffff', 0.93),
    mix(onLight, '#ffffff', 0.86),
    mix(onLight, '#ffffff', 0.72),
    mix(onDark, '#ffffff', 0.3),
    onDark,
    mix(onDark, onLight, 0.5),
    onLight,
    mix(onLight, '#000000', 0.15),
    mix(onLight, '#000000', 0.3),
    mix(onLight, '#000000', 0.45),
  ]
}

/** Whether a text is a colour as brands have them: `#rrggbb`. */
export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text)
}

/** The colour, mixed with another as little as it takes to be read on the ground. */
function until(colour: string, towards: string, ground: string): string {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(colour, towards, share)
    if (contrastRatio(mixed, ground) >= READABLE) return mixed
  }
  return towards
}

function mix(one: string, other: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [from, to] = [one, other].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16))
    return Math.round((from ?? 0) * (1 - share) + (to ?? 0) * share)
  })
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
