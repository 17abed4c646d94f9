import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSecretBox } from './secret-box.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tollgate-secrets-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('what is sealed is read back by the same key, after a restart too, and never looks the same twice', async () => {
  const [box, meanwhile] = await Promise.all([openSecretBox(folder), openSecretBox(folder)])
  const sealed = box.seal('whsec_größer')
  expect(sealed).not.toContain('whsec')
  expect(box.seal('whsec_größer')).not.toBe(sealed)
  expect(meanwhile.open(sealed)).toBe('whsec_größer')
  expect((await openSecretBox(folder)).open(sealed)).toBe('whsec_größer')
  expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600)
})

test('another key, or a changed text, opens nothing', async () => {
  const sealed = (await openSecretBox(folder)).seal('secret')
  const other = await openSecretBox(join(folder, 'other'))
  expect(() => other.open(sealed)).toThrow('sealed with another key')
  const box = await openSecretBox(folder)
  const [version, nonce, text = '', tag] = sealed.split('.')
  const changed = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`
  expect(() => box.open([version, nonce, changed, tag].join('.'))).toThrow('sealed with another key')
})

test('a damaged key file is said, and not replaced', async () => {
  await writeFile(join(folder, 'secret.key'), 'short')
  await expect(openSecretBox(folder)).rejects.toThrow('secret.key is damaged')
})
