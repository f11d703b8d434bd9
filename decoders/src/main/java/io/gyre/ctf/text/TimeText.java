package io.gyre.ctf.text;

/** The time of day in UTC, {@code [hh:mm:ss.nnnnnnnnn] }. The digits of a second are kept for the other events of that second. */
final class TimeText {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400;

    private final byte[] clock = { '[', '0', '0', ':', '0', '0', ':', '0', '0', '.'};
    private long second;
    private boolean hasFallenBack;

    /** @param ns from the origin; before it babeltrace2 prints the distance, the first time as a number of seconds */
    void put(LineBuffer line, long ns) {
        long seconds = Math.abs(ns / NANOS_PER_SECOND);
        if (ns < 0 && !hasFallenBack) {
            hasFallenBack = true;
            line.put('[', '-');
            line.putUnsigned(seconds);
            line.put('.');
        } else {
            if (seconds != second) {
                second = seconds;
                int ofDay = (int) (seconds % SECONDS_PER_DAY);
                putTwoDigits(1, ofDay / 3600);
                putTwoDigits(4, ofDay / 60 % 60);
                putTwoDigits(7, ofDay % 60);
            }
            line.put(clock);
        }
        line.putDigits(Math.abs(ns % NANOS_PER_SECOND), 9);
        line.put(']', ' ');
    }

    private void putTwoDigits(int at, int value) {
        clock[at] = (byte) ('0' + value / 10);
        clock[at + 1] = (byte) ('0' + value % 10);
    }
}
