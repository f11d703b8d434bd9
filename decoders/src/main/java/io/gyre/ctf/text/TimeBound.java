package io.gyre.ctf.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a time range begins or ends, as people write it ({@link #FORMS}). */
public sealed interface TimeBound {
    /** The forms that {@link #parse} takes: those of babeltrace2. */
    String FORMS = "[YYYY-MM-DD ]hh:mm[:ss[.nnnnnnnnn]], YYYY-MM-DD or [-]SECONDS[.nnnnnnnnn]";

    /** A time in nanoseconds from the origin. */
    record At(long ns) implements TimeBound {}

    /** A time of the day on which a trace begins. */
    record OfDay(LocalTime time, ZoneId zone) implements TimeBound {}

    /**
     * {@return the time in nanoseconds from the origin}
     *
     * @param beginNs when the trace begins
     */
    default long toNanos(long beginNs) {
        return switch (this) {
            case At at -> at.ns;
            case OfDay of -> {
                LocalDate day = Instant.ofEpochSecond(0, beginNs).atZone(of.zone).toLocalDate();
                yield Forms.nanos(day.atTime(of.time), of.zone);
            }
        };
    }

    /** {@return the bound that a text in one of the {@link #FORMS} means, or empty when it is none} */
    static Optional<TimeBound> parse(String text, ZoneId zone) {
        try {
            return Forms.parse(text, zone);
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /** How the forms are read. */
    final class Forms {
        private static final Pattern SECONDS = Pattern.compile("(-?)(\\d{1,18})(?:\\.(\\d{1,9}))?");
        private static final Pattern CLOCK = Pattern
                .compile("(?:(\\d{4}-\\d{2}-\\d{2}) )?(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?");
        private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
        private static final long NANOS_PER_SECOND = 1_000_000_000L;

        private Forms() {}

        private static Optional<TimeBound> parse(String text, ZoneId zone) {
            Matcher seconds = SECONDS.matcher(text);
            if (seconds.matches()) {
                long ns = Math.addExact(Math.multiplyExact(Long.parseLong(seconds.group(2)), NANOS_PER_SECOND),
                        fraction(seconds.group(3)));
                return Optional.of(new At(seconds.group(1).isEmpty() ? ns : -ns));
            }
            if (DATE.matcher(text).matches()) {
                return Optional.of(new At(nanos(LocalDate.parse(text).atStartOfDay(), zone)));
            }
            Matcher clock = CLOCK.matcher(text);
            if (!clock.matches()) {
                return Optional.empty();
            }
            String second = clock.group(4);
            LocalTime time = LocalTime.of(Integer.parseInt(clock.group(2)), Integer.parseInt(clock.group(3)),
                    second == null ? 0 : Integer.parseInt(second), (int) fraction(clock.group(5)));
            return Optional.of(clock.group(1) == null
                    ? new OfDay(time, zone)
                    : new At(nanos(LocalDate.parse(clock.group(1)).atTime(time), zone)));
        }

        /** {@return nanoseconds, given the digits behind the point} */
        private static long fraction(@Nullable String digits) {
            return digits == null ? 0 : Long.parseLong((digits + "00000000").substring(0, 9));
        }

        private static long nanos(LocalDateTime time, ZoneId zone) {
            Instant instant = time.atZone(zone).toInstant();
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
        }
    }
}
