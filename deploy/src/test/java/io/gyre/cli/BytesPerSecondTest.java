package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class BytesPerSecondTest {
    private final BytesPerSecond reader = new BytesPerSecond();

    @ParameterizedTest
    @CsvSource({ "10MB/s,10000000", "10 MB/s,10000000", "1.5MiB/s,1572864", "500kB/s,500000", "2G,2000000000",
            "1234,1234"})
    void readsWhatPeopleWrite(String text, long bytes) {
        assertEquals(bytes, reader.convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "fast", "-1MB/s", "0", "0.0000001k", "10MB/h", "10 Mbit/s"})
    void refusesWhatIsNone(String text) {
        assertThrows(TypeConversionException.class, () -> reader.convert(text));
    }
}
