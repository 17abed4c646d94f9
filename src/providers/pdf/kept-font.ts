import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** As much of a font as fontkit decodes it. */
interface Font {
  getGlyph(id: number, codePoints?: readonly number[]): object | null
  layout(text: string, features?: readonly string[]): GlyphRun
}

interface GlyphRun {
  readonly positions: readonly object[]
}

/** fontkit asks each format in turn whether it knows the bytes; the first that does makes the font of them. */
interface FontFormat {
  probe(bytes: Uint8Array): boolean
  new (stream: { readonly buffer: Uint8Array }): object
}

interface FontKit {
  create(bytes: Uint8Array): Font
  registerFormat(format: FontFormat): void
}

// The one pdfkit uses, which is the one pdfmake uses.
const pdfkit = createRequire(createRequire(import.meta.url).resolve('pdfmake/package.json')).resolve('pdfkit')
const fontkit = createRequire(pdfkit)('fontkit') as FontKit

const kept = new Map<Uint8Array, Font>()

fontkit.registerFormat(
  class {
    static probe(bytes: Uint8Array): boolean {
      return kept.has(bytes)
    }

    constructor({ buffer }: { readonly buffer: Uint8Array }) {
      return kept.get(buffer) ?? this
    }
  },
)

/** Amounts and names come without end, and in any length. */
const MOST_KEPT = 4000
const LONGEST_KEPT = 40

/**
 * Decodes a font once for all documents of this thread. pdfkit itself decodes it, and lays out every word, anew for each
 * document, which is most of the time a short one takes.
 *
 * @returns what pdfkit is given in place of the font's bytes.
 */
export function keptFont(path: string): Buffer {
  const name = Buffer.from(path)
  kept.set(name, withWords(withGlyphsByLetter(fontkit.create(readFileSync(path)))))
  return name
}

const MADE = '_glyphs'

/**
 * A font that serves many documents makes a glyph once for each letter it stands for. fontkit's own remembers the letter
 * of its first use, and copied text would depend on the documents before.
 */
function withGlyphsByLetter(font: Font): Font {
  const glyphs = new Map<string, object | null>()
  const getGlyph = (id: number, codePoints: readonly number[] = []): object | null => {
    const key = `${id} ${codePoints.join()}`
    const known = glyphs.get(key)
    if (known !== undefined) return known
    if (glyphs.size >= MOST_KEPT) glyphs.clear()
    // Where it keeps those it has made.
    Object.assign(font, { [MADE]: {} })
    const glyph = makeGlyph(id, codePoints)
    glyphs.set(key, glyph)
    return glyph
  }
  const makeGlyph = font.getGlyph.bind(font)
  return Object.assign(font, { getGlyph })
}

/** The font with the words it has laid out before. */
function withWords(font: Font): Font {
  const words = new Map<string, GlyphRun>()
  const layOut = font.layout.bind(font)
  const remembered = (text: string): GlyphRun => {
    const known = words.get(text)
    if (known !== undefined) return known
    if (words.size >= MOST_KEPT) words.clear()
    const run = layOut(text)
    words.set(text, run)
    return run
  }
  const layout = (text: string, features?: readonly string[]): GlyphRun => {
    if (features !== undefined || text.length > LONGEST_KEPT) return layOut(text, features)
    const run = remembered(text)
    // pdfkit scales the positions in place.
    const positions = run.positions.map((position) => ({ ...position }))
    return Object.assign(Object.create(run) as GlyphRun, { positions })
  }
  return Object.assign(font, { layout })
}
