package io.gyre.ctf.suites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkDamage;
import io.gyre.chunk.ChunkStreams;
import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.SharedFiles;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The public conformance cases of babeltrace2 for each kind of field, in CTF 1.8 and CTF 2, read by both readers. */
class FieldCasesTest {
    /** What the cases that must fail say of it, and our codes. */
    private static final Map<String, String> CODES = Map.of("byte order", "byte-order-change-within-byte",
            "Insufficient data", "event-past-packet-content", "no variant field option", "invalid-selector",
            "oversized",
            "oversized-variable-length-integer");

    @TestFactory
    Stream<DynamicTest> valuesAreAsExpected() throws Exception {
        Path suite = SharedFiles.path("suites/babeltrace-ctf/field-expanded");
        try (Stream<Path> folders = Files.list(suite)) {
            List<Path> cases = folders.filter(Files::isDirectory).sorted().toList();
            assertEquals(507, cases.size());
            return cases.stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(),
                    () -> check(folder)));
        }
    }

    private static void check(Path folder) throws Exception {
        String expected = Files.readString(folder.resolve("expected.txt")).strip();
        for (Reader reader : Reader.values()) {
            if (folder.getFileName().toString().contains("-pass-")) {
                assertEquals(expected, read(folder.resolve("trace"), reader), reader.name());
            } else {
                var error = assertInstanceOf(DataStreamException.class,
                        assertThrows(Exception.class, () -> read(folder.resolve("trace"), reader)), reader.name());
                String code = CODES.entrySet().stream().filter(entry -> expected.contains(entry.getKey()))
                        .map(Map.Entry::getValue).collect(Collectors.joining());
                assertEquals(code, error.code(), reader.name());
            }
        }
    }

    private enum Reader {
        COMPILED, INTERPRETED
    }

    private static String read(Path trace, Reader kind) throws Exception {
        List<StreamInput> inputs = ChunkStreams.open(Archives.find(List.of(trace)).getFirst(), ChunkDamage.STRICT);
        var values = new ValueVisitor();
        try (EventReader reader = kind == Reader.COMPILED
                ? EventReader.dynamic(inputs, values, Damage.STRICT)
                : EventReader.interpreted(inputs, values, Damage.STRICT)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return values.payloads().stream().map(FieldCasesTest::root).collect(Collectors.joining()).strip();
    }

    /** The field under test is the payload's only member. */
    private static String root(Value payload) {
        return assertInstanceOf(Value.Structure.class, payload).members().getFirst().value().dump();
    }
}
