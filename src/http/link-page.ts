import type { FastifyInstance } from 'fastify'

/**
 * Where mailed one-time links lead: says what the link is for, takes the password it asks for, and uses it. The token
 * stands behind the # and never reaches a log.
 */
export function addLinkPage(server: FastifyInstance): void {
  server.get('/link', (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE))
  server.get('/link.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(SCRIPT))
}

const PAGE = `<!doctype html>
<html lang="en-AU"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>Your link</title><style>
:root{color-scheme:light dark}*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;font:16px/1.5 system-ui,sans-serif;
background:light-dark(#f4f5f6,#141518);color:light-dark(#1b1c1f,#e6e6e8)}
main{width:100%;max-width:26rem;padding:1.75rem;border:1px solid light-dark(#ddd,#34353b);border-radius:10px;
background:light-dark(#fff,#1d1e22)}
h1{margin:0 0 .5rem;font-size:1.35rem}label{display:block;margin-top:1rem;font-weight:600}
input,button{width:100%;font:inherit;padding:.6rem .7rem;border-radius:6px;border:1px solid light-dark(#888,#77797f)}
input{margin-top:.25rem;background:light-dark(#fff,#141518);color:inherit}
button{margin-top:1.5rem;border:0;background:light-dark(#0b5d7a,#7cc7e4);color:light-dark(#fff,#06232e);font-weight:600}
button:disabled{opacity:.6}:focus-visible{outline:3px solid light-dark(#0b5d7a,#7cc7e4);outline-offset:2px}
.fault{margin:.35rem 0 0;color:light-dark(#b3261e,#ff9a92)}[hidden]{display:none}
</style></head><body><main><h1 id="title">One moment …</h1><p id="words" role="status"></p>
<form id="form" hidden novalidate>
<div hidden><label for="email">E-mail address</label>
<input id="email" type="email" autocomplete="username"><p class="fault"></p></div>
<div hidden><label for="name">Your name</label><input id="name" autocomplete="name"><p class="fault"></p></div>
<div hidden><label for="password" id="password-label">Password</label>
<input id="password" type="password"><p class="fault"></p></div>
<p class="fault" id="fault" role="alert"></p><button>Go on</button></form>
<noscript>This page needs JavaScript.</noscript></main><script src="/link.js" type="module"></script></body></html>`

const SCRIPT = `const byId = (id) => document.getElementById(id)
const token = location.hash.slice(1)

async function ask(path, body) {
  const response = await fetch('/api/v1' + path, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  })
  return { ok: response.ok, json: await response.json() }
}

function say(title, words) {
  byId('title').textContent = title
  byId('words').textContent = words
}

const inviterOf = (link) => link.accountName ?? link.resellerName ?? 'This installation'

const PURPOSES = {
  'first-operator': () => ['Welcome', 'You become the operator of this installation.'],
  invite: (link) => ['You are invited', inviterOf(link) + ' invites ' + link.email + '.'],
  reset: (link) => ['A new password', 'Choose a new password for ' + link.email + '.'],
  email: (link) => ['Confirm your address', 'You will sign in as ' + link.newEmail + ' from now on.'],
}

function show(link) {
  say(...PURPOSES[link.purpose](link))
  const wanted = {
    email: link.purpose === 'first-operator',
    name: link.purpose === 'first-operator' || (link.purpose === 'invite' && link.password === 'new'),
    password: link.password !== 'none',
  }
  for (const [field, isWanted] of Object.entries(wanted)) byId(field).parentElement.hidden = !isWanted
  if (link.name) byId('name').value = link.name
  const isOwn = link.password === 'own'
  byId('password-label').textContent = isOwn ? 'The password you sign in with' : 'A new password, 12 characters or more'
  byId('password').autocomplete = isOwn ? 'current-password' : 'new-password'
  byId('form').hidden = false
  byId('form').addEventListener('submit', (event) => { event.preventDefault(); void use(wanted) })
}

async function use(wanted) {
  const button = document.querySelector('button')
  button.disabled = true
  for (const fault of document.querySelectorAll('.fault')) fault.textContent = ''
  const body = { token }
  for (const [field, isWanted] of Object.entries(wanted)) {
    if (isWanted && byId(field).value !== '') body[field] = byId(field).value
  }
  const { ok, json } = await ask('/link/use', body)
  button.disabled = false
  if (ok) {
    byId('form').hidden = true
    say('Done', json.status === 'signed_in' ? 'You are signed in.' : 'You can sign in now.')
    return
  }
  const faults = (json.errors ?? []).filter(({ field }) => field in wanted && wanted[field])
  for (const { field, message } of faults) byId(field).parentElement.querySelector('.fault').textContent = message
  if (faults.length === 0) byId('fault').textContent = json.detail
}

if (token === '') say('Something is missing', 'Open the link as it stands in the mail.')
else {
  const { ok, json } = await ask('/link/read', { token })
  if (ok) show(json)
  else say('This link is no longer good', json.detail)
}
`
