#!/bin/sh
# after-session.sh SESSION: ends a session and publishes what is left of it, for scripts that record now and then and run no watch.
#   KAFKA=kafka-1:9092 KEYS=/etc/gyre/keys deploy/hooks/after-session.sh my-session
# A session that never rotated leaves its data outside archives/ when it is destroyed, and tells nobody: gyre adopt takes it in.
set -eu
session=${1:?which session}
gyre=${GYRE:-$(dirname "$0")/../../gyre}
folder=$(lttng --mi xml list "$session" | sed -n 's:.*<path>\([^<]*\)</path>.*:\1:p' | head -n 1)
case $folder in
/*) ;;
*)
  echo "after-session.sh: $session is not recorded into a local folder ($folder)" >&2
  exit 1
  ;;
esac
lttng destroy "$session"
# Consumers close their files within a moment; adopt waits for ten quiet seconds by refusing before (exit code 3).
tries=0
until "$gyre" adopt "$folder"; do
  tries=$((tries + 1))
  [ "$tries" -lt 12 ] || exit 1
  sleep 2
done
exec "$gyre" publish --once --bootstrap-server "${KAFKA:?host:port}" --keys "${KEYS:?folder of keys}" ${STATE:+--state "$STATE"} "$folder"
