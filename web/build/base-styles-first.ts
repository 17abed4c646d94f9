import type { Plugin } from 'vite'

const LINK = /[ \t]*<link rel="stylesheet"[^>]*>\n/g

/** What only the theme sets: the sheet that does begins with the library's styles (theme/global.css). */
const OF_BASE = '--ground:'

/**
 * Moves the theme's sheet, the library's styles with it, before the others: of two rules that weigh the same the later wins,
 * and ours have to, in whichever chunk they are.
 */
export function baseStylesFirst(): Plugin {
  return {
    name: 'base-styles-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const base = Object.values(bundle).find((file) => file.type === 'asset' && file.source.includes(OF_BASE))
        const links = html.match(LINK) ?? []
        const link = links.find((each) => base !== undefined && each.includes(base.fileName))
        const [first] = links
        if (link === undefined || first === undefined) throw new Error('the page does not link the sheet of the theme')
        return link === first ? html : html.replace(link, '').replace(first, link + first)
      },
    },
  }
}
