package io.gyre.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.SharedFiles;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.testing.DetailLines;
import io.gyre.ctf.testing.normand.Mctf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The traces of babeltrace2's own tests. Those that it reads are read without damage, with the values of its {@code .expect} files
 * where there are any; those that it refuses end in a typed error.
 *
 * <p>Three differ. {@code fail/invalid-packet-size} is a packet that the file ends within: its whole events are read ahead of the error.
 * {@code deterministic-ordering} together ends babeltrace2 at the first damage, and Gyre reads the other streams. {@code
 * succeed/clock-offset-goes-back-in-time} has chunks that say different things of one clock: each is believed for its own packets.
 */
class SuiteTracesTest {
    private static final String SUITE = "suites/babeltrace-ctf/";
    private static final String TRACES = SUITE + "common-data/ctf-traces/";
    private static final String EXPECTED = SUITE + "expected/plugins/src.ctf.fs/succeed/trace-";
    /** What holds no metadata of its own. */
    private static final Set<String> NO_TRACE = Set.of("succeed4");

    @TempDir
    private Path folder = Path.of("");

    private static Stream<Path> folders(String below) throws IOException {
        Path parent = SharedFiles.path(TRACES + below);
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory).filter(trace -> !NO_TRACE.contains(name(trace))).sorted().toList()
                    .stream();
        }
    }

    private static String name(Path path) {
        return ChunkFinder.name(path);
    }

    @TestFactory
    Stream<DynamicTest> validTracesAreReadWithTheValuesExpected() throws Exception {
        return Stream.of("1/succeed", "1/packet-seq-num", "1/intersection", "2/succeed", "2/intersection")
                .flatMap(below -> {
                    try {
                        return folders(below).map(trace -> DynamicTest.dynamicTest(below + "/" + name(trace),
                                () -> isRead(trace, below.substring(0, 1))));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static void isRead(Path trace, String version) throws Exception {
        var actual = new DetailLines();
        var damages = new ArrayList<String>();
        read(trace, actual, damages);
        // babeltrace2 does not look at UUIDs of packets, and two of its traces have wrong ones.
        damages.removeIf("packet-bad-uuid"::equals);
        assertEquals(List.of(), damages);
        for (String suffix : List.of("", "-mip1", "-ctf" + version + "-mip1")) {
            String expected = EXPECTED + name(trace) + suffix + ".expect";
            if (SharedFiles.isThere(expected)) {
                List<String> lines = DetailLines.expected(Files.readString(SharedFiles.path(expected)));
                if (!lines.isEmpty()) {
                    assertEquals(String.join("\n", lines), String.join("\n", actual.lines()));
                }
            }
        }
    }

    private static void read(Path trace, DetailLines lines, List<String> damages) throws Exception {
        List<StreamInput> inputs = ChunkStreams.open(Archives.find(List.of(trace)),
                (_, damage) -> damages.add(damage.code()));
        try (EventReader reader = EventReader.dynamic(inputs, lines, (_, damage) -> damages.add(damage.code()))) {
            reader.runUntil(Long.MAX_VALUE);
        }
    }

    @TestFactory
    Stream<DynamicTest> invalidTracesEndInATypedError() throws Exception {
        return Stream.concat(folders("1/fail"), folders("2/fail"))
                .map(trace -> DynamicTest.dynamicTest(name(trace), () -> {
                    var damages = new ArrayList<String>();
                    read(trace, new DetailLines(), damages);
                    assertFalse(damages.isEmpty());
                }));
    }

    @Test
    void damagedStreamsDoNotHideTheOthers() throws Exception {
        var damages = new ArrayList<String>();
        var lines = new DetailLines();
        read(SharedFiles.path(TRACES + "1/deterministic-ordering"), lines, damages);
        assertEquals(List.of("unknown-event-record-class", "unknown-event-record-class"), damages);
        assertEquals(7, lines.lines().stream().filter(line -> line.startsWith("Event")).count());
    }

    @Test
    void boundsOfPacketsAreThoseOfTheirEventsWhereATracerGotThemWrong() throws Exception {
        assertEquals(List.of("835286238469473", "835286238584858", "835286238743462", "835286238783931"),
                ends("lttng-crash"));
        assertEquals(List.of("900859125273445", "900859125273473"), ends("lttng-event-after-packet"));
        assertEquals(List.of("1048932916574076..1048932916584407", "1048932916605259..1048932916609657"),
                bounds("barectf-event-before-packet"));
    }

    private static List<String> ends(String trace) throws IOException, CtfException {
        return bounds(trace).stream().map(bounds -> bounds.substring(bounds.indexOf("..") + 2)).toList();
    }

    private static List<String> bounds(String trace) throws IOException, CtfException {
        var found = new ArrayList<String>();
        List<SessionLine> lines = Archives.find(List.of(SharedFiles.path(TRACES + "1/succeed/" + trace)));
        for (StreamInput input : ChunkStreams.open(lines, ChunkDamage.STRICT)) {
            for (Packet packet = input.packets().next(); packet != null; packet = input.packets().next()) {
                found.add(packet.header().beginCycles() + ".." + packet.header().endCycles());
            }
            input.packets().close();
        }
        return found;
    }

    @Test
    void tracesWrittenAsTextAreRead() throws Exception {
        for (String file : List.of("stored-values", "new-streams/first-trace", "new-streams/second-trace")) {
            Path trace = folder.resolve(name(Path.of(file)));
            Mctf.expand(SharedFiles.path(TRACES + "1/live/" + file + ".mctf"), trace);
            var ignored = new ArrayList<String>();
            var damage = new ChunkDamage() {
                @Override
                public void found(TraceFolder of, CtfException found) throws CtfException {
                    throw found;
                }

                @Override
                public void indexIgnored(TraceFolder of, String why) {
                    ignored.add(why);
                }
            };
            var lines = new DetailLines();
            try (EventReader reader = EventReader.dynamic(ChunkStreams.open(Archives.find(List.of(trace)), damage),
                    lines, Damage.STRICT)) {
                assertEquals(2, reader.runUntil(Long.MAX_VALUE), file);
            }
            assertEquals(List.of(), ignored);
        }
    }
}
