/**
 * Whether an SVG is a picture and nothing more. It is read by a strict scanner, not by a forgiving parser: whatever does
 * not look as expected is refused, so that no browser can understand it otherwise.
 */

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg'

/** What draws. No script, no foreign content, nothing that changes attributes by and by. */
const ELEMENTS = new Set(
  `circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
   feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
   feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
   feTurbulence filter g image line linearGradient marker mask metadata path pattern polygon polyline radialGradient rect
   stop style svg switch symbol text textPath title tspan use view`.split(/\s+/),
)

const TOKEN = new RegExp(
  [
    String.raw`<!--(?:(?!--)[^])*-->`,
    String.raw`<!\[CDATA\[(?<data>(?:(?!\]\]>)[^])*)\]\]>`,
    String.raw`<\/(?<end>[\w:.-]+)\s*>`,
    String.raw`<(?<start>[\w:.-]+)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>`,
    String.raw`(?<text>[^<]+)`,
  ].join('|'),
  'y',
)
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const HEAD = /^\uFEFF?\s*(?:<\?xml\s[^<>?]*\?>\s*)?/

/** @returns what is wrong with it and what to do, in one sentence; undefined where it is a picture and nothing more. */
export function faultOfSvg(svg: string): string | undefined {
  const open: string[] = []
  let seen = 0
  const drawing = prefixesOfSvg(svg)
  TOKEN.lastIndex = HEAD.exec(svg)?.[0].length ?? 0
  while (TOKEN.lastIndex < svg.length) {
    const token = TOKEN.exec(svg)?.groups
    if (token === undefined)
      return 'This SVG has a DOCTYPE, an entity or a tag that cannot be read; export it as plain SVG.'
    const { start, end, attributes = '', empty, text, data } = token
    if (start !== undefined) {
      if (seen++ === 0 && localName(start) !== 'svg') return 'The outermost element of an SVG is svg; this one is not.'
      const fault = faultOfElement(start, drawing) ?? faultOfAttributes(attributes)
      if (fault !== undefined) return fault
      if (empty === '') open.push(start)
    } else if (end !== undefined) {
      if (open.pop() !== end) return `The element ${end} is closed where it was not open; export the SVG again.`
    } else if (localName(open.at(-1) ?? '') === 'style') {
      const fault = faultOfStyle(text ?? data ?? '')
      if (fault !== undefined) return fault
    }
    if (open.length === 0 && seen > 0 && svg.slice(TOKEN.lastIndex).trim() === '') return undefined
  }
  return 'This SVG is cut off; export it again.'
}

/** The prefixes that stand for SVG itself; elements of other prefixes are notes of drawing programs and drawn by nobody. */
function prefixesOfSvg(svg: string): ReadonlySet<string> {
  const prefixes = new Set([''])
  for (const [, prefix = '', double, single] of svg.matchAll(/\sxmlns:([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if ((double ?? single) === SVG_NAMESPACE) prefixes.add(prefix)
  }
  return prefixes
}

function faultOfElement(name: string, drawing: ReadonlySet<string>): string | undefined {
  const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : ''
  if (!drawing.has(prefix) || ELEMENTS.has(localName(name))) return undefined
  return `An SVG with the element ${name} is not taken: remove scripts, links, animations and foreign content.`
}

function faultOfAttributes(attributes: string): string | undefined {
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    const value = double ?? single ?? ''
    const local = localName(name).toLowerCase()
    if (local.startsWith('on')) return `The attribute ${name} can run a script; remove it.`
    if (name === 'xmlns' && value !== SVG_NAMESPACE) return 'An SVG with content of another kind inside is not taken.'
    if (name.startsWith('xmlns')) {
      if (/xhtml|mathml/i.test(value)) return 'An SVG with content of another kind inside is not taken.'
      continue
    }
    // A character written as &#106; would be read as what it stands for, after this check.
    if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(value)) return `Write the value of ${name} without entities.`
    if (local === 'href' || local === 'src') {
      if (!/^#[\w.-]+$|^data:image\/(png|jpeg);base64,[A-Za-z0-9+/=\s]*$/.test(value.trim()))
        return `${name} refers to something outside the picture; embed it or remove it.`
    } else {
      const fault = faultOfStyle(value)
      if (fault !== undefined) return fault
    }
  }
  return undefined
}

/** For style elements, style attributes and attributes such as fill="url(#shade)". */
function faultOfStyle(css: string): string | undefined {
  if (/\\|@import|expression\s*\(|javascript:|&#/i.test(css))
    return 'Its styles have escapes, imports or scripts; remove them.'
  for (const [, target = ''] of css.matchAll(/url\s*\(\s*['"]?([^)]*)/gi)) {
    if (!target.startsWith('#')) return 'Its styles refer to something outside the picture; remove that.'
  }
  return undefined
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
