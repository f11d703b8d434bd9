package io.gyre.ctf.text;

import io.gyre.ctf.text.TextOptions.Times;
import io.gyre.ctf.text.bytes.LineBuffer;
import io.gyre.ctf.text.bytes.Literal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/** Times from the origin. The text of a second is kept for the other events of that second. */
final class TimeText {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final String FALLEN_BACK = "[warning] Fallback to [sec.ns] to print negative time value. Use --clock-seconds.";

    /** Made when it is needed. */
    private static final class Dated {
        private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.",
                Locale.ROOT);
    }

    private final Times times;
    private final ZoneId zone;
    private final Consumer<String> warnings;
    private long second = Long.MIN_VALUE;
    private Literal ofSecond = Literal.NOTHING;
    private boolean hasFallenBack;

    /** @param times cycles mean the time of day here */
    TimeText(Times times, ZoneId zone, Consumer<String> warnings) {
        this.times = times;
        this.zone = zone;
        this.warnings = warnings;
    }

    /** Has the text of the next time's second made anew. */
    void forget() {
        second = Long.MIN_VALUE;
    }

    /** @param ns from the origin; before it babeltrace2 prints the distance, the first time as a number of seconds */
    void put(LineBuffer line, long ns) {
        long signed = ns / NANOS_PER_SECOND;
        long nanos = ns - signed * NANOS_PER_SECOND;
        if (ns < 0) {
            putNegative(line, -signed, -nanos);
        } else {
            putSecond(line, signed);
            line.putNanos((int) nanos);
        }
    }

    private void putNegative(LineBuffer line, long seconds, long nanos) {
        if (times == Times.SECONDS) {
            line.put('-');
            putSecond(line, seconds);
        } else if (hasFallenBack) {
            putSecond(line, seconds);
        } else {
            hasFallenBack = true;
            warnings.accept(FALLEN_BACK);
            line.put('-');
            line.putUnsigned(seconds);
            line.put('.');
        }
        line.putNanos((int) nanos);
    }

    private void putSecond(LineBuffer line, long seconds) {
        if (seconds != second) {
            second = seconds;
            ofSecond = new Literal(text(seconds).getBytes(StandardCharsets.US_ASCII));
        }
        line.put(ofSecond);
    }

    private String text(long seconds) {
        return switch (times) {
            case SECONDS -> seconds + ".";
            case DATED -> Dated.FORMAT.withZone(zone).format(Instant.ofEpochSecond(seconds));
            case OF_DAY, CYCLES -> {
                long local = zone.equals(ZoneOffset.UTC)
                        ? seconds
                        : seconds + zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
                long ofDay = Math.floorMod(local, SECONDS_PER_DAY);
                yield twoDigits(ofDay / 3600) + ":" + twoDigits(ofDay / 60 % 60) + ":" + twoDigits(ofDay % 60) + ".";
            }
        };
    }

    /** Not by a format: to set one up takes longer than to print many a trace. */
    private static String twoDigits(long value) {
        return value < 10 ? "0" + value : Long.toString(value);
    }
}
