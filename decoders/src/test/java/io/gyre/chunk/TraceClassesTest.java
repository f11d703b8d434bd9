package io.gyre.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceClassesTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path folder;
    private Path metadata;

    @BeforeEach
    void file() {
        metadata = folder.resolve("metadata");
    }

    private TraceClass read() throws IOException, MetadataException {
        return TraceClasses.of(new TraceFolder(folder, "", List.of()));
    }

    private void write(String environment) throws IOException {
        Files.writeString(metadata, """
                /* CTF 1.8 */
                trace { major = 1; minor = 8; byte_order = le; };
                env { hostname = "%s"; };
                stream { event.header := struct { integer { size = 8; } id; }; };
                event { id = 0; name = "one"; };
                """.formatted(environment));
    }

    private void write(String environment, FileTime changed) throws IOException {
        write(environment);
        Files.setLastModifiedTime(metadata, changed);
    }

    @Test
    void equalTextIsReadOnce() throws Exception {
        write("a");
        TraceClass first = read();
        write("a");
        assertSame(first, read());
    }

    @Test
    void longTextsDoNotStayForever() throws Exception {
        TraceClass first = ofLongText(0);
        assertSame(first, ofLongText(0));
        for (int i = 1; i < 6; i++) {
            assertEquals("host-" + i, ofLongText(i).environmentString("hostname"));
        }
        assertNotSame(first, ofLongText(0));
    }

    /** Of 8 MB. */
    private static TraceClass ofLongText(int host) throws MetadataException {
        String text = """
                /* CTF 1.8 */
                trace { major = 1; minor = 8; byte_order = le; };
                env { hostname = "host-%d"; };
                stream { event.header := struct { integer { size = 8; } id; }; };
                event { id = 0; name = "one"; };
                /* %s */
                """.formatted(host, "long ".repeat(1_600_000));
        return TraceClasses.of(text.getBytes(StandardCharsets.UTF_8), "metadata");
    }

    @Test
    void whatIsWrittenAgainWithinATickIsReadAgain() throws Exception {
        for (int i = 0; i < 200; i++) {
            String host = i % 2 == 0 ? "one" : "two";
            write(host);
            assertEquals(host, read().environmentString("hostname"));
        }
    }

    @Test
    void aFileOfAnotherTimeOrSizeOrOfTheSameNameIsReadAgain() throws Exception {
        write("one", LONG_AGO);
        assertEquals("one", read().environmentString("hostname"));
        write("two", FileTime.from(LONG_AGO.toInstant().plusNanos(1000)));
        assertEquals("two", read().environmentString("hostname"));
        write("three", FileTime.from(LONG_AGO.toInstant().plusNanos(1000)));
        assertEquals("three", read().environmentString("hostname"));
        Files.move(metadata, folder.resolve("old"));
        write("other", FileTime.from(LONG_AGO.toInstant().plusNanos(1000)));
        assertEquals("other", read().environmentString("hostname"));
    }

    @Test
    void theSameFileIsNotReadAgain() throws Exception {
        write("one", LONG_AGO);
        TraceClass first = read();
        write("two", LONG_AGO); // which nobody does who is not out to deceive: to tell that it is not read
        assertSame(first, read());
    }

    @Test
    void anErrorIsToldEachTime() throws Exception {
        Files.writeString(metadata, "/* CTF 1.8 */ trace {");
        Files.setLastModifiedTime(metadata, LONG_AGO);
        assertThrows(MetadataException.class, this::read);
        assertThrows(MetadataException.class, this::read);
        Files.delete(metadata);
        assertThrows(IOException.class, this::read);
    }
}
