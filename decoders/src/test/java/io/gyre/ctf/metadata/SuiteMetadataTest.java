package io.gyre.ctf.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.SharedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The public conformance data of babeltrace2, as far as its metadata goes. */
class SuiteMetadataTest {
    private static final String CTF_1 = "suites/babeltrace-ctf/common-data/ctf-traces/1/";

    @ParameterizedTest
    @ValueSource(strings = { "succeed", "packet-seq-num", "intersection", "deterministic-ordering"})
    void validMetadataIsRead(String group) throws Exception {
        for (Path file : SharedFiles.named("metadata", CTF_1 + group)) {
            assertNotNull(read(file), file::toString);
        }
    }

    @Test
    void metadataOfTheFieldCasesIsRead() throws Exception {
        int read = 0;
        for (Path file : SharedFiles.named("metadata", "suites/babeltrace-ctf/field-expanded")) {
            if (file.toString().contains("/ctf-1.8-")) {
                assertNotNull(read(file), file::toString);
                read++;
            }
        }
        assertEquals(174, read);
    }

    @ParameterizedTest
    @CsvSource({ "empty-metadata, metadata-missing", "fail1, metadata-semantic", "fail2, metadata-syntax",
            "integer-range, metadata-syntax", "invalid-sequence-length-field-class, metadata-semantic",
            "invalid-variant-selector-field-class, metadata-semantic", "lttng-modules-2.0-pre1, metadata-container",
            "metadata-syntax-error, metadata-syntax", "packet-based-metadata, metadata-container",
            "smalltrace, metadata-semantic"})
    void invalidMetadataIsRefused(String folder, String code) {
        Path file = SharedFiles.path(CTF_1 + "fail/" + folder + "/metadata");
        assertEquals(code, assertThrows(MetadataException.class, () -> read(file)).code());
    }

    @Test
    void metadataThatATracerLeftInvalidIsRefusedWithItsPlace() throws Exception {
        for (Path file : SharedFiles.named("metadata", "traces-odd/ust-tsdl216-quote")) {
            MetadataException error = assertThrows(MetadataException.class, () -> read(file));
            assertEquals(file + ":394:21: expected '}' or ',' after a mapping of `enum`, found `quote`",
                    error.getMessage());
        }
    }

    private static Object read(Path file) throws Exception {
        return MetadataReader.read(Files.readAllBytes(file), file.toString());
    }
}
