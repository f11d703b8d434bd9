package io.gyre.ctf.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeBoundTest {
    private static final long BEGIN_NS = 1_795_426_746_000_000_000L; // 2026-11-23 09:39:06

    @ParameterizedTest
    @CsvSource({
            "2026-11-23 09:39,        1795426740000000000",
            "2026-11-23 09:39:07,     1795426747000000000",
            "2026-11-23 09:39:07.25,  1795426747250000000",
            "2026-11-23,              1795392000000000000",
            "09:39,                   1795426740000000000",
            "09:39:07.000000001,      1795426747000000001",
            "00:00:00,                1795392000000000000",
            "1795426747.5,            1795426747500000000",
            "0,                       0",
            "-1.5,                    -1500000000"})
    void readsBabeltrace2sForms(String text, long expected) {
        assertEquals(Optional.of(expected),
                TimeBound.parse(text, ZoneOffset.UTC).map(bound -> bound.toNanos(BEGIN_NS)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "9:39", "09:39:", "09:39:07.", "09:39:61", "25:00", "2026-13-01", "2026-11-23T09:39",
            "1.1234567891", "0x10", " 09:39", "1 2", "99999999999999999999", "9223372037"})
    void refusesWhatIsNoTime(String text) {
        assertEquals(Optional.empty(), TimeBound.parse(text, ZoneOffset.UTC));
    }

    @Test
    void aTimeOfDayIsOfTheDayOnWhichTheTraceBeginsThere() {
        ZoneId zone = ZoneId.of("America/New_York");
        long begin = Instant.parse("2026-11-23T02:00:00Z").getEpochSecond() * 1_000_000_000L;
        long expected = Instant.parse("2026-11-23T04:30:00Z").getEpochSecond() * 1_000_000_000L;
        assertEquals(Optional.of(expected),
                TimeBound.parse("23:30", zone).map(bound -> bound.toNanos(begin)));
    }
}
