import { expect, test } from 'vitest'
import { isProblem } from '#domain/problem.ts'
import { PICTURE_LIMITS, readPicture } from './picture.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const svg = (inside: string, more = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"${more}>${inside}</svg>`

/** The smallest PNG there is, at the given size in its header. */
function png(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(45)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  new DataView(bytes.buffer).setUint32(16, width)
  new DataView(bytes.buffer).setUint32(20, height)
  bytes.set([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82], 37)
  return bytes
}

test.each([
  ['a PNG', png(640, 120), 'image/png'],
  ['an SVG', bytesOf(svg('<path d="M0 0h8v8z" fill="#0b5d7a"/>')), 'image/svg+xml'],
  ['an SVG with a head', bytesOf(`<?xml version="1.0"?>\n<!-- by hand -->\n${svg('<g/>')}\n`), 'image/svg+xml'],
  [
    'what a drawing program writes',
    bytesOf(
      svg(
        '<sodipodi:namedview id="base"/><svg:rect/><style>.a{fill:url(#b)}</style><use xlink:href="#b"/>' +
          '<image href="data:image/png;base64,AAAA"/><text>Wattle &amp; Co</text>',
        ' xmlns:svg="http://www.w3.org/2000/svg" xmlns:sodipodi="http://sodipodi.example/dtd"',
      ),
    ),
    'image/svg+xml',
  ],
])('%s is taken', (_, bytes, type) => {
  expect(readPicture(bytes)).toBe(type)
})

test.each([
  ['nothing', new Uint8Array(0), 'Send a PNG or an SVG'],
  ['a GIF', bytesOf('GIF89a'), 'Send a PNG or an SVG'],
  ['a web page', bytesOf('<html><body>Hello</body></html>'), 'outermost element'],
  ['bytes that are no text', new Uint8Array([0x3c, 0xff, 0xfe]), 'Send a PNG or an SVG'],
  ['a PNG cut off', png(8, 8).subarray(0, 40), 'cut off'],
  ['a PNG that unpacks to too much', png(30_000, 30_000), '30000 by 30000'],
  ['too many bytes', new Uint8Array(PICTURE_LIMITS.bytes + 1), '200000 are allowed'],
  ['a script', bytesOf(svg('<script>alert(1)</script>')), 'element script'],
  ['a script under a prefix', bytesOf(svg('<s:script/>', ' xmlns:s="http://www.w3.org/2000/svg"')), 'element s:script'],
  ['a handler', bytesOf(svg('<g onload="alert(1)"/>')), 'onload'],
  ['foreign content', bytesOf(svg('<foreignObject/>')), 'foreignObject'],
  ['another namespace', bytesOf(svg('<g xmlns="http://www.w3.org/1999/xhtml"/>')), 'another kind'],
  ['a prefix of web pages', bytesOf(svg('<h:script/>', ' xmlns:h="http://www.w3.org/1999/xhtml"')), 'another kind'],
  ['an animation of a link', bytesOf(svg('<set attributeName="href" to="javascript:x"/>')), 'element set'],
  ['a link', bytesOf(svg('<a href="https://example.com"/>')), 'element a'],
  ['a picture from elsewhere', bytesOf(svg('<image href="https://example.com/a.png"/>')), 'outside the picture'],
  ['an SVG within as data', bytesOf(svg('<image href="data:image/svg+xml;base64,AAAA"/>')), 'outside the picture'],
  ['a hidden address', bytesOf(svg('<use href="&#104;ttps://example.com"/>')), 'without entities'],
  ['a style from elsewhere', bytesOf(svg('<style>@import "https://example.com/a.css";</style>')), 'styles'],
  ['a fill from elsewhere', bytesOf(svg('<g fill="url(https://example.com/a)"/>')), 'outside the picture'],
  ['an escape in a style', bytesOf(svg('<g style="fill:u\\72l(//example.com)"/>')), 'escapes'],
  ['an entity', bytesOf(`<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`), 'DOCTYPE'],
  ['a style sheet instruction', bytesOf(`<?xml-stylesheet href="a.css"?>${svg('')}`), 'cannot be read'],
  ['an SVG cut off', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><g>'), 'cut off'],
  ['tags out of order', bytesOf(svg('<g><path></g></path>')), 'not open'],
])('%s is refused', (_, bytes, words) => {
  const answer = readPicture(bytes)
  expect(isProblem(answer) && answer.message).toContain(words)
})
