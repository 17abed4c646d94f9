import type { ApiDocument, ApiOperation, ApiParameter, ApiSchema } from '#contract/openapi.ts'

/** The OpenAPI document as a page for people: no script, readable on a phone, light or dark as the reader has it. */
export function docsPage(document: ApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const { schemas } = document.components
  const sections = document.tags.map(({ name }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name))
    return `<section><h2 id="${text(name)}">${text(title(name))}</h2>${own
      .map(({ path, method, operation }) => operationCard(path, method, operation))
      .join('')}</section>`
  })
  const shapes = Object.entries(schemas).map(
    ([name, schema]) =>
      `<details id="schema-${text(name)}"><summary><b>${text(name)}</b></summary>${shape(schema)}</details>`,
  )
  return `<!doctype html>
<html lang="en-AU"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(document.info.title)} API</title><style>${STYLE}</style></head>
<body><nav aria-label="Contents"><b>${text(document.info.title)} API</b> <small>${text(document.info.version)}</small>
<ul>${document.tags.map(({ name }) => `<li><a href="#${text(name)}">${text(title(name))}</a></li>`).join('')}
<li><a href="#schemas">Shapes</a></li><li><a href="/api/openapi.json">openapi.json</a></li></ul></nav>
<main><h1>${text(document.info.title)} API</h1>${prose(document.info.description)}
${sections.join('')}<section><h2 id="schemas">Shapes</h2>${shapes.join('')}</section></main></body></html>`
}

function operationCard(path: string, method: string, operation: ApiOperation): string {
  const body = Object.entries(operation.requestBody?.content ?? {})
  const answers = Object.entries(operation.responses)
  return `<details id="${text(operation.operationId)}"><summary><code class="${text(method)}">${text(method.toUpperCase())}</code>
<code>${text(path)}</code> <span>${text(operation.summary)}</span></summary>
${operation.description === undefined ? '' : prose(operation.description)}
${operation.parameters.length === 0 ? '' : parameterTable(operation.parameters)}
${body.map(([type, { schema }]) => `<h3>Body <small>${text(type)}</small></h3>${shape(schema)}`).join('')}
${answers.map(([status, answer]) => `<h3>${text(status)}</h3>${answerShape(answer)}`).join('')}</details>`
}

function parameterTable(parameters: readonly ApiParameter[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, schema, description }) =>
      `<tr><td><code>${text(name)}</code>${required ? ' <b title="required">*</b>' : ''}</td><td>${place}</td>
<td>${typeName(schema)}</td><td>${text(description ?? '')}</td></tr>`,
  )
  return `<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function answerShape(answer: ApiOperation['responses'][string]): string {
  const { $ref, content, description = '' } = answer
  if ($ref !== undefined) return `<p><a href="#schema-Problem">Problem</a></p>`
  const bodies = Object.entries(content ?? {})
  if (bodies.length === 0) return `<p>${text(description)}</p>`
  return bodies
    .map(([type, { schema }]) => (type === 'application/json' ? shape(schema) : `<p>${text(type)}</p>`))
    .join('')
}

/** An object as a table of its fields; anything else by its name. Objects inside are shown beneath their field. */
function shape(schema: ApiSchema, depth = 0): string {
  const { properties, required = [] } = schema
  if (properties === undefined || depth > 4) return `<p>${typeName(schema)}</p>`
  const rows = Object.entries(properties).map(([name, property]) => {
    const inner = innerObject(property)
    const words = `${text(property.description ?? '')}${inner === undefined ? '' : shape(inner, depth + 1)}`
    return `<tr><td><code>${text(name)}</code>${required.includes(name) ? ' <b title="required">*</b>' : ''}</td>
<td>${typeName(property)}${limits(property)}</td><td>${words}</td></tr>`
  })
  return `<table><thead><tr><th>Field</th><th>Type</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function innerObject(schema: ApiSchema): ApiSchema | undefined {
  return [schema, schema.items, ...(schema.anyOf ?? [])].find((one) => one?.properties !== undefined)
}

function typeName(schema: ApiSchema): string {
  const { $ref, type, items, anyOf, const: constant, enum: choices, format } = schema
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1)
    return `<a href="#schema-${text(name)}">${text(name)}</a>`
  }
  if (choices !== undefined) return choices.map((choice) => `<code>${text(JSON.stringify(choice))}</code>`).join(' | ')
  if (constant !== undefined) return `<code>${text(JSON.stringify(constant))}</code>`
  if (anyOf !== undefined) return anyOf.map(typeName).join(' | ')
  if (items !== undefined) return `list of ${typeName(items)}`
  const name = [type ?? 'any'].flat().join(' | ')
  return text(format === undefined ? name : `${name} (${format})`)
}

function limits({ minLength, maxLength, minimum, maximum, maxItems }: ApiSchema): string {
  const said = [
    maxLength === undefined ? '' : `${minLength ?? 0}–${maxLength} characters`,
    minimum === undefined && maximum === undefined ? '' : `${minimum ?? '…'} to ${maximum ?? '…'}`,
    maxItems === undefined ? '' : `at most ${maxItems}`,
  ].filter((part) => part !== '')
  return said.length === 0 ? '' : ` <small>${text(said.join(', '))}</small>`
}

/** The little of Markdown that the descriptions use: paragraphs, list items, bold, code. */
function prose(markdown: string): string {
  const inline = (line: string): string =>
    text(line)
      .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
      .replaceAll(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
  return markdown
    .split('\n\n')
    .map((block) =>
      block.startsWith('- ')
        ? `<ul>${block
            .split('\n')
            .map((line) => `<li>${inline(line.slice(2))}</li>`)
            .join('')}</ul>`
        : `<p>${inline(block)}</p>`,
    )
    .join('')
}

function title(tag: string): string {
  const words = tag.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function text(raw: string): string {
  return raw.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}

const STYLE = `
:root{
  color-scheme:light dark;--line:light-dark(#ddd,#3a3a40);--soft:light-dark(#f6f7f8,#1d1e22);
  --link:light-dark(#0b5d7a,#7cc7e4);
}
*{box-sizing:border-box}
body{margin:0;font:15px/1.55 system-ui,sans-serif;background:light-dark(#fff,#141518);color:light-dark(#1b1c1f,#e6e6e8)}
a{color:var(--link)}
nav{padding:1rem;border-bottom:1px solid var(--line)}
nav ul{list-style:none;margin:.5rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
main{padding:1rem;max-width:70rem}
h2{margin-top:2.5rem}
h3{margin:1rem 0 .25rem;font-size:1rem}
small{opacity:.7;font-weight:normal}
details{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:0 .75rem}
details[open]{background:var(--soft);padding-bottom:.75rem}
summary{cursor:pointer;padding:.55rem 0;overflow-wrap:anywhere}
summary span{opacity:.85}
code{font:13px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
.get,.post,.put,.patch,.delete{display:inline-block;min-width:4.2em;font-weight:bold}
.get{color:var(--link)}
.post{color:light-dark(#1d7a33,#7fd694)}
.put,.patch{color:light-dark(#8a5a00,#e5b65b)}
.delete{color:light-dark(#b3261e,#ff9a92)}
table{border-collapse:collapse;width:100%;margin:.25rem 0}
th,td{border-top:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600}
table table{margin-top:.4rem}
@media(min-width:60rem){
body{display:grid;grid-template-columns:15rem 1fr}
nav{border-bottom:0;border-right:1px solid var(--line);position:sticky;top:0;height:100vh;overflow:auto}
nav ul{display:block}
}
@media(max-width:40rem){
table,tbody,tr,td{display:block}
thead{display:none}
td{border:0;padding:.1rem .25rem}
tr{border-top:1px solid var(--line);padding:.3rem 0}
}
`
