import { expect, test } from 'vitest'
import { colourWarnings, contrastRatio } from './contrast.ts'

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
  ['#767676', '#ffffff', 4.54],
  ['#ff0000', '#ffffff', 4],
  ['#ffffff', '#0000ff', 8.59],
])('%s against %s is %d', (one, other, ratio) => {
  expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2)
  expect(contrastRatio(other, one)).toBe(contrastRatio(one, other))
})

test('colours that can be read on paper are not warned of', () => {
  expect(colourWarnings({ colour: '#1971c2', accentColour: '#1971c2' })).toEqual([])
})

test('a warning names the colour, its contrast and what to do', () => {
  expect(colourWarnings({ colour: '#ffff00', accentColour: '#1971c2' })).toEqual([
    'The colour #ffff00 has a contrast of 1.0 with white, and text takes 4.5: choose a darker one.',
  ])
  expect(colourWarnings({ colour: '#000033', accentColour: '#aaaaaa' })).toEqual([
    expect.stringContaining('The accent colour #aaaaaa has a contrast of 2.3 with white'),
  ])
})
