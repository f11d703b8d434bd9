package io.gyre.ctf.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkDamage;
import io.gyre.chunk.ChunkFolder;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.SharedFiles;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.order.StreamListener;
import io.gyre.ctf.order.TimeRange;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The text of each recorded chunk, and of all chunks of a session together, has the digest of what babeltrace2 2.1.1 printed. */
class RecordedTextTest {
    private static final Pattern DIGEST = Pattern.compile("\"(chunk|text_sha256)\": \"([^\"]+)\"");
    private static final String WHOLE = "whole";

    @TestFactory
    Stream<DynamicTest> textIsThatOfBabeltrace2() throws Exception {
        return Archives.find(List.of(SharedFiles.path("traces"), SharedFiles.path("traces-ctf2"))).stream()
                .map(line -> DynamicTest.dynamicTest(line.archives() + " " + line.key(), () -> check(line)));
    }

    /** What lttng-crash recovered, snapshots that overlap, and CTF 1.8 that LTTng 2.16 wrote without packets. */
    @TestFactory
    Stream<DynamicTest> textOfOddTracesIsThatOfBabeltrace2() throws Exception {
        try (Stream<Path> files = Files.walk(SharedFiles.path("traces-odd"), 3)) {
            List<Path> references = files.filter(file -> file.toString().endsWith(".reference.json")).sorted().toList();
            assertEquals(10, references.size());
            return Stream.concat(references.stream().map(RecordedTextTest::folderOf),
                    Stream.of(SharedFiles.path("traces-odd/ust-tsdl216-1/archives")))
                    .map(folder -> DynamicTest.dynamicTest(folder.toString(), () -> checkWhole(folder)));
        }
    }

    private static Path folderOf(Path reference) {
        return Path.of(reference.toString().replace(".reference.json", ""));
    }

    private static void checkWhole(Path folder) throws Exception {
        Path named = Path.of(folder + ".reference.json");
        Path reference = Files.exists(named) ? named : folder.resolveSibling("reference.json");
        SessionLine line = Archives.find(List.of(folder)).getFirst();
        assertEquals(digests(reference).get(WHOLE), digest(ChunkStreams.open(line, ChunkDamage.STRICT)));
    }

    private static void check(SessionLine line) throws Exception {
        Map<String, String> expected = digests(line.archives().resolveSibling("reference.json"));
        assertEquals(expected.get(WHOLE), programmedDigest(ChunkStreams.open(line, ChunkDamage.STRICT)), WHOLE);
        for (ChunkFolder chunk : line.chunks()) {
            assertEquals(expected.get(chunk.name()), digest(ChunkStreams.open(chunk, ChunkDamage.STRICT)),
                    chunk.name());
        }
    }

    private static Map<String, String> digests(Path reference) throws Exception {
        var digests = new LinkedHashMap<String, String>();
        Matcher matcher = DIGEST.matcher(Files.readString(reference));
        String of = WHOLE;
        while (matcher.find()) {
            if (matcher.group(1).equals("chunk")) {
                of = matcher.group(2);
            } else {
                digests.put(of, matcher.group(2));
            }
        }
        return digests;
    }

    private static String digest(List<StreamInput> inputs) throws Exception {
        return digest(text -> EventReader.dynamic(inputs, text, Damage.STRICT));
    }

    /** The same by the programs of event classes instead of calls for each field. */
    private static String programmedDigest(List<StreamInput> inputs) throws Exception {
        return digest(text -> EventReader.loops(inputs, text::loop, StreamListener.NONE, TimeRange.ALL, Damage.STRICT));
    }

    private static String digest(Function<TextFormat, EventReader> reading) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (var text = new TextFormat(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
                var reader = reading.apply(text)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
