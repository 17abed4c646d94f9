/** Scenarios of SIPp, written for one party of one call. What is in square brackets is filled in by SIPp. */

interface Phone {
  /** The line that signs in. */
  readonly line: string
  readonly password: string
  readonly realm: string
}

/** Registers where it listens itself; `expect` is what the second REGISTER is answered. */
export function register({
  line,
  password,
  realm,
  contactPort,
  expect,
}: Phone & { readonly contactPort: number; readonly expect: number }): string {
  const request = (extra: string, sequence: number): string => `
  <send><![CDATA[
REGISTER sip:${realm} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
From: <sip:${line}@${realm}>;tag=[pid]r[call_number]
To: <sip:${line}@${realm}>
Call-ID: [call_id]
CSeq: ${sequence} REGISTER
Contact: <sip:${line}@[local_ip]:${contactPort}>
Max-Forwards: 70
Expires: 300
User-Agent: SIPp phone
${extra}Content-Length: 0

]]></send>`
  return scenario(
    `${request('', 1)}
  <recv response="401" auth="true"/>
${request(`[authentication username=${line} password=${password}]\n`, 2)}
  <recv response="${expect}"/>`,
  )
}

export interface Calling {
  /** Left out: nobody signs in, as a carrier calls, or somebody in need. */
  readonly phone?: Phone
  /** The number it says it calls from. */
  readonly from: string
  readonly to: string
  /** A header of its own, such as one that claims to be somebody. */
  readonly header?: string
  /** How it goes; left out: answered, and hung up by the caller after so long. */
  readonly outcome?: { readonly refused: number } | 'cancelled' | 'ended-by-others' | 'left-open'
  readonly talkMs?: number
}

/** Makes one call. */
export function call({ phone, from, to, header = '', outcome, talkMs = 1000 }: Calling): string {
  const host = phone?.realm ?? 'carrier.example'
  const offer = `${header === '' ? '' : `${header}\n`}Content-Type: application/sdp\nContent-Length: [len]\n\n${SDP}`
  const request = (
    method: string,
    sequence: number,
    extra: string,
    { branch = '', toTag = '', uri = '' } = {},
  ): string => `
  <send${method === 'INVITE' ? ' retrans="500"' : ''}><![CDATA[
${method} ${uri === '' ? `sip:${to}@[remote_ip]:[remote_port]` : uri} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch${branch}];rport
From: <sip:${from}@${host}>;tag=[pid]c[call_number]
To: <sip:${to}@${host}>${toTag}
Call-ID: [call_id]
CSeq: ${sequence} ${method}
Contact: <sip:${from}@[local_ip]:[local_port]>
Max-Forwards: 70
${extra}${method === 'INVITE' ? offer : 'Content-Length: 0\n\n'}
]]></send>`
  const invite =
    phone === undefined
      ? request('INVITE', 1, '')
      : `${request('INVITE', 1, '')}
  <recv response="100" optional="true"/>
  <recv response="407" auth="true" rtd="true"/>
${request('ACK', 1, '', { branch: '-3', toTag: '[peer_tag_param]' })}
${request('INVITE', 2, `[authentication username=${phone.line} password=${phone.password}]\n`)}`
  const sequence = phone === undefined ? 1 : 2
  const provisional = `
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>`
  if (outcome === 'cancelled') {
    return scenario(`${invite}
  <recv response="100"/>
${request('CANCEL', sequence, '', { branch: '-2' })}
  <recv response="200" optional="true"/>
  <recv response="487"/>
${request('ACK', sequence, '', { branch: '-5', toTag: '[peer_tag_param]' })}`)
  }
  if (typeof outcome === 'object') {
    return scenario(`${invite}${provisional}
  <recv response="${outcome.refused}"/>
${request('ACK', sequence, '', { branch: '-5', toTag: '[peer_tag_param]' })}`)
  }
  const within = (method: string, at: number): string =>
    request(method, at, '[routes]\n', { toTag: '[peer_tag_param]', uri: '[next_url]' })
  const answered = `${invite}${provisional}
  <recv response="200" rrs="true"/>
${within('ACK', sequence)}`
  if (outcome === 'left-open') return scenario(answered)
  if (outcome === 'ended-by-others') {
    return scenario(`${answered}
  <recv request="BYE"/>
${ANSWER_BYE}`)
  }
  return scenario(`${answered}
  <pause milliseconds="${talkMs}"/>
${within('BYE', sequence + 1)}
  <recv response="200"/>`)
}

/** Claims to be in the middle of a call, to be passed on without being asked who it is; expects to be told that it is not. */
export function claimToTalk(to: string): string {
  return scenario(`
  <send><![CDATA[
INVITE sip:${to} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
Route: <sip:[remote_ip]:[remote_port];lr>
From: <sip:61491570006@[local_ip]>;tag=[pid]c[call_number]
To: <sip:${to}>;tag=invented
Call-ID: [call_id]
CSeq: 2 INVITE
Contact: <sip:somebody@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="481"/>`)
}

/** Is engaged. */
export function refuseCalls(): string {
  return scenario(`
  <recv request="INVITE"/>
  <send><![CDATA[
SIP/2.0 486 Busy Here
[last_Via:]
[last_From:]
[last_To:];tag=[pid]s[call_number]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
  <recv request="ACK"/>`)
}

/** Answers calls, as a phone or a carrier does, and is there until it is stopped. */
export function answerCalls({ hangUpAfterMs }: { readonly hangUpAfterMs?: number } = {}): string {
  const answer = (status: string, body: string): string => `
  <send><![CDATA[
SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:];tag=[pid]s[call_number]
[last_Call-ID:]
[last_CSeq:]
[last_Record-Route:]
Contact: <sip:[local_ip]:[local_port]>
${body}
]]></send>`
  const end =
    hangUpAfterMs === undefined
      ? `
  <recv request="BYE"/>
${ANSWER_BYE}`
      : `
  <pause milliseconds="${hangUpAfterMs}"/>
  <send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
[routes]
From: [$to];tag=[pid]s[call_number]
To: [$from]
Call-ID: [call_id]
CSeq: 1 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200"/>`
  return scenario(`
  <recv request="INVITE" rrs="true">
    <action>
      <ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/>
      <ereg regexp="&lt;[^&gt;]*&gt;" search_in="hdr" header="To:" assign_to="to"/>
    </action>
  </recv>
${answer('180 Ringing', 'Content-Length: 0\n')}
  <pause milliseconds="50"/>
${answer('200 OK', `Content-Type: application/sdp\nContent-Length: [len]\n\n${SDP}`)}
  <recv request="ACK"/>${end}
  <Reference variables="from,to"/>`)
}

const ANSWER_BYE = `
  <send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>`

const SDP = `v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000
`

function scenario(steps: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="tollgate">${steps}
</scenario>
`
}
