import type { CdrProfile } from '#domain/usage/cdr-profile.ts'

const SYDNEY = 'Australia/Sydney'

/** The project's own format, the one `tollgate rate` reads. */
export const TOLLGATE_PROFILE: CdrProfile = {
  name: 'tollgate',
  delimiter: ',',
  header: true,
  columns: {
    callId: 'call_id',
    aNumber: 'a_number',
    bNumber: 'b_number',
    startedAt: 'started_at',
    durationSeconds: 'duration_seconds',
    direction: 'direction',
    forwardedBy: 'forwarded_by',
    forwardedTo: 'forwarded_to',
    cost: 'cost',
  },
  time: { format: 'iso' },
  numberFormat: 'e164',
  direction: { rule: 'column', out: ['out'], in: ['in'] },
  answered: { rule: 'duration' },
  costIncludesGst: false,
}

/**
 * FreeSWITCH mod_cdr_csv, template "example": caller_id_name, caller_id_number, destination_number, context,
 * start_stamp, answer_stamp, end_stamp, duration, billsec, hangup_cause, uuid, bleg_uuid, … No header, local time.
 */
const FREESWITCH: CdrProfile = {
  name: 'freeswitch',
  delimiter: ',',
  header: false,
  columns: { callId: 11, aNumber: 2, bNumber: 3, startedAt: 5, durationSeconds: 9, disposition: 10 },
  time: { format: 'ymd', timeZone: SYDNEY },
  numberFormat: 'national',
  direction: { rule: 'numbers' },
  answered: { rule: 'duration' },
  costIncludesGst: false,
}

/**
 * FreeSWITCH mod_cdr_csv, template "asterisk": accountcode, caller_id_number, destination_number, context, caller_id,
 * channel_name, bridge_channel, last_app, last_arg, start, answer, end, duration, billsec, hangup_cause, amaflags,
 * uuid, userfield.
 */
const FREESWITCH_ASTERISK: CdrProfile = {
  ...FREESWITCH,
  name: 'freeswitch-asterisk',
  columns: { callId: 17, aNumber: 2, bNumber: 3, startedAt: 10, durationSeconds: 14, disposition: 15 },
}

/**
 * Asterisk Master.csv: accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata, start, answer,
 * end, duration, billsec, disposition, amaflags, then uniqueid (loguniqueid) and userfield (loguserfield). A bridged
 * transfer can repeat a uniqueid: with the newer columns use {@link ASTERISK_NEW}.
 */
const ASTERISK: CdrProfile = {
  name: 'asterisk',
  delimiter: ',',
  header: false,
  columns: { callId: 17, aNumber: 2, bNumber: 3, startedAt: 10, durationSeconds: 14, disposition: 15 },
  time: { format: 'ymd', timeZone: SYDNEY },
  numberFormat: 'national',
  direction: { rule: 'numbers' },
  answered: { rule: 'disposition', answered: ['ANSWERED'] },
  costIncludesGst: false,
}

/** Master.csv with newcdrcolumns: peeraccount, linkedid, sequence come last, whatever stands before them. */
const ASTERISK_NEW: CdrProfile = {
  ...ASTERISK,
  name: 'asterisk-new',
  columns: { ...ASTERISK.columns, callId: [-2, -1] },
}

/** Kamailio acc_cdrs, exported with a header. Times are those of the switch's process, run in UTC. */
export const KAMAILIO_PROFILE: CdrProfile = {
  name: 'kamailio',
  delimiter: ',',
  header: true,
  columns: {
    callId: 'callid',
    aNumber: 'a_num',
    bNumber: 'b_num',
    startedAt: 'start_time',
    durationSeconds: 'duration',
    disposition: 'sip_code',
  },
  time: { format: 'ymd', timeZone: 'UTC' },
  numberFormat: 'e164',
  direction: { rule: 'numbers' },
  answered: { rule: 'duration' },
  costIncludesGst: false,
}

/**
 * The CSV of an Australian upstream (Real World Technology Solutions' IP Voice help page): numbers written as they
 * come, cost ex GST, no id; "Originating Number" is the number that diverted a call.
 */
const AU_UPSTREAM: CdrProfile = {
  name: 'au-upstream',
  delimiter: ',',
  header: true,
  columns: {
    aNumber: 'Call From',
    bNumber: 'Call To',
    startedAt: 'Call Date',
    durationSeconds: 'Billable Duration',
    disposition: 'Answer Status',
    forwardedBy: 'Originating Number',
    cost: 'Cost ex',
  },
  time: { format: 'dmy', timeZone: SYDNEY },
  numberFormat: 'national',
  direction: { rule: 'numbers' },
  answered: { rule: 'duration' },
  costIncludesGst: false,
}

export const BUILT_IN_CDR_PROFILES: readonly CdrProfile[] = [
  TOLLGATE_PROFILE,
  FREESWITCH,
  FREESWITCH_ASTERISK,
  ASTERISK,
  ASTERISK_NEW,
  KAMAILIO_PROFILE,
  AU_UPSTREAM,
]
