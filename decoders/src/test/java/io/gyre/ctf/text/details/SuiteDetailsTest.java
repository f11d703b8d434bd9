package io.gyre.ctf.text.details;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.SharedFiles;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.order.TimeRange;
import io.gyre.ctf.text.TextOptions.TraceNaming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The details of babeltrace2's own test traces are those that its tests expect: the ones of protocol version 1 (mip1), which 2.1 speaks
 * by default, without the names of traces and streams, as these tests have it. {@code details-exceptions.tsv} says which differ, and why.
 */
class SuiteDetailsTest {
    private static final Pattern EXPECTED = Pattern.compile("trace-(.+?)(?:-ctf([12]))?(-mip[01])?\\.expect");

    private static final Pattern PACKET_END = Pattern.compile("\\[(\\S+) cycles, (\\S+) ns from origin]\n"
            + "\\{Trace (\\d+), Stream class ID (\\d+), Stream ID (\\d+)}\nPacket end\n");

    @TestFactory
    Stream<DynamicTest> detailsAreThoseExpected() throws IOException {
        Path suite = SharedFiles.path("suites/babeltrace-ctf");
        Map<String, String> exceptions = exceptions();
        var tests = new ArrayList<DynamicTest>();
        try (Stream<Path> files = Files.list(suite.resolve("expected/plugins/src.ctf.fs/succeed"))) {
            for (Path file : files.sorted().toList()) {
                Matcher name = EXPECTED.matcher(file.getFileName().toString());
                if (name.matches() && !"-mip0".equals(name.group(3))) {
                    for (String version : name.group(2) == null ? List.of("1", "2") : List.of(name.group(2))) {
                        Path trace = suite.resolve("common-data/ctf-traces/" + version + "/succeed/" + name.group(1));
                        if (Files.isDirectory(trace)) {
                            String of = version + "/" + name.group(1);
                            tests.add(
                                    DynamicTest.dynamicTest(of, () -> check(trace, file, exceptions.containsKey(of))));
                        }
                    }
                }
            }
        }
        return tests.stream();
    }

    private static void check(Path trace, Path expected, boolean isException) throws Exception {
        String wanted = Files.readString(expected);
        // Some expect the compact lines of packet ends alone.
        String found = wanted.startsWith("[") ? packetEnds(details(trace)) : details(trace);
        if (isException) {
            // When it no longer differs the table is wrong.
            assertNotEquals(wanted, found);
        } else {
            assertEquals(wanted, found);
        }
    }

    private static String packetEnds(String details) {
        return PACKET_END.matcher(details).results()
                .map(end -> "[" + end.group(1) + " " + end.group(2) + "] {" + end.group(3) + " " + end.group(4) + " "
                        + end.group(5) + "} Packet end\n")
                .collect(Collectors.joining());
    }

    private static Map<String, String> exceptions() throws IOException {
        var exceptions = new HashMap<String, String>();
        try (var in = Objects.requireNonNull(SuiteDetailsTest.class.getResourceAsStream("/details-exceptions.tsv"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t", -1);
                    exceptions.put(columns[0], columns[1]);
                }
            }
        }
        return exceptions;
    }

    private static String details(Path trace) throws Exception {
        return new String(detailBytes(trace), StandardCharsets.UTF_8);
    }

    /** {@return the details without names of traces and streams}; strings in them need not be valid UTF-8. */
    static byte[] detailBytes(Path trace) throws Exception {
        var streams = new ArrayList<StreamInput>();
        for (SessionLine line : Archives.find(List.of(trace))) {
            streams.addAll(ChunkStreams.open(line, (_, damage) -> {
                throw damage;
            }));
        }
        var out = new ByteArrayOutputStream();
        TraceNaming nameless = _ -> null;
        var traces = new TraceWords(streams.stream().map(StreamInput::info).toList(), nameless);
        try (var details = new DetailsFormat(out, traces, Set.of(Shown.METADATA, Shown.TIME, Shown.UID));
                var reader = EventReader.dynamic(streams, details, details, TimeRange.ALL, (_, _) -> {})) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return out.toByteArray();
    }
}
