/** WCAG 2.2, success criterion 1.4.3 at level AA: text of ordinary size against what is behind it. */
const READABLE_RATIO = 4.5
/** Criterion 1.4.11: what is no text, such as the edge of a button. */
const VISIBLE_RATIO = 3

/** The grounds of the light and the dark theme. */
const LIGHT_GROUND = '#ffffff'
const DARK_GROUND = '#1a1b1e'

/**
 * How two colours stand out against each other, by WCAG's relative luminance: from 1 (the same) to 21 (black on white).
 *
 * @param one,other `#rrggbb`.
 */
export function contrastRatio(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** What of the brand's colours some people cannot read, each a sentence with its remedy; none where all is well. */
export function colourWarnings(colours: { readonly colour: string; readonly accentColour: string }): readonly string[] {
  const warnings: string[] = []
  for (const [name, colour] of [
    ['The colour', colours.colour],
    ['The accent colour', colours.accentColour],
  ] as const) {
    const onLight = contrastRatio(colour, LIGHT_GROUND)
    const onDark = contrastRatio(colour, DARK_GROUND)
    if (onLight < READABLE_RATIO)
      warnings.push(
        `${name} ${colour} has a contrast of ${shown(onLight)} with white, and text takes ${READABLE_RATIO}: choose a darker one.`,
      )
    if (onDark < VISIBLE_RATIO)
      warnings.push(
        `${name} ${colour} has a contrast of ${shown(onDark)} with the dark theme, and it takes ${VISIBLE_RATIO}: choose a lighter one.`,
      )
  }
  return warnings
}

/** Rounded down: 4.49 is not 4.5. */
function shown(ratio: number): string {
  return (Math.floor(ratio * 10) / 10).toFixed(1)
}
