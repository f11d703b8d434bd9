#!/bin/sh
# Records small programs with perf, and converts what it wrote to CTF:  perf.sh FOLDER
# Needs root (tracepoints, a host name of its own) and a perf that is built with libbabeltrace.
set -eu
if [ -z "${NAMED-}" ]; then
    NAMED=yes exec unshare --uts sh -c 'hostname web-17 && exec "$0" "$@"' "$(readlink -f "$0")" "$@"
fi
mkdir -p "$1"
cd "$1"

# record NAME [OPTION of perf data convert…] -- [OPTION of perf record…] PROGRAM…
record() {
    name=$1
    shift
    options=
    while [ "$1" != -- ]; do
        options="$options $1"
        shift
    done
    shift
    perf record --quiet --output "$name.data" "$@" > "$name.out"
    perf data convert $options --to-ctf "$name" --input "$name.data" 2> "$name.log"
    rm "$name.data" "$name.out" "$name.log"
}

record tracepoints -- -e 'sched:*,syscalls:sys_enter_openat,syscalls:sys_exit_openat,syscalls:sys_enter_execve,raw_syscalls:*' sh -c 'ls /; sleep 0.01'
record call-graphs --all -- -g -e cpu-clock -F 2000 sh -c 'ls /usr/bin; sleep 0.01'
record user-space-stacks --all -- --call-graph dwarf,256 -e cpu-clock:u -F 5000 ls -l /usr/bin
record monotonic -- -k CLOCK_MONOTONIC -e 'kmem:kmalloc,kmem:kfree,irq:*,timer:hrtimer_start' sh -c 'ls /; sleep 0.01'
record time-of-day --tod --all -- -k CLOCK_MONOTONIC -e 'sched:sched_switch,signal:*' sh -c 'trap : USR1; kill -USR1 $$; sleep 0.02'
record page-faults --all -- -d -T -P --weight -e page-faults,context-switches,cpu-migrations sh -c 'ls /usr/bin; ls /'
record nothing-sampled --all -- -e sched:sched_switch:u true
