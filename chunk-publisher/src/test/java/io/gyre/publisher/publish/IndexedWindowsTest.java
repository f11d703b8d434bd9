package io.gyre.publisher.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.chunk.TraceClasses;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.publisher.find.ChunkCatalog;
import io.gyre.publisher.find.LineOnDisk;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The boundaries between the chunks of real recordings, computed a second time from LTTng's index files alone: the publisher reads packets'
 * headers, and never these.
 */
class IndexedWindowsTest {
    private static final int HEADER_BYTES = 16;
    private static final int STRIDE_AT = 12;
    private static final int BEGIN_AT = 24;
    private static final int END_AT = 32;

    private record Span(long beginNs, long endNs) {}

    @TestFactory
    Stream<DynamicTest> boundariesAreThoseOfTheIndexFiles() throws Exception {
        List<Path> recordings = new ArrayList<>();
        for (String folder : List.of("traces", "traces-ctf2")) {
            String shared = System.getenv("GYRE_SHARED");
            Path path = Path.of(shared == null ? "../../shared" : shared).resolve(folder);
            if (Files.isDirectory(path)) {
                recordings.add(path);
            }
        }
        Assumptions.assumeFalse(recordings.isEmpty(), "the shared recordings are not here");
        return ChunkCatalog.linesUnder(recordings).stream().filter(line -> line.chunks().size() > 1)
                .map(line -> DynamicTest.dynamicTest(line.archives().toString(), () -> check(line)));
    }

    private static void check(LineOnDisk line) throws Exception {
        var look = new NextChunkLook(line);
        @Nullable
        Path here = null;
        long id = -1;
        for (Map.Entry<Long, Path> next : line.chunks().entrySet()) {
            if (here != null) {
                assertEquals(expected(spans(here), spans(next.getValue())), look.upTo(id), "after chunk " + id);
            }
            here = next.getValue();
            id = next.getKey();
        }
    }

    private static OptionalLong expected(Map<String, Span> here, Map<String, Span> next) {
        LongStream begins = next.values().stream().mapToLong(Span::beginNs);
        LongStream ends = here.entrySet().stream()
                .filter(stream -> !next.containsKey(stream.getKey()) && !stream.getKey().contains("ust/pid/"))
                .mapToLong(stream -> stream.getValue().endNs());
        OptionalLong first = LongStream.concat(begins, ends).min();
        if (first.isEmpty()) {
            first = here.values().stream().mapToLong(Span::endNs).min();
        }
        return first.isEmpty() ? first : OptionalLong.of(first.getAsLong() - 1);
    }

    private static Map<String, Span> spans(Path chunk) throws Exception {
        Map<String, Span> spans = new HashMap<>();
        List<Path> indexes;
        try (Stream<Path> all = Files.walk(chunk)) {
            indexes = all.filter(path -> path.toString().endsWith(".idx")).toList();
        }
        for (Path index : indexes) {
            ByteBuffer entries = ByteBuffer.wrap(Files.readAllBytes(index));
            if (entries.capacity() <= HEADER_BYTES) {
                continue;
            }
            ClockClass clock = clock(Objects.requireNonNull(index.getParent()).resolveSibling("metadata"));
            int stride = entries.getInt(STRIDE_AT);
            int last = HEADER_BYTES + (entries.capacity() - HEADER_BYTES) / stride * stride - stride;
            var span = new Span(clock.toNanos(entries.getLong(HEADER_BYTES + BEGIN_AT)),
                    clock.toNanos(entries.getLong(last + END_AT)));
            // With tracefile-size a stream has several files, channel_cpu_number.
            String stream = chunk.relativize(index).toString().replaceFirst("(_\\d+)_\\d+\\.idx$", "$1.idx");
            spans.merge(stream, span, (a, b) -> new Span(Math.min(a.beginNs, b.beginNs), Math.max(a.endNs, b.endNs)));
        }
        return spans;
    }

    private static ClockClass clock(Path metadata) throws Exception {
        TraceClass trace = TraceClasses.of(Files.readAllBytes(metadata), metadata.toString());
        for (DataStreamClass stream : trace.streams().values()) {
            if (stream.defaultClock() != null) {
                return stream.defaultClock();
            }
        }
        throw new AssertionError("no clock in " + metadata);
    }
}
