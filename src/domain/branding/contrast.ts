/** WCAG 2.2, success criterion 1.4.3 at level AA: text of ordinary size against what is behind it. */
const READABLE_RATIO = 4.5
/** The ground of papers and mails. */
const PAPER = '#ffffff'

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

/**
 * What of the brand's colours some people cannot read on paper and in mails, each a sentence with its remedy; none where all
 * is well. Screens take a darker or lighter shade by themselves.
 */
export function colourWarnings(colours: { readonly colour: string; readonly accentColour: string }): readonly string[] {
  const warnings: string[] = []
  for (const [name, colour] of [
    ['The colour', colours.colour],
    ['The accent colour', colours.accentColour],
  ] as const) {
    const ratio = contrastRatio(colour, PAPER)
    if (ratio < READABLE_RATIO)
      warnings.push(
        `${name} ${colour} has a contrast of ${shown(ratio)} with white, and text takes ${READABLE_RATIO}: choose a darker one.`,
      )
  }
  return warnings
}

/** Rounded down: 4.49 is not 4.5. */
function shown(ratio: number): string {
  return (Math.floor(ratio * 10) / 10).toFixed(1)
}
