#!/usr/bin/env bash
# Starts Tollgate's switch in the foreground: `run.sh FILE`, where FILE sets what tollgate.env.example explains.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
set -a
# shellcheck disable=SC1090
source "${1:?name the file of settings, like /etc/tollgate/switch.env}"
: "${PGHOST:?}" "${PGPORT:=5432}" "${PGDATABASE:?}" "${PGUSER:=kamailio}" "${PGPASSWORD:?}"
: "${SIP_REALM:?}" "${SIP_LISTEN:?}" "${TOLLGATE_URL:?}" "${TOLLGATE_KEYS:?}" "${CARRIERS:?}"
: "${EMERGENCY_CARRIERS:=$CARRIERS}" "${RUN_DIR:=/run/tollgate-switch}" "${LOG_FILE:=/var/log/tollgate-switch.log}"
: "${SHARED_MB:=128}" "${PRIVATE_MB:=16}" "${DEFINES:=}"
set +a

# Times in the tables are UTC, whatever zone this machine is in.
export TZ=UTC PATH="$PATH:/usr/sbin"
# What holds the password and the keys is for this account only.
umask 077
mkdir -p "$RUN_DIR"
rm -f "$RUN_DIR/control" "$RUN_DIR/kamailio.pid"

{
  for uri in $CARRIERS; do echo "1 $uri"; done
  for uri in $EMERGENCY_CARRIERS; do echo "2 $uri"; done
} >"$RUN_DIR/carriers.list"

{
  echo '#!KAMAILIO'
  url="postgres://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/$PGDATABASE"
  echo "#!define DB_URL \"$url\""
  echo "#!define SQL_CONNECTION \"tollgate=>$url\""
  echo "#!define REALM \"$SIP_REALM\""
  echo "#!define TOLLGATE_API \"$TOLLGATE_URL/api/v1\""
  echo "#!define CARRIERS_FILE \"$RUN_DIR/carriers.list\""
  echo "#!define CONTROL_SOCKET \"unix:$RUN_DIR/control\""
  # NAME=value, one a word: any of those at the top of kamailio.cfg.
  for define in $DEFINES; do echo "#!define ${define%%=*} ${define#*=}"; done
  for address in $SIP_LISTEN; do echo "listen=$address"; done
  echo "include_file \"$here/kamailio.cfg\""
  # ID=KEY, one a word: the reseller's id, 0 for all others.
  echo 'event_route[htable:mod-init] {'
  for key in $TOLLGATE_KEYS; do echo "    \$sht(keys=>${key%%=*}) = \"${key#*=}\";"; done
  echo '}'
} >"$RUN_DIR/kamailio.cfg"

# Calls that have their record are over: without this they would come back as calls that go on.
if ! psql --quiet --no-align --tuples-only --command 'SELECT kamailio.forget_ended_calls()' >/dev/null; then
  echo 'tollgate switch: the database does not answer, calls that ended may come back as calls that go on' >&2
fi

exec kamailio -DD -E -f "$RUN_DIR/kamailio.cfg" -Y "$RUN_DIR" -P "$RUN_DIR/kamailio.pid" -w "$RUN_DIR" \
  -m "$SHARED_MB" -M "$PRIVATE_MB" 2>>"$LOG_FILE"
