import { expect, test } from 'vitest'
import { passwordProblem } from './password-rules.ts'

const MIA = ['mia.example@wattle.example', 'Mia Example']

test.each([
  ['short', 'Use at least 12 characters; a few words in a row are good.'],
  ['é'.repeat(11), 'Use at least 12 characters; a few words in a row are good.'],
  ['lagoon '.repeat(40), 'Use at most 200 characters.'],
  ['aaaaaaaaaaaaaa', 'This is too easy to guess: take more different characters.'],
  ['abababababababab', 'This is too easy to guess: take more different characters.'],
  ['123456789012', 'This is too easy to guess: take more different characters.'],
  ['qwertyuiopasdf', 'This is too easy to guess: take more different characters.'],
  ['zyxwvutsrqpon', 'This is too easy to guess: take more different characters.'],
  ['Password2026!', 'This is one of the first passwords anybody would try; take another.'],
  ['P@ssw0rd1234', 'This is one of the first passwords anybody would try; take another.'],
  ['!!Welcome2026', 'This is one of the first passwords anybody would try; take another.'],
  ['changemechangeme', 'This is one of the first passwords anybody would try; take another.'],
  ['correct horse battery staple', 'This is one of the first passwords anybody would try; take another.'],
  ['mia.example@wattle.example', 'Leave your name and e-mail address out of your password.'],
  ['MiaExample2026', 'Leave your name and e-mail address out of your password.'],
])('%s: %s', (password, message) => {
  expect(passwordProblem(password, MIA)).toMatchObject({ code: 'invalid_value', field: 'password', message })
})

test.each(['tram lagoon seventeen', 'pelikan-Kaffee-91', 'xK7#pQ2!vL9z', 'mia example likes green tea'])(
  '%s will do',
  (password) => {
    expect(passwordProblem(password, MIA)).toBeUndefined()
  },
)
